/**
 * Shapes and tensors. Read {@link org.end4rec.core.Tensor} first. Deliberately absent: strides, views, other element
 * types and arithmetic, which lives in {@code kernel}, {@code fft} and {@code linalg}.
 */
@NullMarked
package org.end4rec.core;

import org.jspecify.annotations.NullMarked;
