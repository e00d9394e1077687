/** Linear algebra beyond the products of the kernels. */
@NullMarked
package org.end4rec.core.linalg;

import org.jspecify.annotations.NullMarked;
