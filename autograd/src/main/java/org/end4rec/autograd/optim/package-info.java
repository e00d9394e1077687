/**
 * How parameters move: read {@link org.end4rec.autograd.optim.AdamW} first. Deliberately absent: the training loop,
 * which decides what to do about a gradient that is not finite.
 */
@NullMarked
package org.end4rec.autograd.optim;

import org.jspecify.annotations.NullMarked;
