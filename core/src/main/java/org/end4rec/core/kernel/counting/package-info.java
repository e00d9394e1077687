/**
 * Kernels that count operations and let another provider compute: read {@link
 * org.end4rec.core.kernel.counting.CountingKernels} first. Deliberately absent: time, which {@code bench} measures.
 */
@NullMarked
package org.end4rec.core.kernel.counting;

import org.jspecify.annotations.NullMarked;
