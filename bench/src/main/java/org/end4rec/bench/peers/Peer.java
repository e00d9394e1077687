package org.end4rec.bench.peers;

import java.util.Map;
import java.util.Optional;

/** Somebody who can do some of the workloads with one or more threads; empty where it cannot. */
public interface Peer extends AutoCloseable {
    /** The name in tables: {@code OpenBLAS}. */
    String name();

    /** What was measured: versions, the kernels chosen at run time. */
    Map<String, String> facts();

    /** A matrix product. */
    default Optional<Contender> product(Workload.Product product, int threads) {
        return Optional.empty();
    }

    /** A batch of real Fourier transforms. */
    default Optional<Contender> transform(Workload.Transform transform, int threads) {
        return Optional.empty();
    }

    /** An operation on a matrix, element by element or row by row. */
    default Optional<Contender> elementwise(Workload.Elementwise elementwise, int threads) {
        return Optional.empty();
    }

    /** A step of Adam. */
    default Optional<Contender> adam(Workload.Adam adam, int threads) {
        return Optional.empty();
    }

    /** The best items of a catalogue for one query. */
    default Optional<Contender> search(Workload.Search search, int threads) {
        return Optional.empty();
    }

    /** Whole training steps. */
    default Optional<Contender> training(Workload.Training training, int threads) {
        return Optional.empty();
    }

    /** The answer to one user. */
    default Optional<Contender> request(Workload.Request request, int threads) {
        return Optional.empty();
    }

    /**
     * Time to leave the machine in peace after work on several threads, in milliseconds: some pools wait by spinning.
     */
    default int restMillis() {
        return 0;
    }

    @Override
    default void close() {}
}
