/**
 * Event logs and what training makes of them. Deliberately absent: gradients, and any id but the user's own text and
 * its number.
 */
@NullMarked
package org.end4rec.models.data;

import org.jspecify.annotations.NullMarked;
