/**
 * A second opinion beside an encoder's: the items that the users of a history's items had too. Read {@link
 * org.end4rec.models.voting.VotingScorer} first. Deliberately absent: gradients; four numbers are searched on the validation.
 */
@NullMarked
package org.end4rec.models.voting;

import org.jspecify.annotations.NullMarked;
