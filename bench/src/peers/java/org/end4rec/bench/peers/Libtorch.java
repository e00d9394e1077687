package org.end4rec.bench.peers;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.end4rec.bench.peers.Workload.Elementwise;
import org.end4rec.bench.peers.Workload.Form;
import org.end4rec.bench.peers.Workload.Product;
import org.end4rec.bench.peers.Workload.Transform;

/** libtorch with its MKL and oneDNN, through DJL; every result is freed at once. */
public final class Libtorch implements Peer {
    private final NDManager manager;

    /** Starts libtorch. */
    public Libtorch() {
        manager = Engine.getEngine("PyTorch").newBaseManager();
    }

    @Override
    public String name() {
        return "libtorch";
    }

    @Override
    public Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("version", Engine.getEngine("PyTorch").getVersion());
        facts.put("kernels", String.join(", ", new java.util.TreeSet<>(JniUtils.getFeatures())));
        return facts;
    }

    /** Work that makes a new array of the inputs, which are freed at the end. */
    private Contender contender(
            int threads, Supplier<NDArray> work, Function<NDArray, float[]> output, NDArray... inputs) {
        Contender contender = Contender.of(() -> work.get().close(), () -> {
            try (NDArray y = work.get()) {
                return output.apply(y);
            }
        });
        return new Contender() {
            @Override
            public float[] answer() {
                JniUtils.setNumThreads(threads);
                return contender.answer();
            }

            @Override
            public double seconds(int calls) {
                return contender.seconds(calls);
            }

            @Override
            public void close() {
                for (NDArray input : inputs) {
                    input.close();
                }
            }
        };
    }

    private NDArray array(float[] data, long... shape) {
        return manager.create(FloatBuffer.wrap(data), new Shape(shape), DataType.FLOAT32);
    }

    private NDArray matrix(float[] data, int columns) {
        return array(data, data.length / columns, columns);
    }

    @Override
    public Optional<Contender> product(Product p, int threads) {
        NDArray a = matrix(p.a(), p.strideA());
        NDArray b = matrix(p.b(), p.strideB());
        NDArray left = p.form() == Form.TN ? a.transpose() : a;
        NDArray right = p.form() == Form.NT ? b.transpose() : b;
        return Optional.of(contender(threads, () -> left.matMul(right), NDArray::toFloatArray, left, right, a, b));
    }

    /** DJL offers no scaling: the transform is not unitary here, which saves libtorch nothing; the answer is scaled. */
    @Override
    public Optional<Contender> transform(Transform t, int threads) {
        float root = (float) Math.sqrt(t.n());
        if (!t.inverse()) {
            NDArray x = array(t.sequences(), t.batch(), t.n(), t.d());
            return Optional.of(contender(threads, () -> x.rfft(t.n(), 1), y -> planar(y, t, 1 / root), x));
        }
        NDArray x = complex(t);
        return Optional.of(contender(threads, () -> x.irfft(t.n(), 1), y -> scaled(y.toFloatArray(), root), x));
    }

    private static float[] scaled(float[] y, float scale) {
        for (int i = 0; i < y.length; i++) {
            y[i] *= scale;
        }
        return y;
    }

    /** A complex spectrum [B,F,d] as planar [B,2,F,d]. */
    private static float[] planar(NDArray spectrum, Transform t, float scale) {
        int size = t.bins() * t.d();
        float[] planar = new float[t.batch() * 2 * size];
        FloatBuffer pairs = spectrum.toByteBuffer().asFloatBuffer();
        for (int b = 0; b < t.batch(); b++) {
            for (int i = 0; i < size; i++) {
                planar[2 * b * size + i] = scale * pairs.get(2 * (b * size + i));
                planar[(2 * b + 1) * size + i] = scale * pairs.get(2 * (b * size + i) + 1);
            }
        }
        return planar;
    }

    private NDArray complex(Transform t) {
        float[] planar = t.spectra();
        int size = t.bins() * t.d();
        float[] pairs = new float[planar.length];
        for (int b = 0; b < t.batch(); b++) {
            for (int i = 0; i < size; i++) {
                pairs[2 * (b * size + i)] = planar[2 * b * size + i];
                pairs[2 * (b * size + i) + 1] = planar[(2 * b + 1) * size + i];
            }
        }
        try (NDArray real = array(pairs, t.batch(), t.bins(), t.d(), 2)) {
            return real.complex();
        }
    }

    @Override
    public Optional<Contender> elementwise(Elementwise e, int threads) {
        NDArray x = array(e.x(), e.rows(), e.columns());
        NDArray weight = array(e.weight(), e.columns());
        NDArray bias = array(e.bias(), e.columns());
        Shape row = new Shape(e.columns());
        UnaryOperator<NDArray> work = switch (e.operation()) {
            case EXP -> NDArray::exp;
            case TANH -> NDArray::tanh;
            case GELU -> input -> input.getNDArrayInternal().gelu();
            case LOG_SOFTMAX -> input -> input.logSoftmax(1);
            case LAYER_NORM ->
                input -> input.getNDArrayInternal()
                        .layerNorm(input, row, weight, bias, (float) Elementwise.EPSILON)
                        .singletonOrThrow();
        };
        return Optional.of(contender(threads, () -> work.apply(x), NDArray::toFloatArray, x, weight, bias));
    }

    @Override
    public Optional<Contender> adam(Workload.Adam adam, int threads) {
        NDArray weights = array(adam.weights(), adam.rows(), adam.columns());
        NDArray gradient = array(adam.gradient(), adam.rows(), adam.columns());
        NDArray first = manager.zeros(weights.getShape());
        NDArray second = manager.zeros(weights.getShape());
        NDList inputs = new NDList(weights, gradient, first, second);
        int[] steps = {0};
        Runnable step = () -> {
            steps[0]++;
            // libtorch's step leaves the correction of both moments to the rate, so epsilon has to be corrected too
            double firstShare = 1 - Math.pow(0.9, steps[0]);
            double secondRoot = Math.sqrt(1 - Math.pow(0.999, steps[0]));
            weights.getNDArrayInternal()
                    .adamUpdate(
                            inputs,
                            new NDList(weights),
                            Workload.Adam.RATE,
                            (float) (Workload.Adam.RATE * secondRoot / firstShare),
                            0,
                            1,
                            -1,
                            0.9f,
                            0.999f,
                            (float) (1e-8 * secondRoot),
                            false,
                            false);
        };
        Contender contender = Contender.of(step, weights::toFloatArray);
        return Optional.of(new Contender() {
            @Override
            public float[] answer() {
                JniUtils.setNumThreads(threads);
                return contender.answer();
            }

            @Override
            public double seconds(int calls) {
                return contender.seconds(calls);
            }

            @Override
            public void close() {
                inputs.close();
            }
        });
    }

    @Override
    public Optional<Contender> search(Workload.Search search, int threads) {
        NDArray catalogue = array(search.catalogue(), search.items(), search.d());
        NDArray query = array(search.query(), search.d());
        return Optional.of(contender(
                threads,
                () -> {
                    try (NDArray scores = catalogue.matMul(query)) {
                        NDList best = scores.topK(search.top(), 0);
                        best.get(1).close();
                        return best.get(0);
                    }
                },
                NDArray::toFloatArray,
                catalogue,
                query));
    }

    @Override
    public int restMillis() {
        return 150;
    }

    @Override
    public void close() {
        manager.close();
    }
}
