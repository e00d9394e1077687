/**
 * Training: read {@link org.end4rec.models.training.TrainingConfig} for the settings,
 * {@link org.end4rec.models.training.Trainer} for the schedule and {@link org.end4rec.models.training.TrainingStep} for
 * one step. Deliberately absent: the mathematics of the models, and screens.
 */
@NullMarked
package org.end4rec.models.training;

import org.jspecify.annotations.NullMarked;
