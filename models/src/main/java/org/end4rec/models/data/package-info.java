/**
 * Event logs and their way to training: {@code EventLogReader} turns a text file into an {@code EventLog} of numbers,
 * {@code Histories} groups it by user, {@code Cleaning} leaves a part of it out, {@code Split} chooses the events to
 * train on and those to hold out, as a {@code SplitPlan} says, and {@code BatchAssembler} cuts the sequences that a
 * model reads. {@code SyntheticShop} makes logs whose noise is known.
 *
 * <p>Read {@code EventLog} first, then {@code Histories}, {@code Split} and {@code BatchAssembler}. Deliberately
 * absent: gradients, objects per event, and any id but the user's own text and its number.
 */
@NullMarked
package org.end4rec.models.data;

import org.jspecify.annotations.NullMarked;
