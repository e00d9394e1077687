/**
 * What an experiment compares and finds: a row for each model or variant over its seeds, the differences of the rows,
 * and files with tables and charts. Read {@link org.end4rec.models.report.Comparison} and {@link
 * org.end4rec.models.report.Report} first. Deliberately absent: tables on the screen.
 */
@NullMarked
package org.end4rec.models.report;

import org.jspecify.annotations.NullMarked;
