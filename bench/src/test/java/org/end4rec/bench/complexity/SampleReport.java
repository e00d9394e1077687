package org.end4rec.bench.complexity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.end4rec.bench.complexity.ComplexityReport.Clock;
import org.end4rec.bench.complexity.ComplexityReport.Cost;
import org.end4rec.bench.complexity.ComplexityReport.ModelCost;
import org.end4rec.bench.complexity.ComplexityReport.Settings;
import org.end4rec.bench.complexity.ComplexityReport.Skipped;
import org.end4rec.bench.complexity.ComplexityReport.Timing;

/** A report of made-up figures that grow as they should; blocks cross between 64 and 128. */
final class SampleReport {
    static final List<Integer> LENGTHS = List.of(16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384);

    private SampleReport() {}

    static double time(MeasuredMixer mixer, int n) {
        return mixer.attends()
                ? 0.2 * n + 0.004 * (mixer.look() + 1) * n * n
                : 0.6 * n + 0.05 * Growth.LINEARITHMIC.of(n);
    }

    static ComplexityReport report() {
        return report(0);
    }

    /** On a machine whose other work had the processor for a share of the time. */
    static ComplexityReport report(double waited) {
        List<Timing> timings = new ArrayList<>();
        List<Cost> costs = new ArrayList<>();
        List<ModelCost> models = new ArrayList<>();
        for (MeasuredPass pass : MeasuredPass.values()) {
            for (MeasuredMixer mixer : MeasuredMixer.values()) {
                for (int n : LENGTHS) {
                    if (mixer == MeasuredMixer.PLAIN_ATTENTION && n == 16384) {
                        continue;
                    }
                    double time = time(mixer, n);
                    timings.add(new Timing(
                            mixer,
                            pass,
                            n,
                            time * 16384 / n,
                            time,
                            time,
                            time,
                            500,
                            2 * time,
                            List.of(time, 1.01 * time)));
                    long operations = (long) (1000 * time);
                    costs.add(new Cost(
                            mixer,
                            pass,
                            n,
                            operations,
                            operations,
                            1,
                            2,
                            3,
                            64L * n * (mixer == MeasuredMixer.PLAIN_ATTENTION ? n : 64),
                            4));
                }
            }
        }
        for (WholeModel.Kind kind : WholeModel.Kind.values()) {
            models.add(new ModelCost(kind, 50, 12.3456, 0.1234, 5_600_000));
        }
        Skipped skipped = new Skipped(
                MeasuredMixer.PLAIN_ATTENTION, MeasuredPass.FORWARD_BACKWARD, 16384, "it needs 9 GiB & <more>");
        return new ComplexityReport(
                Map.of("processor", "a processor with a rather long name, at 3.1 GHz", "jdk", "17"),
                new Settings(LENGTHS, 16384, 64, 2, 8, true),
                costs,
                Stream.of(MeasuredPass.values())
                        .map(pass -> new Clock(pass, true, 25, 41.3, true, waited))
                        .toList(),
                timings,
                models,
                List.of(skipped));
    }
}
