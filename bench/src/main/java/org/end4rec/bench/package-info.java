/**
 * JMH benchmarks of the engine beside its peers: each {@code XyzBenchmark} has a page {@code XyzBenchmark.md} with its
 * question and how to read the answer. Read the module's {@code README.md} first. Deliberately absent: assertions on
 * time; tests only check that both sides compute the same numbers.
 */
@NullMarked
package org.end4rec.bench;

import org.jspecify.annotations.NullMarked;
