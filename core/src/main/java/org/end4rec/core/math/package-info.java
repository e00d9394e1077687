/**
 * Mathematics in double beyond the kernels: {@link org.end4rec.core.math.CodingRate}, on their Cholesky factorization,
 * and {@link org.end4rec.core.math.GammaFunction}. Deliberately absent: general matrices and decompositions, which EJML
 * has, and float versions, since nothing here is in a hot loop.
 */
@NullMarked
package org.end4rec.core.math;

import org.jspecify.annotations.NullMarked;
