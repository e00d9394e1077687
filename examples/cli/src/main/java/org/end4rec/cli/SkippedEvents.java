package org.end4rec.cli;

import java.util.List;
import org.end4rec.models.recommend.Recommendations;

/** Says which events of a history were skipped. */
final class SkippedEvents {
    private static final int MOST_SHOWN = 10;

    private SkippedEvents() {}

    static void say(BaseCommand command, Recommendations answer) {
        say(command, "items", answer.unknownItems());
        say(command, "behaviors", answer.unknownBehaviors());
    }

    private static void say(BaseCommand command, String what, List<String> ids) {
        if (!ids.isEmpty()) {
            String more = ids.size() > MOST_SHOWN ? " …" : "";
            command.say(
                    "end4rec: skipped the events of %d %s that the run does not know: %s",
                    ids.size(),
                    what,
                    Printable.of(String.join(", ", ids.subList(0, Math.min(MOST_SHOWN, ids.size())))) + more);
        }
    }
}
