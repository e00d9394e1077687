package org.end4rec.models.description;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.end4rec.models.data.BehaviorCounts;
import org.end4rec.models.data.Histories;
import org.end4rec.models.data.ProgressListener;
import org.end4rec.models.data.SplitPlan;
import org.end4rec.models.data.TestOverlap;
import org.end4rec.models.data.TestTargets;
import org.jspecify.annotations.Nullable;

/**
 * What a log holds, and what would make an evaluation on it wrong. Takes O(events) time, and memory for the users, the
 * items and the longest history; a log that is mapped into memory stays there. Immutable: {@link #withTest} returns a
 * new description.
 */
public final class LogDescription {
    private static final List<String> USUAL_TARGETS =
            List.of("buy", "purchase", "order", "orders", "transaction", "buys", "purchases", "transactions");
    private static final int MOST_BEHAVIORS = 8;
    private static final int PASSES = 4;

    private final Histories histories;
    private final int copies;
    private final int[] behaviorCounts;
    private final int[] shown;
    private final Spread lengths;
    private final Spread popularity;
    private final TimeSpan times;
    private final ItemUse use;
    private final Periods periods;
    private final @Nullable HeldOutEvents heldOut;
    private final FoundInTest test;

    private LogDescription(Histories histories, int copies, @Nullable String target, ProgressListener progress) {
        this.histories = histories;
        this.copies = copies;
        progress.at(0, PASSES);
        behaviorCounts = BehaviorCounts.of(histories);
        shown = mostFrequent(
                behaviorCounts, target == null ? 0 : histories.behaviors().number(target));
        int[] ofUser = new int[histories.users().size() + 1];
        int[] ofItem = new int[histories.items().size() + 1];
        for (int user = 1; user < ofUser.length; user++) {
            ofUser[user] = histories.length(user);
            for (int position = 0; position < ofUser[user]; position++) {
                ofItem[histories.item(user, position)]++;
            }
        }
        lengths = Spread.of(ofUser);
        popularity = Spread.of(ofItem);
        progress.at(1, PASSES);
        times = TimeSpan.of(histories);
        progress.at(2, PASSES);
        use = ItemUse.of(histories, shown);
        progress.at(3, PASSES);
        periods = Periods.of(histories, times, ofItem, shown);
        progress.at(PASSES, PASSES);
        heldOut = null;
        test = FoundInTest.NO_FILE;
    }

    private LogDescription(LogDescription log, HeldOutEvents heldOut, FoundInTest test) {
        histories = log.histories;
        copies = log.copies;
        behaviorCounts = log.behaviorCounts;
        shown = log.shown;
        lengths = log.lengths;
        popularity = log.popularity;
        times = log.times;
        use = log.use;
        periods = log.periods;
        this.heldOut = heldOut;
        this.test = test;
    }

    /**
     * Describes a log.
     *
     * @param copies how many copies of events it had before they were left out
     * @param target the behavior to predict, which is shown however rare it is; null for none
     * @throws IllegalArgumentException if {@code copies} is negative
     */
    public static LogDescription of(
            Histories histories, int copies, @Nullable String target, ProgressListener progress) {
        Objects.requireNonNull(histories, "histories");
        Objects.requireNonNull(progress, "progress");
        if (copies < 0) {
            throw new IllegalArgumentException("LogDescription: copies is " + copies + "; it must be at least 0");
        }
        return new LogDescription(histories, copies, target, progress);
    }

    /** The description with what a plan trains, validates and tests on. */
    public LogDescription withSplit(SplitPlan plan) {
        Objects.requireNonNull(plan, "plan");
        return new LogDescription(this, HeldOutEvents.of(histories, plan), test);
    }

