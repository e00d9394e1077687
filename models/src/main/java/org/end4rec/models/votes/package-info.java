/**
 * Votes beside an encoder's scores, for items that share users with the items of the history. Read
 * {@link org.end4rec.models.votes.Votes} first. Deliberately absent: gradients; four numbers are searched on the
 * validation.
 */
@NullMarked
package org.end4rec.models.votes;

import org.jspecify.annotations.NullMarked;
