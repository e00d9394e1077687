/**
 * Blocks of several ops with the parameters they own. Read {@link org.end4rec.autograd.layers.LayerNormalization} first.
 * Deliberately absent: whole models, and layers that would only rename one op without parameters.
 */
@NullMarked
package org.end4rec.autograd.layers;

import org.jspecify.annotations.NullMarked;