    /**
     * As {@link #withSplit}, for a test file.
     *
     * @param left the events that the plan splits: those that the overlap leaves, or all
     */
    public LogDescription withTest(Histories left, SplitPlan plan, TestTargets tests, TestOverlap overlap) {
        Objects.requireNonNull(left, "left");
        Objects.requireNonNull(tests, "tests");
        Objects.requireNonNull(overlap, "overlap");
        return new LogDescription(this, HeldOutEvents.of(left, plan), FoundInTest.of(tests, overlap));
    }

    private static int[] mostFrequent(int[] counts, int target) {
        int[] most = IntStream.range(1, counts.length)
                .boxed()
                .sorted(Comparator.comparing(behavior -> -counts[behavior]))
                .limit(MOST_BEHAVIORS)
                .mapToInt(Integer::intValue)
                .toArray();
        boolean isThere = target == 0 || Arrays.stream(most).anyMatch(behavior -> behavior == target);
        if (!isThere) {
            most[most.length - 1] = target;
        }
        return most;
    }

    /**
     * The behavior that a shop would want to predict: a purchase by one of its usual names, or the only behavior; null
     * if there is none.
     */
    public static @Nullable String usualTarget(Histories histories) {
        for (String name : USUAL_TARGETS) {
            if (histories.behaviors().number(name) > 0) {
                return name;
            }
        }
        return histories.behaviors().size() == 1 ? histories.behaviors().id(1) : null;
    }

    /** What makes an evaluation wrong, the worst first; empty if nothing was found. */
    public List<EvaluationWarning> warnings() {
        return new EvaluationWarnings(this).list();
    }

    /** The description as it goes into JSON. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        Map<String, Object> log = new LinkedHashMap<>();
        log.put("users", users());
        log.put("items", items());
        log.put("events", events());
        Map<String, Object> behaviors = new LinkedHashMap<>();
        for (int behavior = 1; behavior < behaviorCounts.length; behavior++) {
            behaviors.put(histories.behaviors().id(behavior), behaviorCounts[behavior]);
        }
        log.put("behaviors", behaviors);
        map.put("log", log);
        map.put("copiesLeftOut", copies);
        map.put("times", times.toMap());
        map.put("eventsOfUsers", lengths.toMap());
        map.put("eventsOfItems", popularity.toMap());
        map.put("userItemPairs", use.toMap());
        map.put("time", periods.toMap());
        if (heldOut != null) {
            map.put("evaluation", heldOut.toMap());
        }
        if (test.rows() > 0) {
            map.put("testFile", test.toMap());
        }
        map.put("warnings", warnings().stream().map(EvaluationWarning::toMap).toList());
        return map;
    }

    /** The most important figures, each with its name. */
    public Map<String, String> figures() {
        return DescribedFigures.of(this);
    }

    /**
     * The description as a page for a browser, in one file.
     *
     * @param name name of the log
     * @param remarks what else to say of the log, such as how it was cleaned
     */
    public String page(String name, List<String> remarks) {
        return new DescriptionPage(this, Objects.requireNonNull(name, "name")).html(List.copyOf(remarks));
    }

    int users() {
        return lengths.owners();
    }

    int items() {
        return popularity.owners();
    }

    int events() {
        return histories.events();
    }

    int copies() {
        return copies;
    }

    /** The behaviors with the most events, the most frequent first, by their numbers. */
    int[] shown() {
        return Arrays.copyOf(shown, shown.length);
    }

    /** Number of all behaviors. */
    int behaviors() {
        return behaviorCounts.length - 1;
    }

    String behavior(int number) {
        return histories.behaviors().id(number);
    }

    int eventsOf(int behavior) {
        return behaviorCounts[behavior];
    }

    Spread lengths() {
        return lengths;
    }

    Spread popularity() {
        return popularity;
    }

    TimeSpan times() {
        return times;
    }

    ItemUse use() {
        return use;
    }

    Periods periods() {
        return periods;
    }

    @Nullable
    HeldOutEvents heldOut() {
        return heldOut;
    }

    FoundInTest test() {
        return test;
    }
}
