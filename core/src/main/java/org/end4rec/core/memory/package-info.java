/** Reuse of a step's buffers: {@link org.end4rec.core.memory.Arena}. Deliberately absent: native and off-heap memory. */
@NullMarked
package org.end4rec.core.memory;

import org.jspecify.annotations.NullMarked;
