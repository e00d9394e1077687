/**
 * Models that count instead of training: the bar that a trained one has to clear. Read {@link
 * org.end4rec.models.baseline.CountingModels} first; popularity itself is in {@code evaluation}. Deliberately absent:
 * factorizations, which are trained.
 */
@NullMarked
package org.end4rec.models.baseline;

import org.jspecify.annotations.NullMarked;
