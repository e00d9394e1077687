/**
 * Linear algebra beyond the matrix products of the kernels: {@link org.end4rec.core.linalg.CodingRate}, in double on
 * the Cholesky factorization of the kernels. Deliberately absent: general matrices and decompositions; EJML has them.
 */
@NullMarked
package org.end4rec.core.linalg;

import org.jspecify.annotations.NullMarked;
