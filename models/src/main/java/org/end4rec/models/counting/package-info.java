/**
 * Models that count and do not train: a trained model must be better than these. Read
 * {@link org.end4rec.models.counting.CountingModels} first; popularity itself is in {@code evaluation}. Deliberately
 * absent: factorizations, which are trained.
 */
@NullMarked
package org.end4rec.models.counting;

import org.jspecify.annotations.NullMarked;
