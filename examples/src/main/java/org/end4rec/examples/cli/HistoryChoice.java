package org.end4rec.examples.cli;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.end4rec.models.recommend.HistoryEvent;
import org.end4rec.models.recommend.Recommender;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whose history: {@code --user} or {@code --history}, one of the two. */
final class HistoryChoice {
    @Option(names = "--user", paramLabel = "ID", description = "A user of the log the run was trained on.")
    private @Nullable String user;

    @Option(
            names = "--history",
            paramLabel = "FILE",
            description = "A file of lines item,behavior, oldest first; - reads the standard input.")
    private @Nullable String file;

    /** The events, oldest first; none for an unknown user, which is said. */
    List<HistoryEvent> read(Recommender recommender, BaseCommand command) throws IOException {
        if (file != null) {
            return HistoryFile.read(file, System.in);
        }
        String id = String.valueOf(user);
        if (!recommender.knows(id)) {
            command.say("end4rec: the run does not know user %s, so there is no history", id);
        }
        return recommender.historyOf(id);
    }

    /** Adds where the history came from. */
    void describe(Map<String, Object> json) {
        if (file != null) {
            json.put("history", file);
        } else {
            json.put("user", String.valueOf(user));
        }
    }

    @Override
    public String toString() {
        if (file == null) {
            return "user " + user;
        }
        return file.equals(HistoryFile.STANDARD_INPUT) ? "the history on the standard input" : "the history in " + file;
    }
}
