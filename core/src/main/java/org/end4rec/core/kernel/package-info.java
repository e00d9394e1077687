/**
 * The inner loops of the engine: read {@link org.end4rec.core.kernel.Kernels} first, then {@code Polynomials} for exp and
 * its friends and {@code ScalarProducts} for the matrix products; the classes named Vector… say the same again, a
 * vector at a time. Deliberately absent: shapes, broadcasting and threads, which belong to the callers.
 */
@NullMarked
package org.end4rec.core.kernel;

import org.jspecify.annotations.NullMarked;
