/**
 * O(N log N) against O(N²): read {@link org.end4rec.bench.complexity.ComplexityRun} first, then {@link
 * org.end4rec.bench.complexity.ComplexityFit}. The benchmarks it runs are in the package above. Deliberately absent:
 * options and their checks, which the command line has; assertions on time, since tests assert exact operation counts
 * only.
 */
@NullMarked
package org.end4rec.bench.complexity;

import org.jspecify.annotations.NullMarked;
