/**
 * Whether the compiler keeps the vectors of every kernel in registers: in every process, in any order of first calls,
 * with any collector. {@link org.end4rec.bench.stability.StabilityRun} is the program.
 */
@NullMarked
package org.end4rec.bench.stability;

import org.jspecify.annotations.NullMarked;
