package org.end4rec.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.annotations.Param;

/** Both sides of every benchmark compute the same numbers, and every benchmark has its page. */
class BenchmarkTest {
    // values

    @Test
    void thePeerTransformsByHand() {
        float[] spectrum = new float[12];
        new ChannelwiseFft(4).forward(new float[] {1, 5, 2, -1, 3, 0, 6, 2}, 0, spectrum, 0, 2);

        assertThat(spectrum).containsExactly(6, 3, -1, 2.5f, -2, 2, 0, 0, 2, 1.5f, 0, 0);
    }

    // oracle

    @ParameterizedTest
    @ValueSource(ints = {2, 6, 26, 50, 64, 128, 200})
    void transformsAgree(int length) {
        RealFftBenchmark benchmark = new RealFftBenchmark();
        benchmark.length = length;
        benchmark.channels = 13;
        benchmark.prepare();

        assertClose(benchmark.forwardOurs().clone(), benchmark.forwardJTransforms(), 1e-5f);
        assertClose(benchmark.inverseOurs().clone(), benchmark.inverseJTransforms(), 1e-5f);
    }

    @ParameterizedTest
    @CsvSource({"1x1x1", "2x3x7", "13x8x17", "31x127x1", "64x64x64", "100x64x130"})
    void productsAgree(String sizes) {
        for (ProductBenchmark.Form form : ProductBenchmark.Form.values()) {
            ProductBenchmark benchmark = new ProductBenchmark();
            benchmark.sizes = sizes;
            benchmark.form = form;
            benchmark.prepare();

            assertClose(benchmark.ours().clone(), benchmark.ejml(), 1e-4f);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1x1", "2x3", "7x13", "50x64", "64x64"})
    void codingRatesAgree(String sizes) {
        CodingRateBenchmark benchmark = new CodingRateBenchmark();
        benchmark.sizes = sizes;
        benchmark.prepare();

        assertClose(benchmark.ours().clone(), benchmark.ejml(), 2e-5f);
    }

    @Test
    void elementwiseWorkIsThatOfTheReport() throws NoSuchFieldException {
        String[] names = ElementwiseBenchmark.class
                .getField("work")
                .getAnnotation(Param.class)
                .value();
        assertThat(names).hasSize(6);
        for (String name : names) {
            ElementwiseBenchmark benchmark = new ElementwiseBenchmark();
            benchmark.work = name;
            benchmark.prepare();
            assertThat(benchmark.ours()).as(name).isPositive();
        }
    }

    // edges

    @Test
    void everyBenchmarkIsRegisteredAndHasItsPage() throws IOException {
        Path folder = Path.of("src/main/java/org/end4rec/bench");
        List<String> names;
        try (Stream<Path> files = Files.list(folder)) {
            names = files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith("Benchmark.java"))
                    .map(file -> file.substring(0, file.length() - ".java".length()))
                    .toList();
        }
        String registered;
        try (InputStream list = BenchmarkTest.class.getResourceAsStream("/META-INF/BenchmarkList")) {
            registered = new String(Objects.requireNonNull(list).readAllBytes(), StandardCharsets.UTF_8);
        }
        String index = Files.readString(Path.of("README.md"));

        assertThat(names).contains("RealFftBenchmark", "ProductBenchmark", "ElementwiseBenchmark");
        for (String name : names) {
            assertThat(folder.resolve(name + ".md")).exists();
            assertThat(registered).contains("org.end4rec.bench." + name);
            assertThat(index).contains("| `" + name + "` |");
        }
    }

    // errors

    @Test
    void elementwiseWorkThatIsNotThereIsRefused() {
        ElementwiseBenchmark benchmark = new ElementwiseBenchmark();
        benchmark.work = "cosh 1x1";
        assertThatThrownBy(benchmark::prepare)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the peers report has no work named 'cosh 1x1'");
    }

    @Test
    void thePeerRefusesOddLengths() {
        assertThatThrownBy(() -> new ChannelwiseFft(7))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ChannelwiseFft: length is 7; it must be even and at least 2");
    }

    private static void assertClose(float[] ours, float[] peer, float tolerance) {
        assertThat(ours).hasSameSizeAs(peer).isNotEqualTo(new float[ours.length]);
        for (int i = 0; i < ours.length; i++) {
            assertThat(ours[i]).as("element %d", i).isCloseTo(peer[i], within(tolerance));
        }
    }
}
