/**
 * Not in the paper: the additions of this project to END4Rec, each with a switch of the configuration that puts the
 * paper's part back. Read {@link org.end4rec.models.encoder.end4rec.beyond.End4RecVariant} first.
 *
 * <ul>
 *   <li>{@code mixing=causal} or {@code banded} (the paper: {@code shared}): weights that all frequencies share hardly
 *       learn how long ago an event was, and a causal mixing learns from every position at once.
 *   <li>{@code score=agreement}, {@code item_agreement} or {@code squared_agreement} (the paper: {@code linear}): the
 *       linear score does not find accidental clicks, and agreement with the rest of the history does.
 *   <li>{@code level=sequence} (the paper: {@code token} or {@code representation}): an eliminated event leaves no gap,
 *       and the validation chooses how many events are removed.
 *   <li>{@code preference=fixed} or {@code one} (the paper: {@code learned}): where the rates of behaviors come from.
 *   <li>{@code weightElimination}, {@code eliminationRate} (the paper: 0): a budget for the eliminated share.
 *   <li>{@code query} (the paper: {@code false}): the readout reads the behavior that is asked for.
 * </ul>
 *
 * The gains are in docs/results.md. Deliberately absent: the votes of neighbors, which any encoder can have.
 */
@NullMarked
package org.end4rec.models.encoder.end4rec.beyond;

import org.jspecify.annotations.NullMarked;
