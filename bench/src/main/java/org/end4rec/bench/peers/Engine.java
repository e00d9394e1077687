package org.end4rec.bench.peers;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Parameters;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.ops.LayerNorm;
import org.end4rec.autograd.ops.LogSoftmax;
import org.end4rec.autograd.optim.AdamW;
import org.end4rec.bench.peers.Workload.Elementwise;
import org.end4rec.bench.peers.Workload.Product;
import org.end4rec.bench.peers.Workload.Transform;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.end4rec.core.fft.RealFft;
import org.end4rec.core.kernel.Kernels;
import org.end4rec.models.parallel.Workers;

/** Our own contenders. Several threads share a product by rows or columns of c, and a batch by sequences. */
public final class Engine implements Peer {
    @Override
    public String name() {
        return "ours";
    }

    @Override
    public Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("kernels", Kernels.get().name());
        facts.put("vectorBits", vectorBits());
        return facts;
    }

    /** Width of the vectors that this JVM prefers; by reflection, since the module may be absent. */
    private static String vectorBits() {
        try {
            Object species = Class.forName("jdk.incubator.vector.FloatVector")
                    .getField("SPECIES_PREFERRED")
                    .get(null);
            Object bits = Class.forName("jdk.incubator.vector.VectorSpecies")
                    .getMethod("vectorBitSize")
                    .invoke(species);
            return String.valueOf(bits);
        } catch (ReflectiveOperationException e) {
            return "no Vector API";
        }
    }

    @Override
    public Optional<Contender> product(Product product, int threads) {
        float[] a = product.a();
        float[] b = product.b();
        float[] c = new float[product.m() * product.n()];
        if (threads == 1) {
            return Optional.of(Contender.of(() -> part(product, a, b, c, 0, product.m(), 0, product.n()), c::clone));
        }
        boolean byRows = product.m() >= product.n();
        int size = byRows ? product.m() : product.n();
        return Optional.of(shared(threads, c, (number, worker) -> {
            int from = size * number / threads;
            int count = size * (number + 1) / threads - from;
            if (byRows) {
                part(product, a, b, c, from, count, 0, product.n());
            } else {
                part(product, a, b, c, 0, product.m(), from, count);
            }
        }));
    }

    /** Rows row … row+m−1 and columns column … column+n−1 of c. */
    private static void part(Product p, float[] a, float[] b, float[] c, int row, int m, int column, int n) {
        Kernels kernels = Kernels.get();
        int k = p.k();
        int lda = p.strideA();
        int ldb = p.strideB();
        int ldc = p.n();
        int co = row * ldc + column;
        switch (p.form()) {
            case NN -> kernels.productNN(m, n, k, a, row * lda, lda, b, column, ldb, c, co, ldc, false);
            case NT -> kernels.productNT(m, n, k, a, row * lda, lda, b, column * ldb, ldb, c, co, ldc, false);
            case TN -> kernels.productTN(m, n, k, a, row, lda, b, column, ldb, c, co, ldc, false);
        }
    }

    /** A contender whose work is cut into as many tasks as there are threads. */
    private static Contender shared(int threads, float[] output, Workers.Task task) {
        Workers workers = new Workers(threads);
        Contender contender = Contender.of(() -> workers.run(threads, task), output::clone);
        return new Contender() {
            @Override
            public float[] answer() {
                return contender.answer();
            }

            @Override
            public double seconds(int calls) {
                return contender.seconds(calls);
            }

            @Override
            public void close() {
                workers.close();
            }
        };
    }

    @Override
    public Optional<Contender> transform(Transform transform, int threads) {
        RealFft plan = RealFft.of(transform.n());
        int d = transform.d();
        int sequence = transform.n() * d;
        int spectrum = 2 * plan.bins() * d;
        float[] x = transform.inverse() ? transform.spectra() : transform.sequences();
        float[] y = new float[transform.batch() * (transform.inverse() ? sequence : spectrum)];
        float[][] scratch = new float[threads][plan.scratch(d)];
        Workers.Task task = (number, worker) -> {
            int to = transform.batch() * (number + 1) / threads;
            for (int b = transform.batch() * number / threads; b < to; b++) {
                if (transform.inverse()) {
                    plan.inverse(x, b * spectrum, y, b * sequence, d, scratch[worker]);
                } else {
                    plan.forward(x, b * sequence, y, b * spectrum, d, scratch[worker]);
                }
            }
        };
        return Optional.of(threads == 1 ? Contender.of(() -> task.run(0, 0), y::clone) : shared(threads, y, task));
    }

    @Override
    public Optional<Contender> elementwise(Elementwise elementwise, int threads) {
        if (threads > 1) {
            return Optional.empty();
        }
        Kernels kernels = Kernels.get();
        float[] x = elementwise.x();
        int n = x.length;
        float[] y = new float[n];
        return Optional.of(
                switch (elementwise.operation()) {
                    case EXP -> Contender.of(() -> kernels.exp(x, 0, y, 0, n), y::clone);
                    case TANH -> Contender.of(() -> kernels.tanh(x, 0, y, 0, n), y::clone);
                    case GELU -> Contender.of(() -> kernels.gelu(x, 0, y, 0, n), y::clone);
                    case LOG_SOFTMAX, LAYER_NORM -> new OpContender(elementwise, x);
                });
    }

    /** An op of the autograd, on a tape for values alone. */
    private static final class OpContender implements Contender {
        private final Elementwise elementwise;
        private final Tape tape = Tape.inference();
        private final Shape shape;
        private final Shape row;
        private final float[] x;
        private final float[] weight;
        private final float[] bias;

        OpContender(Elementwise elementwise, float[] x) {
            this.elementwise = elementwise;
            this.x = x;
            shape = Shape.of(elementwise.rows(), elementwise.columns());
            row = Shape.of(elementwise.columns());
            weight = elementwise.weight();
            bias = elementwise.bias();
        }

        private Variable run() {
            Variable input = tape.constant(shape, x);
            return elementwise.operation() == Workload.Operation.LOG_SOFTMAX
                    ? LogSoftmax.logSoftmax(input)
                    : LayerNorm.layerNorm(
                            input, tape.constant(row, weight), tape.constant(row, bias), Elementwise.EPSILON);
        }

        @Override
        public float[] answer() {
            float[] answer = java.util.Arrays.copyOf(run().value(), shape.size());
            tape.reset();
            return answer;
        }

        @Override
        public double seconds(int calls) {
            long start = System.nanoTime();
            for (int i = 0; i < calls; i++) {
                run();
                tape.reset();
            }
            return (System.nanoTime() - start) * 1e-9;
        }
    }

    @Override
    public Optional<Contender> adam(Workload.Adam adam, int threads) {
        if (threads > 1) {
            return Optional.empty();
        }
        Parameter table = new Parameter("table", Tensor.of(Shape.of(adam.rows(), adam.columns()), adam.weights()));
        float[] gradient = adam.gradient();
        System.arraycopy(gradient, 0, table.gradient(), 0, gradient.length);
        Parameters parameters = new Parameters();
        parameters.add(table);
        AdamW optimizer = new AdamW(0);
        return Optional.of(Contender.of(
                () -> optimizer.step(parameters, Workload.Adam.RATE),
                () -> table.value().data().clone()));
    }

    @Override
    public Optional<Contender> search(Workload.Search search, int threads) {
        if (threads > 1) {
            return Optional.empty();
        }
        CatalogueSearch catalogue = new CatalogueSearch(search.catalogue(), search.items(), search.d(), search.query());
        return Optional.of(Contender.of(() -> catalogue.best(search.top()), () -> catalogue.best(search.top())));
    }

    @Override
    public Optional<Contender> training(Workload.Training training, int threads) {
        return Optional.of(new OurTraining(training.model(), threads));
    }

    @Override
    public Optional<Contender> request(Workload.Request request, int threads) {
        if (threads > 1) {
            return Optional.empty();
        }
        return Optional.of(new OurRequest(request.model().encoder()));
    }
}
