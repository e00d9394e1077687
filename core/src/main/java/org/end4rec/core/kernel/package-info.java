/**
 * The contract of the engine's inner loops: read {@link org.end4rec.core.kernel.Kernels} first, then the six families
 * that it joins. The loops themselves are in the packages {@code scalar} and {@code vector}; {@code counting} counts
 * what they do. Deliberately absent: shapes, broadcasting and threads, which belong to the callers.
 */
@NullMarked
package org.end4rec.core.kernel;

import org.jspecify.annotations.NullMarked;
