/**
 * Reuse of a step's buffers: {@link org.end4rec.core.memory.Arena}; a thread's scratch: {@link
 * org.end4rec.core.memory.PerThread}. Deliberately absent: native and off-heap memory. */
@NullMarked
package org.end4rec.core.memory;

import org.jspecify.annotations.NullMarked;
