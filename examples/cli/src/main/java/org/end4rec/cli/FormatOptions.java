package org.end4rec.cli;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.end4rec.cli.files.Packings;
import org.end4rec.cli.files.ParquetFormat;
import org.end4rec.models.data.EventLogReader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how a log is written. */
final class FormatOptions {
    @Option(
            names = "--format",
            paramLabel = "NAME",
            completionCandidates = Names.class,
            description =
                    "The format of the files: ${COMPLETION-CANDIDATES}. Without it the first lines decide, and the"
                            + " command says so.")
    private @Nullable String format;

    @Option(
            names = "--columns",
            paramLabel = "LIST",
            description = "The columns by their places, such as user,item,-,behavior,timestamp (- ignores a column), or"
                    + " by their names, such as user=visitor,item=product.id,behavior=action,timestamp=day+hour.")
    private @Nullable String columns;

    @Option(
            names = "--separator",
            paramLabel = "S",
            description = "The separator of the fields, if the reader does not find it.")
    private @Nullable String separator;

    @Option(
            names = "--quotes",
            paramLabel = "csv|none",
            defaultValue = "csv",
            description = "Whether quotation marks enclose fields (csv) or are text (none). Default: ${DEFAULT-VALUE}.")
    private String quotes = "csv";

    @Option(
            names = "--time-format",
            paramLabel = "PATTERN",
            description = "How times are written, such as 'dd/MM/yyyy HH:mm' or 'M/d/yyyy h:mm a'. Numbers and dates"
                    + " such as 2016-01-31 23:59:02 need no pattern.")
    private @Nullable String timeFormat;

    @Option(names = "--skip-bad-rows", description = "Leave out rows that cannot be read, and count them.")
    private boolean skipBadRows;

    /** The names that {@code --format} takes. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return EventLogReader.formats().iterator();
        }
    }

    /** The options as they were given, for a command that reads the same log. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        LogOptions.add(arguments, "--format", format);
        LogOptions.add(arguments, "--columns", columns);
        LogOptions.add(arguments, "--separator", separator);
        LogOptions.add(arguments, "--time-format", timeFormat);
        if (quotes.equals("none")) {
            LogOptions.add(arguments, "--quotes", quotes);
        }
        if (skipBadRows) {
            arguments.add("--skip-bad-rows");
        }
        return arguments;
    }

    /** A reader of such logs. */
    EventLogReader reader(BaseCommand command) {
        if (!quotes.equals("csv") && !quotes.equals("none")) {
            throw command.usage("--quotes is '" + quotes + "'; it must be csv or none");
        }
        EventLogReader reader = new EventLogReader()
                .skipBadRows(skipBadRows)
                .quotes(quotes.equals("csv"))
                .unpackers(Packings.all())
                .tables(List.of(new ParquetFormat()));
        try {
            reader = format == null ? reader : reader.format(format);
            reader = columns == null ? reader : reader.columns(columns);
            reader = timeFormat == null ? reader : reader.timeFormat(timeFormat);
            return separator == null ? reader : reader.separator(separator);
        } catch (IllegalArgumentException e) {
            throw command.usage(FailureReport.withoutClassName(String.valueOf(e.getMessage())));
        }
    }
}
