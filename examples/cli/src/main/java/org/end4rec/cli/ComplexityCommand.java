package org.end4rec.cli;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import org.end4rec.bench.complexity.ComplexityFiles;
import org.end4rec.bench.complexity.ComplexityReport;
import org.end4rec.bench.complexity.ComplexityRun;
import org.end4rec.bench.complexity.ComplexityTable;
import org.end4rec.bench.complexity.ForkingMeasurer;
import org.end4rec.bench.complexity.Lengths;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code end4rec complexity}. */
@Command(
        name = "complexity",
        description = "Measures how the mixing of END4Rec and self-attention grow with the length of a sequence, counts"
                + " their operations, and writes complexity.json, .csv and .html with charts. Leave the machine alone"
                + " meanwhile.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills in the annotated fields
final class ComplexityCommand extends BaseCommand {
    private static final String DEFAULT_LENGTHS = "16..16384";
    private static final String QUICK_LENGTHS = "16..4096";

    /** Of the machine's memory: the rest is for the system and this program. */
    private static final double SHARE = 0.7;

    private static final double GIBIBYTE = 1 << 30;

    @Option(
            names = "--lengths",
            paramLabel = "RANGE",
            description = "A range, doubled from the first on, or a list such as 50,100,200. Default: "
                    + DEFAULT_LENGTHS + ", with --quick " + QUICK_LENGTHS + ".")
    private String lengths = "";

    @Option(names = "--quick", description = "A look in less than two minutes: forward and backward, no whole models.")
    private boolean quick;

    @Option(
            names = "--part",
            paramLabel = "NAME",
            defaultValue = "ALL",
            description = "One of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private ComplexityRun.Part part;

    @Option(
            names = "--memory",
            paramLabel = "GiB",
            description =
                    "Memory that a measured Java may use; what needs more is left out. Default: 70 %% of the machine's.")
    private double memory = totalMemory() * SHARE / GIBIBYTE;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description =
                    "The folder for the results; made if absent. Earlier results in it are kept: the command is refused.")
    private Path folder;

    @Override
    public Integer call() throws IOException {
        List<Integer> parsed;
        try {
            parsed = Lengths.parse(lengths.isEmpty() ? quick ? QUICK_LENGTHS : DEFAULT_LENGTHS : lengths);
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
        if (!(memory >= 1) || memory > 1024) {
            throw usage("--memory is " + memory + "; it must be from 1 to 1024 GiB");
        }
        ComplexityFiles files = ComplexityFiles.in(folder);
        ComplexityRun run =
                new ComplexityRun(new ForkingMeasurer(quick), (long) (memory * GIBIBYTE), text -> say("%s", text));
        ComplexityReport report = run.run(parsed, quick, part);
        files.write(report);
        out().print(ComplexityTable.summary(report));
        out().flush();
        say("wrote %s, .csv and .html", files.file("json"));
        return 0;
    }

    private static double totalMemory() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : Runtime.getRuntime().maxMemory();
    }
}
