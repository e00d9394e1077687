/**
 * How good a ranking is: ranks under a named protocol, metrics from the ranks. Read {@link
 * org.end4rec.models.evaluation.Evaluator} first. Deliberately absent: training, and metrics of a list as a whole such
 * as diversity or coverage.
 */
@NullMarked
package org.end4rec.models.evaluation;

import org.jspecify.annotations.NullMarked;
