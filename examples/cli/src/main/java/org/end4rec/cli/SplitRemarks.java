package org.end4rec.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.end4rec.models.data.Histories;
import org.end4rec.models.data.Split;
import org.end4rec.models.data.SplitPlan;
import org.end4rec.models.run.RunData;

/** Remarks about a split that a user should know before training. */
final class SplitRemarks {
    /** If at least this share of the test events repeats the newest item, a model that repeats it looks good. */
    private static final double MANY_REPEATS = 0.2;

    /** With fewer training examples for each test example than this, a model has almost nothing to learn from. */
    private static final double FEW_EXAMPLES = 0.1;

    /** With at least this share of test events on items without a training event, metrics say little of the model. */
    private static final double MANY_UNSEEN = 0.05;

    private SplitRemarks() {}

    /** A sentence for each remark; none if there is nothing to say. */
    static List<String> of(RunData data, SplitPlan plan) {
        String behavior = plan.target();
        List<String> remarks = new ArrayList<>();
        Histories histories = data.histories();
        Split split = data.split();
        boolean trainsOnStandIns = split.trainsOnEveryBehavior() && !plan.trainsOnEveryBehavior();
        if (trainsOnStandIns || split.validatesOnEveryBehavior()) {
            List<String> standIns = new ArrayList<>();
            if (trainsOnStandIns) {
                standIns.add("the model trains on events of every behavior");
            }
            if (split.validatesOnEveryBehavior()) {
                standIns.add((trainsOnStandIns ? "it" : "the model")
                        + " validates on the event just before each user's test event");
            }
            remarks.add("no user has enough '" + behavior + "' events: " + String.join(", and ", standIns));
        }
        if (split.train().size() < FEW_EXAMPLES * split.test().size()) {
            remarks.add(String.format(
                    Locale.ROOT,
                    "there are few examples to train on, %,d for %,d test events: few users have a '%s' event before"
                            + " the held-out events; the model will probably learn little",
                    split.train().size(),
                    split.test().size(),
                    behavior));
        }
        int tied = histories.simultaneous();
        if (2L * tied > histories.events()) {
            remarks.add(String.format(
                    Locale.ROOT,
                    "%,d of %,d events have the same time as another event of their user: the order of the rows"
                            + " in the file decides which event comes first",
                    tied,
                    histories.events()));
        }
        long repeats = split.test().stream()
                .filter(example -> histories.item(example.user(), example.end() - 1) == example.target())
                .count();
        if (!split.novel() && repeats >= MANY_REPEATS * split.test().size()) {
            remarks.add(String.format(
                    Locale.ROOT,
                    "%,d of %,d test events are on the item of the event just before: a model that repeats this"
                            + " item looks good; with --novel a model must predict items that are new to the user",
                    repeats,
                    split.test().size()));
        }
        int[] counts = data.itemCounts();
        long unseen = split.test().stream()
                .filter(example -> counts[example.target()] == 0)
                .count();
        if (unseen >= MANY_UNSEEN * split.test().size()) {
            remarks.add(String.format(
                    Locale.ROOT,
                    "%,d of %,d test events are on items that training does not see: no model can predict these items,"
                            + " and each counts as a miss",
                    unseen,
                    split.test().size()));
        }
        return remarks;
    }
}
