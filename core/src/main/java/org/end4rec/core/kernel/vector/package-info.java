/**
 * The kernels on the incubating Vector API: each class repeats its scalar twin a vector at a time and gives the same
 * bits. Read {@code VectorLanes} first, then {@code VectorReductions}. Not exported. Deliberately absent: any loop that
 * has no scalar twin.
 */
@NullMarked
package org.end4rec.core.kernel.vector;

import org.jspecify.annotations.NullMarked;
