package org.end4rec.models.report;

import org.end4rec.models.page.Chart;

/**
 * A chart of a report.
 *
 * @param name name of its file, and of its section of the page
 * @param title what is above it
 */
record NamedChart(String name, String title, Chart chart) {}
