package org.end4rec.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.end4rec.models.data.HistoryReader;
import org.end4rec.models.recommend.HistoryEvent;
import org.end4rec.models.recommend.Recommender;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The history to use: either {@code --user} or {@code --history}. */
class HistoryChoice {
    @Option(names = "--user", paramLabel = "ID", description = "A user of the log that the run was trained on.")
    private @Nullable String user;

    @Option(
            names = "--history",
            paramLabel = "FILE",
            description = "A file of lines item,behavior, oldest first; - reads the standard input.")
    private @Nullable String file;

    /** Refuses arguments that name no history. */
    void check(BaseCommand command) {
        if (file == null && id().isEmpty()) {
            throw command.usage("--user is empty; give the id of a user, or a history with --history");
        }
        if (file != null && file.isEmpty()) {
            throw command.usage("--history is empty; name a file, or give - for the standard input");
        }
        if (file != null) {
            StandardInput.check(command, "--history", file, "the history");
        }
    }

    boolean isStandardInput() {
        return StandardInput.NAME.equals(file);
    }

    /** The events, oldest first; none for an unknown user, with a message. */
    List<HistoryEvent> read(Recommender recommender, BaseCommand command) throws IOException {
        if (file != null) {
            List<HistoryEvent> events = new ArrayList<>();
            HistoryReader.read(Path.of(file), (item, behavior) -> events.add(new HistoryEvent(item, behavior)));
            return events;
        }
        if (recommender.users().isEmpty()) {
            throw command.usage("--user: the model was exported for serving and has no users; give the history with"
                    + " --history");
        }
        if (!recommender.knows(id())) {
            command.say("end4rec: the run does not know user %s, so there is no history", Printable.of(id()));
        }
        return recommender.historyOf(id());
    }

    private String id() {
        return String.valueOf(user);
    }

    /** Adds the source of the history. */
    void describe(Map<String, Object> json) {
        if (file != null) {
            json.put("history", file);
        } else {
            json.put("user", id());
        }
    }

    @Override
    public String toString() {
        if (file == null) {
            return "user " + Printable.of(id());
        }
        return isStandardInput() ? "the history on the standard input" : "the history in " + Printable.of(file);
    }
}
