/** How far a training step can scale to many cores, from a trace of the step on one thread. */
@NullMarked
package org.end4rec.bench.scaling;

import org.jspecify.annotations.NullMarked;
