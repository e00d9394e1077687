/**
 * O(N log N) against O(N²): read {@link org.end4rec.bench.complexity.ComplexityRun} first, then {@link
 * org.end4rec.bench.complexity.Conclusion} and {@link org.end4rec.bench.complexity.Rounds}. The benchmark of whole
 * models is in the package above. Deliberately absent: options and their checks, which the command line has; a growth
 * that the clock alone names; assertions on time, since tests assert exact operation counts only.
 */
@NullMarked
package org.end4rec.bench.complexity;

import org.jspecify.annotations.NullMarked;
