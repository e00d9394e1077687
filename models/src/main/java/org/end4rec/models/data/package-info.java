/**
 * Event logs and what training makes of them: {@code EventLogReader} turns a text file into an {@code EventLog} of
 * numbers, {@code Histories} groups it by user, {@code Split} says what is trained on and what is held out, and
 * {@code BatchAssembler} cuts the sequences a model reads. {@code SyntheticShop} makes logs whose noise is known.
 *
 * <p>Read {@code EventLog} first, then {@code Histories}, {@code Split} and {@code BatchAssembler}. Deliberately
 * absent: gradients, objects per event, and any id but the user's own text and its number.
 */
@NullMarked
package org.end4rec.models.data;

import org.jspecify.annotations.NullMarked;
