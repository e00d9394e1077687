/**
 * One op, one file: name, shape rule, forward and backward with the formula beside them. Read {@link
 * org.end4rec.autograd.ops.Gelu} first. Deliberately absent: layers and losses, which compose these.
 */
@NullMarked
package org.end4rec.autograd.ops;

import org.jspecify.annotations.NullMarked;
