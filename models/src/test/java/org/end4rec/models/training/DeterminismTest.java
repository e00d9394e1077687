package org.end4rec.models.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.end4rec.core.kernel.Kernels;
import org.end4rec.core.testing.Figures;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same bits after some steps of training, whatever runs them. */
class DeterminismTest {
    private static final List<String> SCALAR = List.of("-Dend4rec.kernels=scalar");
    private static final List<String> VECTOR =
            List.of("--add-modules", "jdk.incubator.vector", "-Dend4rec.kernels=vector");

    private static String expected = "";

    @BeforeAll
    static void trainOnOneThread() {
        expected = WeightsAfterTraining.hash(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 7})
    void anyNumberOfThreads(int threads) {
        assertThat(WeightsAfterTraining.hash(threads)).isEqualTo(expected);
        printFigure(threads + " threads");
    }

    @Test
    void scalarKernelsWithoutTheVectorModule() throws Exception {
        assertThat(weights(ChildMachine.thisJava(), SCALAR)).isEqualTo("scalar " + expected);
        printFigure("scalar kernels");
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 32, 64})
    void vectorKernels(int mostBytes) throws Exception {
        Assumptions.assumeTrue(Kernels.vector().isPresent(), "this Java has no vector kernels");
        List<String> options = new ArrayList<>(VECTOR);
        options.add("-XX:MaxVectorSize=" + mostBytes);
        assertThat(weights(ChildMachine.thisJava(), options)).isEqualTo("vector " + expected);
        printFigure("vectors of up to " + 8 * mostBytes + " bits");
    }

    @Test
    void anotherCompiler() throws Exception {
        List<String> onlyTheFirstCompiler = List.of("-Dend4rec.kernels=scalar", "-XX:TieredStopAtLevel=1");
        assertThat(weights(ChildMachine.thisJava(), onlyTheFirstCompiler)).isEqualTo("scalar " + expected);
    }

    @Test
    void aNewerJavaWithScalarKernels() throws Exception {
        assertThat(weights(newerJava(), SCALAR)).isEqualTo("scalar " + expected);
        printFigure("a newer Java, scalar kernels");
    }

    @Test
    void aNewerJavaWithVectorKernels() throws Exception {
        assertThat(weights(newerJava(), VECTOR)).isEqualTo("vector " + expected);
        printFigure("a newer Java, vector kernels");
    }

    private static void printFigure(String machine) {
        Figures.print(
                "D1",
                "weights after " + WeightsAfterTraining.STEPS + " steps, " + machine,
                "SHA-256 %s… as with one thread",
                expected.substring(0, 16));
    }

    private static Path newerJava() throws IOException {
        Optional<Path> home = ChildMachine.newerJava();
        Assumptions.assumeTrue(home.isPresent(), "no Java 25 beside this one; END4REC_JDK25 can name one");
        return home.orElseThrow();
    }

    private static String weights(Path java, List<String> options) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(options);
        all.add("-Dend4rec.steps=" + WeightsAfterTraining.STEPS);
        return ChildMachine.run(java, all, WeightsAfterTraining.class, "2");
    }
}
