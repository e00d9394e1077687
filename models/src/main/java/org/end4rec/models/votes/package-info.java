/**
 * A second opinion beside an encoder's: the items that the users of a history's items had too. Read {@link
 * org.end4rec.models.votes.Votes} first. Deliberately absent: gradients; four numbers are searched on the validation.
 */
@NullMarked
package org.end4rec.models.votes;

import org.jspecify.annotations.NullMarked;
