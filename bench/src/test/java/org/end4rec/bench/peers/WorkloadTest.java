package org.end4rec.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.ops.Exp;
import org.end4rec.bench.peers.PeerComparison.Result;
import org.end4rec.bench.peers.Workload.Elementwise;
import org.end4rec.bench.peers.Workload.Form;
import org.end4rec.bench.peers.Workload.Operation;
import org.end4rec.bench.peers.Workload.Product;
import org.end4rec.bench.peers.Workload.Search;
import org.end4rec.bench.peers.Workload.Transform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contenders that need no native code give the same answers, ours with one thread and with more. */
class WorkloadTest {
    private static final Peer OURS = new Engine();

    private static float[] answer(Workload workload, Peer peer, int threads) {
        Optional<Contender> contender = workload.on(peer, threads);
        assertThat(contender).as("%s with %d threads", workload.name(), threads).isPresent();
        try (Contender present = contender.orElseThrow()) {
            return present.answer();
        }
    }

    // values

    @Test
    void aSearchGivesTheLargestScoresInOrder() {
        float[] catalogue = {1, 9, 4, 9, -2, 9, 4, 9, 7, 9, 0, 9};
        CatalogueSearch search = new CatalogueSearch(catalogue, 6, 2, new float[] {1, 0});
        assertThat(search.best(3)).containsExactly(7, 4, 4);
    }

    // oracle

    @ParameterizedTest
    @EnumSource(Form.class)
    void productsAgree(Form form) {
        for (Product product : List.of(new Product(form, 31, 17, 8), new Product(form, 7, 13, 127))) {
            float[] naive = naive(product);
            float[] ours = answer(product, OURS, 1);
            assertThat(Statistics.difference(ours, naive)).isLessThan(product.tolerance());
            assertThat(Statistics.difference(answer(product, new Ejml(), 1), naive))
                    .isLessThan(product.tolerance());
            assertThat(answer(product, OURS, 2)).isEqualTo(ours);
            assertThat(answer(product, OURS, 3)).isEqualTo(ours);
        }
    }

