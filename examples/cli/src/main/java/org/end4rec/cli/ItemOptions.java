package org.end4rec.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.end4rec.models.recommend.Request;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code recommend} that name items. */
final class ItemOptions {
    private static final String ONLY = "--only";
    private static final String WITHOUT = "--without";
    private static final String CANDIDATES = "--candidates";
    private static final List<String> EXCLUDED_BY_CANDIDATES = List.of(ONLY, WITHOUT, "--top", "--exclude-seen");

    @Option(
            names = ONLY,
            paramLabel = "FILE",
            description = "Recommend only the items of a file, one id a line; - reads the standard input.")
    private @Nullable String only;

    @Option(
            names = WITHOUT,
            paramLabel = "FILE",
            description = "Leave out the items of a file, one id a line; - reads the standard input.")
    private @Nullable String without;

    @Option(
            names = CANDIDATES,
            paramLabel = "FILE",
            description = "Rank all items of a file instead, items of the history too; - reads the standard input.")
    private @Nullable String candidates;

    /** Refuses options that do not go together. */
    void check(BaseCommand command, boolean historyIsStandardInput) {
        if (candidates != null) {
            for (String option : EXCLUDED_BY_CANDIDATES) {
                if (command.isGiven(option)) {
                    throw command.usage(CANDIDATES + " ranks all items of its file; leave " + option + " out");
                }
            }
        }
        String reader = historyIsStandardInput ? "--history" : null;
        for (String option : List.of(ONLY, WITHOUT, CANDIDATES)) {
            String file = file(option);
            if (file == null) {
                continue;
            }
            if (file.isEmpty()) {
                throw command.usage(option + " is empty; name a file, or give - for the standard input");
            }
            StandardInput.check(command, option, file, "the ids");
            if (file.equals(StandardInput.NAME)) {
                if (reader != null) {
                    throw command.usage(
                            reader + " and " + option + " both read the standard input; name a file for one of them");
                }
                reader = option;
            }
        }
    }

    /** The files that are given. */
    List<ItemFile> read(BaseCommand command) throws IOException {
        List<ItemFile> files = new ArrayList<>();
        for (String option : List.of(ONLY, WITHOUT, CANDIDATES)) {
            String file = file(option);
            if (file != null) {
                ItemFile read = ItemFile.read(option, file);
                if (option.equals(ONLY)) {
                    read.checkNotEmpty(command, "leave " + ONLY + " out to allow all items");
                } else if (option.equals(CANDIDATES)) {
                    read.checkNotEmpty(command, "write one id a line");
                }
                files.add(read);
            }
        }
        return files;
    }

    /** The request with the rules of the files. */
    static Request add(Request request, List<ItemFile> files) {
        Request all = request;
        for (ItemFile file : files) {
            all = switch (file.option()) {
                case ONLY -> all.only(file.items());
                case WITHOUT -> all.without(file.items());
                default -> all.only(file.items()).top(Integer.MAX_VALUE).excludeSeen(false);
            };
        }
        return all;
    }

    private @Nullable String file(String option) {
        return switch (option) {
            case ONLY -> only;
            case WITHOUT -> without;
            default -> candidates;
        };
    }
}
