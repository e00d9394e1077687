/**
 * Pages for a browser: HTML of one file with tables, and charts as SVG, which need nothing else. Read {@link
 * org.end4rec.models.page.HtmlPage} and {@link org.end4rec.models.page.LineChart} first. Deliberately absent: what is
 * shown; this package knows no model and no report.
 */
@NullMarked
package org.end4rec.models.page;

import org.jspecify.annotations.NullMarked;
