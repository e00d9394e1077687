package org.end4rec.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.end4rec.models.recommend.Explanation;
import org.end4rec.models.recommend.HistoryEvent;
import org.end4rec.models.recommend.Recommender;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code end4rec explain}. */
@Command(
        name = "explain",
        description = "Shows the decision of the Hard Noise Eliminator about each event of a history: the preference p"
                + " of the behavior, the noise score t, the keep probability, which is the sigmoid of p - t, and"
                + " whether the event is kept.",
        mixinStandardHelpOptions = true,
        footerHeading = BaseCommand.EXAMPLE,
        footer = "  end4rec explain --run runs/a --user 4711")
@SuppressWarnings("NullAway.Init") // picocli fills in the annotated fields
final class ExplainCommand extends BaseCommand {
    @Option(
            names = "--run",
            required = true,
            paramLabel = "DIR",
            description = "Folder of the run, or what export wrote.")
    private Path folder;

    @ArgGroup(multiplicity = "1")
    private HistoryChoice choice;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        choice.check(this);
        Recommender recommender = Recommender.load(folder, WorkProgress.of(this).named(TestFigures.COUNTING));
        List<HistoryEvent> history = choice.read(recommender, this);
        SkippedEvents.say(this, recommender.answer(history, 1, false));
        List<Explanation> explanations = recommender.explain(history);
        if (!recommender.judgesAsTrained()) {
            say("end4rec: the run has not trained its Hard Noise Eliminator yet, so these numbers mean nothing");
        }
        if (json) {
            printJson(toMap(explanations));
        } else {
            print(explanations);
        }
        return 0;
    }

    private Map<String, Object> toMap(List<Explanation> explanations) {
        List<Map<String, Object>> events = new ArrayList<>();
        for (Explanation each : explanations) {
            Map<String, Object> event = new LinkedHashMap<>();
            event.put("item", each.item());
            event.put("behavior", each.behavior());
            event.put("preference", each.preference());
            event.put("noise_score", each.noiseScore());
            event.put("keep_probability", each.keepProbability());
            event.put("kept", each.kept());
            events.add(event);
        }
        Map<String, Object> map = new LinkedHashMap<>();
        choice.describe(map);
        map.put("events", events);
        map.put("dropped", dropped(explanations));
        return map;
    }

    private void print(List<Explanation> explanations) {
        out().println(String.format(
                Locale.ROOT,
                "The newest %d events of %s, oldest first; %d are dropped:",
                explanations.size(),
                choice,
                dropped(explanations)));
        Table table = new Table("item", "behavior", "preference", "noise score", "keep probability", "kept");
        for (Explanation each : explanations) {
            table.add(
                    each.item(),
                    each.behavior(),
                    number(each.preference()),
                    number(each.noiseScore()),
                    number(each.keepProbability()),
                    each.kept() ? "yes" : "no");
        }
        table.print(out());
    }

    private static long dropped(List<Explanation> explanations) {
        return explanations.stream().filter(each -> !each.kept()).count();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
