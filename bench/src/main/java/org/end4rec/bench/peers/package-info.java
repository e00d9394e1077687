/**
 * The peers report: our kernels and steps take turns with strong peers in one run. Read {@link
 * org.end4rec.bench.peers.Workload} first, then {@link org.end4rec.bench.peers.InterleavedRun}. Deliberately absent:
 * the peers that need native code, the chart and the command, which are compiled only in the Maven profile {@code
 * peers} (src/peers/java).
 */
@NullMarked
package org.end4rec.bench.peers;

import org.jspecify.annotations.NullMarked;
