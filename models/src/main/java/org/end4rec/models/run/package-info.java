/**
 * The folder of a training run: read {@link org.end4rec.models.run.RunFolder} first. Deliberately absent: training
 * itself and recommending, which only use it.
 */
@NullMarked
package org.end4rec.models.run;

import org.jspecify.annotations.NullMarked;
