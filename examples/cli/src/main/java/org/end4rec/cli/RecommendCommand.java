package org.end4rec.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.end4rec.models.recommend.HistoryEvent;
import org.end4rec.models.recommend.Reason;
import org.end4rec.models.recommend.Recommendation;
import org.end4rec.models.recommend.Recommendations;
import org.end4rec.models.recommend.Recommender;
import org.end4rec.models.recommend.Request;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code end4rec recommend}. */
@Command(
        name = "recommend",
        description = "Recommends items for a user of the log, for any history, or for every user at once.",
        mixinStandardHelpOptions = true,
        footerHeading = BaseCommand.EXAMPLE,
        footer = {
            "  end4rec recommend --run runs/a --user 4711",
            "  end4rec recommend --run runs/a --all --out recommendations.tsv.gz"
        })
@SuppressWarnings("NullAway.Init") // picocli fills in the annotated fields
final class RecommendCommand extends BaseCommand {
    private static final String BECAUSE = "--because";

    @Option(
            names = "--run",
            required = true,
            paramLabel = "DIR",
            description = "Folder of the run, or what export wrote.")
    private Path folder;

    @ArgGroup(multiplicity = "1")
    private WhoToAnswer choice;

    @Option(
            names = "--top",
            paramLabel = "n",
            defaultValue = "10",
            description = "Number of items. Default: ${DEFAULT-VALUE}.")
    private int top;

    @ArgGroup
    private @Nullable Seen seen;

    /** At most one of the two. */
    private static final class Seen {
        @Option(
                names = "--exclude-seen",
                description = "Leave out items of the history. Default of a run that was trained with --novel.")
        private boolean exclude;

        @Option(
                names = "--include-seen",
                description = "Recommend items of the history too. Default of a run without --novel.")
        private boolean include;
    }

    @Mixin
    private ItemOptions itemOptions;

    @Option(
            names = BECAUSE,
            description = "Say why: the part of the votes, and the three events without which the score would be lower"
                    + " by most. With --json all events.")
    private boolean because;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Mixin
    private RecommendAll everybody;

    @Override
    public Integer call() throws IOException {
        if (top < 1) {
            throw usage("--top is " + top + "; it must be at least 1");
        }
        if (choice.isAll()) {
            return answerAll();
        }
        everybody.checkUnused(this);
        choice.check(this);
        itemOptions.check(this, choice.isStandardInput());
        List<ItemFile> files = itemOptions.read(this);
        Recommender recommender = Recommender.load(folder, WorkProgress.of(this).named(TestFigures.COUNTING));
        List<HistoryEvent> history = choice.read(recommender, this);
        Recommendations answer = recommender.recommend(withRules(history, files));
        List<Reason> reasons = because ? recommender.because(history, answer) : List.of();
        SkippedEvents.say(this, answer);
        files.forEach(file -> file.sayUnknown(this, recommender));
        if (answer.items().isEmpty()) {
            say("end4rec: nothing is left to recommend: "
                    + (files.isEmpty()
                            ? "the history has every item that the run knows"
                            : "the options leave no item that the run knows"));
        } else if (answer.byPopularity()) {
            say("end4rec: there is no event to predict from, so these are the most popular items");
        }
        if (json) {
            Map<String, Object> map = toMap(answer);
            files.forEach(file -> file.describe(map, recommender));
            if (because) {
                map.put("because", ReasonTable.json(reasons));
            }
            printJson(map);
        } else {
            print(answer, reasons.isEmpty() ? table(answer.items()) : ReasonTable.of(reasons));
        }
        return 0;
    }

    private int answerAll() throws IOException {
        everybody.check(this);
        if (because) {
            throw usage(BECAUSE + " explains the answer of one user; leave it out with --all");
        }
        itemOptions.check(this, false);
        List<ItemFile> files = itemOptions.read(this);
        Recommender recommender = Recommender.load(folder, WorkProgress.of(this).named(TestFigures.COUNTING));
        files.forEach(file -> file.sayUnknown(this, recommender));
        Map<String, String> options = new TreeMap<>();
        options.put("--top", Integer.toString(top));
        options.put("--exclude-seen", seen == null ? "as the run" : Boolean.toString(seen.exclude));
        files.forEach(file -> options.put(file.option(), file.checksum()));
        return everybody.run(this, folder, recommender, withRules(List.of(), files), options, json);
    }

    private Request withRules(List<HistoryEvent> history, List<ItemFile> files) {
        Request request = Request.of(history).top(top);
        return ItemOptions.add(seen == null ? request : request.excludeSeen(seen.exclude), files);
    }

    private Map<String, Object> toMap(Recommendations answer) {
        Map<String, Object> map = new LinkedHashMap<>();
        choice.describe(map);
        map.put("items", answer.items());
        map.put("used_events", answer.used());
        map.put("unknown_items", answer.unknownItems());
        map.put("unknown_behaviors", answer.unknownBehaviors());
        map.put("by_popularity", answer.byPopularity());
        return map;
    }

    private void print(Recommendations answer, Table table) {
        out().println(String.format(
                Locale.ROOT,
                "Top %d for %s (%s):",
                answer.items().size(),
                choice,
                answer.byPopularity() ? "the most popular items" : answer.used() + " events"));
        table.print(out());
    }

    /** A table of recommended items, best first. */
    static Table table(List<Recommendation> items) {
        Table table = new Table("rank", "item", "score");
        int rank = 0;
        for (Recommendation each : items) {
            table.add(Integer.toString(++rank), each.item(), String.format(Locale.ROOT, "%.3f", each.score()));
        }
        return table;
    }
}
