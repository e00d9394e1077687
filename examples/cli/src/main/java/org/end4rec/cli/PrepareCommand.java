package org.end4rec.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.end4rec.models.data.EventLogReader;
import org.end4rec.models.data.LogPreparation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code end4rec prepare}. */
@Command(
        name = "prepare",
        description = "Reads a log of any size once and writes it into a folder, cleaned and ordered by user and time."
                + " 'train --data DIR' starts from there at once.",
        mixinStandardHelpOptions = true,
        footerHeading = BaseCommand.EXAMPLE,
        footer = {
            "  end4rec prepare --events logs/*.csv.gz --out prepared",
            "  end4rec train --data prepared --target buy --out runs/a"
        })
@SuppressWarnings("NullAway.Init") // picocli fills in the annotated fields
final class PrepareCommand extends BaseCommand {
    private static final Pattern MEMORY = Pattern.compile("([0-9]{1,9})([mgMG])");

    @Option(
            names = "--events",
            required = true,
            arity = "1..*",
            paramLabel = "FILE",
            description = "The log: CSV, TSV, JSON lines or Parquet, plain or packed. Several files, a folder or a"
                    + " pattern such as 'logs/*.csv' make one log; - is the standard input.")
    private List<Path> events = List.of();

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder of the prepared log.")
    private Path folder;

    @Option(
            names = "--append",
            description = "Add the events to the log in --out. The log must not be cleaned, but for copies.")
    private boolean append;

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            description = "Memory for ordering the events, such as 500m or 2g; more events go through files. The result"
                    + " is the same. Default: half of Java's memory.")
    private @Nullable String memory;

    @Option(names = "--keep-copies", description = "Keep events that the log has more than once, see 'train --help'.")
    private boolean keepCopies;

    @Mixin
    private FormatOptions form = new FormatOptions();

    @Mixin
    private CleaningOptions cleaning = new CleaningOptions();

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        checkNamed(folder);
        WorkProgress progress = WorkProgress.of(this);
        String name = LogFiles.name(events);
        EventLogReader reader = form.reader(this).progress(progress.bytes("reading " + name));
        LogPreparation preparation = new LogPreparation(reader)
                .keepCopies(keepCopies)
                .cleaning(cleaning.cleaning(this))
                .progress(phase -> progress.rate(phase));
        if (memory != null) {
            preparation = preparation.memory(bytes(memory));
        }
        List<Path> files = LogFiles.of(events);
        LogPreparation.Result result;
        try {
            result = append ? preparation.append(files, folder) : preparation.write(files, folder);
        } finally {
            progress.clear();
        }
        LogOptions.saySkipped(result.skipped(), this);
        result.notes().forEach(note -> say("%s: %s", name, note));
        result.log().cleaning().forEach(line -> say("%s: %s", name, line));
        LogSummary summary = LogSummary.of(result.log().histories());
        if (json) {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("data", folder.toString());
            answer.put("log", summary.toMap());
            printJson(answer);
        } else {
            out().println(summary);
            out().println("The prepared log is in " + folder + ".");
        }
        return 0;
    }

    private long bytes(String text) {
        Matcher matcher = MEMORY.matcher(text);
        long unit = 0;
        if (matcher.matches()) {
            unit = matcher.group(2).equalsIgnoreCase("g") ? 1L << 30 : 1L << 20;
        }
        if (unit == 0 || matcher.group(1).matches("0+")) {
            throw usage(
                    "--memory is '" + text + "'; it must be a number of megabytes or gigabytes, such as 500m or 2g");
        }
        return Long.parseLong(matcher.group(1)) * unit;
    }
}
