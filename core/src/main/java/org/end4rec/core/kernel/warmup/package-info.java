/**
 * Vector kernels begin slowly: until the compiler has seen a kernel some thousand times, each vector is an object, and
 * in rare processes it stays so. So a thread calls them until they make no objects. Meanwhile the program runs on the
 * scalar kernels, which give the same bits.
 */
@NullMarked
package org.end4rec.core.kernel.warmup;

import org.jspecify.annotations.NullMarked;
