/**
 * Trials: a model with all its settings, trained and measured once and kept in a store, on which every experiment is
 * built. Read {@link org.end4rec.models.trial.Trial} and {@link org.end4rec.models.trial.TrialRunner} first: a trial
 * that is in the store is not run again. Deliberately absent: what is compared with what, and what a user types and
 * sees.
 */
@NullMarked
package org.end4rec.models.trial;

import org.jspecify.annotations.NullMarked;
