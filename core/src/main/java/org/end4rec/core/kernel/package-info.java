/**
 * The inner loops of the engine: read {@link org.end4rec.core.kernel.Kernels} first. Deliberately absent: shapes,
 * broadcasting and threads, which belong to the callers.
 */
@NullMarked
package org.end4rec.core.kernel;

import org.jspecify.annotations.NullMarked;
