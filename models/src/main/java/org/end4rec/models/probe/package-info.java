/**
 * Questions to a trained model besides its ranks: which accidental events it finds, what its filter removes, what it
 * still knows under noise. Read {@link org.end4rec.models.probe.EliminatorProbe} first. Deliberately absent: when a
 * probe is asked; a {@link org.end4rec.models.trial.TrialRunner} asks it.
 */
@NullMarked
package org.end4rec.models.probe;

import org.jspecify.annotations.NullMarked;
