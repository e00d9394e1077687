/**
 * Experiments: models compared on one split with one budget, variants of a model, sweeps of a setting, noise. Read {@link
 * org.end4rec.models.experiment.Trial} and {@link org.end4rec.models.experiment.TrialRunner} first: everything is made of
 * trials, and a trial that is in the store is not run again. Deliberately absent: what a user types and sees.
 */
@NullMarked
package org.end4rec.models.experiment;

import org.jspecify.annotations.NullMarked;
