package org.end4rec.bench.peers;

import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;

/** A piece of work that several peers can do from the same input. */
public sealed interface Workload {
    /** The name within its group, such as {@code 64x64x64 NT}. */
    String name();

    /** What is counted to judge its speed: floating-point operations, or elements. */
    double work();

    /** Largest difference allowed between two answers, relative to the largest element. */
    double tolerance();

    /** The contender of a peer, if it can do this. */
    Optional<Contender> on(Peer peer, int threads);

    /** Normal noise, the same for all peers of a run. */
    static float[] noise(int length, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] noise = new float[length];
        for (int i = 0; i < length; i++) {
            noise[i] = (float) random.nextGaussian();
        }
        return noise;
    }

    /** Which operand of a product is stored transposed: neither, b or a. */
    enum Form {
        /** a [m,k], b [k,n]. */
        NN,
        /** a [m,k], b [n,k]. */
        NT,
        /** a [k,m], b [k,n]. */
        TN
    }

    /** c [m,n] = a·b, the answer being c. */
    record Product(Form form, int m, int k, int n) implements Workload {
        float[] a() {
            return noise(m * k, 1);
        }

        float[] b() {
            return noise(k * n, 2);
        }

        /** Distance between rows of a as stored. */
        int strideA() {
            return form == Form.TN ? m : k;
        }

        /** Distance between rows of b as stored. */
        int strideB() {
            return form == Form.NT ? k : n;
        }

        @Override
        public String name() {
            return m + "x" + k + "x" + n + " " + form;
        }

        @Override
        public double work() {
            return 2.0 * m * k * n;
        }

        @Override
        public double tolerance() {
            return 1e-5;
        }

        @Override
        public Optional<Contender> on(Peer peer, int threads) {
            return peer.product(this, threads);
        }
    }

    /**
     * Unitary real Fourier transforms of a batch [B,N,d] along N, or back. Every peer may store a spectrum as it likes;
     * the answer is planar, [B,2,F,d].
     */
    record Transform(boolean inverse, int batch, int n, int d) implements Workload {
        int bins() {
            return n / 2 + 1;
        }

        /** The sequences [B,N,d]. */
        float[] sequences() {
            return noise(batch * n * d, 3);
        }

        /** Spectra [B,2,F,d]; the imaginary parts that no real sequence has are 0. */
        float[] spectra() {
            float[] spectra = noise(batch * 2 * bins() * d, 4);
            for (int b = 0; b < batch; b++) {
                int imaginary = (2 * b + 1) * bins() * d;
                java.util.Arrays.fill(spectra, imaginary, imaginary + d, 0f);
                if (n % 2 == 0) {
                    java.util.Arrays.fill(spectra, imaginary + (bins() - 1) * d, imaginary + bins() * d, 0f);
                }
            }
            return spectra;
        }

        @Override
        public String name() {
            return (inverse ? "irfft " : "rfft ") + batch + "x" + n + "x" + d;
        }

        @Override
        public double work() {
            return (double) batch * n * d;
        }

        @Override
        public double tolerance() {
            return 1e-5;
        }

        @Override
        public Optional<Contender> on(Peer peer, int threads) {
            return peer.transform(this, threads);
        }
    }

    /** What is done to each element, or to each row. */
    enum Operation {
        /** e^x. */
        EXP,
        /** tanh x. */
        TANH,
        /** x·Φ(x), exact. */
        GELU,
        /** Logarithm of the softmax of each row. */
        LOG_SOFTMAX,
        /** Each row normalized, with weights. */
        LAYER_NORM
    }

    /** y = f(x) with x [rows,columns], the answer being y. */
    record Elementwise(Operation operation, int rows, int columns) implements Workload {
        /** ε of the layer normalization. */
        static final double EPSILON = 1e-5;

        float[] x() {
            return noise(rows * columns, 5);
        }

        /** Weight of the layer normalization. */
        float[] weight() {
            return noise(columns, 6);
        }

        /** Bias of the layer normalization. */
        float[] bias() {
            return noise(columns, 7);
        }

        @Override
        public String name() {
            return operation.name().toLowerCase(Locale.ROOT) + " " + rows + "x" + columns;
        }

        @Override
        public double work() {
            return (double) rows * columns;
        }

        @Override
        public double tolerance() {
            return 1e-5;
        }

        @Override
        public Optional<Contender> on(Peer peer, int threads) {
            return peer.elementwise(this, threads);
        }
    }

    /** A step of Adam on one table of weights; the answer is the weights after the first step. */
    record Adam(int rows, int columns) implements Workload {
        /** Step size. */
        static final float RATE = 1e-3f;

        float[] weights() {
            return noise(rows * columns, 8);
        }

        float[] gradient() {
            return noise(rows * columns, 9);
        }

        @Override
        public String name() {
            return "adam " + rows + "x" + columns;
        }

        @Override
        public double work() {
            return (double) rows * columns;
        }

        @Override
        public double tolerance() {
            return 1e-5;
        }

        @Override
        public Optional<Contender> on(Peer peer, int threads) {
            return peer.adam(this, threads);
        }
    }

    /** The best {@code top} of items [V,d] for one query [d]; the answer is their scores, best first. */
    record Search(int items, int d, int top) implements Workload {
        float[] catalogue() {
            return noise(items * d, 10);
        }

        float[] query() {
            return noise(d, 11);
        }

        @Override
        public String name() {
            return "top " + top + " of " + items + "x" + d;
        }

        @Override
        public double work() {
            return (double) items * d;
        }

        @Override
        public double tolerance() {
            return 1e-5;
        }

        @Override
        public Optional<Contender> on(Peer peer, int threads) {
            return peer.search(this, threads);
        }
    }

    /** Training steps of a model; the answer is the loss of the first three. */
    record Training(BenchModel model) implements Workload {
        /** Steps whose loss is compared. */
        static final int COMPARED = 3;

        @Override
        public String name() {
            return model.title() + ", step";
        }

        @Override
        public double work() {
            return BenchModel.BATCH;
        }

        @Override
        public double tolerance() {
            return 1e-4;
        }

        @Override
        public Optional<Contender> on(Peer peer, int threads) {
            return peer.training(this, threads);
        }
    }

    /** One user's history encoded, the catalogue scored, the best taken; the answer is their scores, best first. */
    record Request(BenchModel model) implements Workload {
        /** Items asked for. */
        static final int TOP = 10;

        @Override
        public String name() {
            return model.title() + ", one user's top " + TOP;
        }

        @Override
        public double work() {
            return 1;
        }

        @Override
        public double tolerance() {
            return 1e-4;
        }

        @Override
        public Optional<Contender> on(Peer peer, int threads) {
            return peer.request(this, threads);
        }
    }
}
