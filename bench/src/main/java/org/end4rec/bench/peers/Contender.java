package org.end4rec.bench.peers;

import java.util.function.Supplier;

/** One peer, ready to do one workload again and again. */
public interface Contender extends AutoCloseable {
    /** Does the work as often as its answer needs, and gives the answer, in the layout that the workload names. */
    float[] answer();

    /** Does the work that many times and returns the seconds it took. */
    double seconds(int calls);

    @Override
    default void close() {}

    /** A contender within this process. */
    static Contender of(Runnable work, Supplier<float[]> output) {
        return new Contender() {
            @Override
            public float[] answer() {
                work.run();
                return output.get();
            }

            @Override
            public double seconds(int calls) {
                long start = System.nanoTime();
                for (int i = 0; i < calls; i++) {
                    work.run();
                }
                return (System.nanoTime() - start) * 1e-9;
            }
        };
    }
}
