/**
 * Reverse-mode differentiation. Read {@link org.end4rec.autograd.Tape} first, then one op, such as {@code ops.Gelu}.
 * Deliberately absent: derivatives of derivatives, and any knowledge of what the numbers mean.
 */
@NullMarked
package org.end4rec.autograd;

import org.jspecify.annotations.NullMarked;