    private static float[] naive(Product p) {
        float[] a = p.a();
        float[] b = p.b();
        float[] c = new float[p.m() * p.n()];
        for (int i = 0; i < p.m(); i++) {
            for (int j = 0; j < p.n(); j++) {
                double sum = 0;
                for (int l = 0; l < p.k(); l++) {
                    double left = p.form() == Form.TN ? a[l * p.m() + i] : a[i * p.k() + l];
                    sum += left * (p.form() == Form.NT ? b[j * p.k() + l] : b[l * p.n() + j]);
                }
                c[i * p.n() + j] = (float) sum;
            }
        }
        return c;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void transformsAgree(boolean inverse) {
        Transform transform = new Transform(inverse, 5, 26, 7);
        float[] ours = answer(transform, OURS, 1);
        assertThat(Statistics.difference(answer(transform, new JTransforms(), 1), ours))
                .isLessThan(transform.tolerance());
        assertThat(answer(transform, OURS, 2)).isEqualTo(ours);
    }

    @Test
    void operationsAreThoseOfTheFormula() {
        Elementwise exp = new Elementwise(Operation.EXP, 2, 3);
        Tape tape = Tape.inference();
        float[] expected =
                Exp.exp(tape.constant(org.end4rec.core.Shape.of(2, 3), exp.x())).value();
        assertThat(answer(exp, OURS, 1)).containsExactly(expected);
        float[] probabilities = answer(new Elementwise(Operation.LOG_SOFTMAX, 3, 11), OURS, 1);
        for (int row = 0; row < 3; row++) {
            double sum = 0;
            for (int i = 0; i < 11; i++) {
                sum += Math.exp(probabilities[row * 11 + i]);
            }
            assertThat(sum).isBetween(1 - 1e-5, 1 + 1e-5);
        }
        assertThat(answer(new Elementwise(Operation.LAYER_NORM, 3, 11), OURS, 1))
                .hasSize(33);
    }

    @Test
    void aFirstStepOfAdamGoesOneStepSizeDownhill() {
        Workload.Adam adam = new Workload.Adam(3, 5);
        float[] expected = adam.weights();
        for (int i = 0; i < expected.length; i++) {
            expected[i] -= Workload.Adam.RATE * Math.signum(adam.gradient()[i]);
        }
        assertThat(Statistics.difference(answer(adam, OURS, 1), expected)).isLessThan(1e-6);
    }

    @Test
    void aSearchAgreesWithSorting() {
        Search search = new Search(50, 8, 4);
        double[] scores = new double[50];
        for (int i = 0; i < 50; i++) {
            for (int j = 0; j < 8; j++) {
                scores[i] += (double) search.catalogue()[i * 8 + j] * search.query()[j];
            }
        }
        Arrays.sort(scores);
        float[] expected = {(float) scores[49], (float) scores[48], (float) scores[47], (float) scores[46]};
        assertThat(Statistics.difference(answer(search, OURS, 1), expected)).isLessThan(search.tolerance());
    }

    @Test
    void aRequestIsAnsweredBestFirst() {
        float[] best = answer(new Workload.Request(BenchModel.REPRESENTATION), OURS, 1);
        assertThat(best).hasSize(Workload.Request.TOP);
        for (int i = 1; i < best.length; i++) {
            assertThat(best[i]).isFinite().isLessThanOrEqualTo(best[i - 1]);
        }
    }

    // the runner

    @Test
    void measuresEverySideWhoseAnswerIsOurs() throws InterruptedException {
        Peer wrong = new Peer() {
            @Override
            public String name() {
                return "wrong";
            }

            @Override
            public java.util.Map<String, String> facts() {
                return java.util.Map.of();
            }

            @Override
            public Optional<Contender> product(Product product, int threads) {
                return Optional.of(Contender.of(() -> {}, () -> new float[product.m() * product.n()]));
            }
        };
        MeasurementPlan plan = new MeasurementPlan(9, 0, 1, 1e-3, 10);
        Result result = new InterleavedRun(new Product(Form.NN, 8, 8, 8), 1, plan)
                .measure("products", List.of(OURS, wrong, new JTransforms(), new Ejml()))
                .orElseThrow();
        assertThat(result.timings()).extracting(PeerComparison.Timing::peer).containsExactly("ours", "EJML");
        assertThat(result.wrong()).containsExactly("wrong differs from ours by 1.0");
        for (PeerComparison.Timing timing : result.timings()) {
            assertThat(timing.slices()).isEqualTo(9);
            assertThat(timing.quiet()).isPositive().isLessThanOrEqualTo(timing.median());
            assertThat(timing.median()).isLessThanOrEqualTo(timing.p99());
        }
    }

    @Test
    void whatWeCannotDoIsLeftOut() throws InterruptedException {
        Transform transform = new Transform(false, 1, 8, 2);
        MeasurementPlan plan = new MeasurementPlan(1, 0, 1, 0, 1);
        assertThat(new InterleavedRun(transform, 1, plan).measure("transforms", List.of(new Ejml(), OURS)))
                .isEmpty();
    }

    // edges

    @Test
    void titlesTellCasesApart() {
        Set<String> titles = new HashSet<>();
        for (BenchmarkCase each : BenchmarkCase.all()) {
            assertThat(titles.add(each.title())).as(each.title()).isTrue();
        }
        assertThat(titles).contains("products 512x512x512 NT", "transforms irfft 64x50x64");
    }

    @Test
    void batchesAreOfKnownItemsAndFullLength() {
        int[] items = BenchModel.batch(3, 5).items();
        assertThat(items).hasSize(5 * BenchModel.LENGTH);
        assertThat(Arrays.stream(items).min()).isNotEqualTo(OptionalInt.of(0));
        assertThat(BenchModel.batch(3, 5).targets())
                .isEqualTo(BenchModel.batch(3, 5).targets());
        assertThat(BenchModel.batch(3, 5).items())
                .isNotEqualTo(BenchModel.batch(4, 5).items());
    }
}
