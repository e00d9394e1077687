/**
 * A whole training and the folder in which it is kept: read {@link org.end4rec.models.run.TrainingRun} first, then
 * {@link org.end4rec.models.run.RunFolder}. Deliberately absent: the steps of training, and recommending.
 */
@NullMarked
package org.end4rec.models.run;

import org.jspecify.annotations.NullMarked;
