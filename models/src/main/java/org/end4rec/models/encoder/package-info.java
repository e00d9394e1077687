/**
 * From histories to representations: read {@link org.end4rec.models.encoder.SequenceEncoder} first; each model has a
 * package of its own below. Deliberately absent: optimizers and data files.
 */
@NullMarked
package org.end4rec.models.encoder;

import org.jspecify.annotations.NullMarked;
