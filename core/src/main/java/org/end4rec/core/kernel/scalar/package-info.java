/**
 * The kernels in plain Java, which run everywhere and are the oracle of the vector kernels: read {@code Polynomials}
 * for exp and its friends first, then {@code ScalarProducts} for the matrix products. Not exported. Deliberately
 * absent: the Vector API.
 */
@NullMarked
package org.end4rec.core.kernel.scalar;

import org.jspecify.annotations.NullMarked;
