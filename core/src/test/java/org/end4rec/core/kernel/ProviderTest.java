package org.end4rec.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.end4rec.core.kernel.Provider.Attempt;
import org.end4rec.core.kernel.counting.CountingKernels;
import org.end4rec.core.kernel.scalar.ScalarKernels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProviderTest {
    private static final Attempt ABSENT =
            new Attempt(null, "the module is not loaded; pass --add-modules jdk.incubator.vector to java");

    /** Stands for the vector kernels, so that the choice can be tested where the Vector API is absent. */
    private static final Attempt PRESENT = new Attempt(new ScalarKernels(), "");

    private final Journal journal = new Journal();

    // values

    @Test
    void autoTakesVectorWhereItRuns() {
        assertThat(Provider.choose("auto", "", () -> PRESENT, journal)).isSameAs(PRESENT.kernels());
        assertThat(journal.lines).containsExactly("DEBUG Kernels: vector, the module jdk.incubator.vector is present.");
    }

    @Test
    void autoFallsBackAndSaysWhatToDo() {
        assertThat(Provider.choose("auto", "", () -> ABSENT, journal)).isSameAs(Kernels.scalar());
        assertThat(journal.lines)
                .containsExactly("INFO Kernels: scalar, several times slower than vector, because the module is not"
                        + " loaded; pass --add-modules jdk.incubator.vector to java.");
    }

    @ParameterizedTest
    @CsvSource({
        "'mixed mode, sharing', OpenJDK 64-Bit Server VM, 17.0.1+12, ''",
        "'mixed mode, emulated-client, sharing', OpenJDK 64-Bit Server VM, 17.0.1+12, C1 alone",
        "'interpreted mode', Java HotSpot(TM) 64-Bit Server VM, 25+36, does not compile",
        "'mixed mode, sharing', Java HotSpot(TM) 64-Bit Server VM, 23+25-jvmci-b01, C2",
        "'JRE 17 Linux amd64', Eclipse OpenJ9 VM, openj9-0.46.1, C2"
    })
    void autoTakesScalarWhereEachVectorWouldBeAnObject(String info, String name, String version, String reason) {
        Map<String, String> properties = Map.of("java.vm.info", info, "java.vm.name", name, "java.vm.version", version);
        String slow = Provider.slowVectors(properties::get);
        assertThat(slow).contains(reason);
        assertThat(slow.isEmpty()).isEqualTo(reason.isEmpty());
        assertThat(Provider.choose("auto", slow, () -> PRESENT, journal))
                .isSameAs(reason.isEmpty() ? PRESENT.kernels() : Kernels.scalar());
        assertThat(Provider.choose("vector", slow, () -> PRESENT, journal)).isSameAs(PRESENT.kernels());
        assertThat(journal.lines.get(0))
                .startsWith(reason.isEmpty() ? "DEBUG Kernels: vector" : "INFO Kernels: scalar, since vectors");
    }

    @Test
    void aProviderCanBeForced() {
        assertThat(Provider.choose("scalar", "", () -> PRESENT, journal)).isSameAs(Kernels.scalar());
        assertThat(Provider.choose("vector", "", () -> PRESENT, journal)).isSameAs(PRESENT.kernels());
        assertThat(journal.lines)
                .containsExactly(
                        "DEBUG Kernels: scalar, as -Dend4rec.kernels=scalar asks.",
                        "DEBUG Kernels: vector, as -Dend4rec.kernels=vector asks.");
    }

    @Test
    void countingCountsWhatAutoWouldChoose() {
        Kernels counting = Provider.choose("counting", "", () -> PRESENT, journal);
        assertThat(((CountingKernels) counting).delegate()).isSameAs(PRESENT.kernels());
        assertThat(((CountingKernels) Provider.choose("counting", "", () -> ABSENT, journal)).delegate())
                .isSameAs(Kernels.scalar());
        assertThat(((CountingKernels) Provider.choose("counting", "slow", () -> PRESENT, journal)).delegate())
                .isSameAs(Kernels.scalar());
        assertThat(counting.name()).isEqualTo("counting");
        assertThat(journal.lines).contains("DEBUG Kernels: counting, as -Dend4rec.kernels=counting asks.");
    }

    @Test
    void theModuleDecidesWhatThisTestRunsOn() {
        boolean module = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        assertThat(Kernels.vector().isEmpty() || module).isTrue();
        assertThat(KernelsUnderTest.all()).contains(Kernels.get());
    }

    // errors

    @Test
    void forcedButImpossible() {
        assertThatThrownBy(() -> Provider.choose("vector", "", () -> ABSENT, journal))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "-Dend4rec.kernels=vector, but the vector kernels cannot run: the module is not loaded; pass"
                                + " --add-modules jdk.incubator.vector to java, or leave the property out to run the"
                                + " scalar"
                                + " kernels.");
    }

    @Test
    void unknownValue() {
        assertThatThrownBy(() -> Provider.choose("fast", "", () -> PRESENT, journal))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("-Dend4rec.kernels=fast is not known; allowed are auto (the default), scalar, vector and"
                        + " counting.");
    }
}
