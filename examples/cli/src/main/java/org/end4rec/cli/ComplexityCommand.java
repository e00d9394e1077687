package org.end4rec.cli;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code end4rec complexity}: options and files here, the measuring in a process of {@code bench}. */
@Command(
        name = "complexity",
        description = "Counts the operations of END4Rec's mixing and of self-attention, measures their times, says how"
                + " both grow with the length of a sequence, and writes complexity.json, .csv and .html with charts."
                + " The counts are exact on every machine; other work on the machine makes the times less certain.",
        mixinStandardHelpOptions = true,
        footerHeading = BaseCommand.EXAMPLE,
        footer = "  end4rec complexity --quick --out growth")
@SuppressWarnings("NullAway.Init") // picocli fills in the annotated fields
final class ComplexityCommand extends BaseCommand {
    private static final String DEFAULT_LENGTHS = "16..16384";
    private static final String QUICK_LENGTHS = "16..4096";

    private static final String MAIN_CLASS = "org.end4rec.bench.complexity.ComplexityProgram";

    /** The share of the machine's memory; the rest is for the system and this program. */
    private static final double SHARE = 0.7;

    private static final double GIBIBYTE = 1 << 30;

    /** The part to measure, by the name it has in {@code bench}. */
    enum Part {
        /** The mixing only. */
        BLOCKS,
        /** Whole models. */
        MODELS,
        /** Both. */
        ALL
    }

    @Option(
            names = "--lengths",
            paramLabel = "RANGE",
            description = "A range in which each length is twice the one before, or a list such as 50,100,200."
                    + " Default: " + DEFAULT_LENGTHS + ", with --quick " + QUICK_LENGTHS + ".")
    private String lengths = "";

    @Option(
            names = "--quick",
            description = "Measure less, in under two minutes: forward and backward, no whole models.")
    private boolean quick;

    @Option(
            names = "--part",
            paramLabel = "NAME",
            defaultValue = "ALL",
            description = "What to measure: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Part part;

    @Option(
            names = "--memory",
            paramLabel = "GiB",
            description =
                    "Memory that a measurement may use; measurements that need more are left out. Default: 70 %% of"
                            + " the machine's memory.")
    private double memory = totalMemory() * SHARE / GIBIBYTE;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description =
                    "The folder for the results; it is made if it does not exist. A folder with earlier results is"
                            + " refused.")
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
        checkFolder();
        List<String> arguments = List.of(
                folder.toString(),
                parsed.stream().map(String::valueOf).collect(Collectors.joining(",")),
                part.name(),
                String.valueOf(quick),
                String.valueOf((long) (memory * GIBIBYTE)));
        Optional<String> summary = bench().run(arguments, line -> say("%s", line));
        if (summary.isEmpty()) {
            return Interruption.EXIT_CODE;
        }
        out().print(summary.get());
        out().flush();
        say("wrote %s, .csv and .html", file("json"));
        return 0;
    }

    private static BenchProcess bench() {
        String target = System.getProperty("end4rec.bench");
        if (target == null) {
            throw new UnsupportedOperationException(
                    "the benchmarks were not found; start the command by ./end4rec, which builds them");
        }
        return new BenchProcess(target + "/classes" + File.pathSeparator + target + "/lib/*", MAIN_CLASS);
    }

    private Path file(String ending) {
        return folder.resolve("complexity." + ending);
    }

    /** Makes the folder if absent. Refuses a folder with earlier results, or without the right to write. */
    private void checkFolder() throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new IOException(folder + " is not a folder; name another folder with --out");
        }
        Files.createDirectories(folder);
        for (String ending : List.of("json", "csv", "html")) {
            if (Files.exists(file(ending), LinkOption.NOFOLLOW_LINKS)) {
                throw new FileAlreadyExistsException(file(ending).toString());
            }
        }
        Files.delete(Files.createTempFile(folder, "complexity", ".try"));
    }

    private static double totalMemory() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : Runtime.getRuntime().maxMemory();
    }
}
