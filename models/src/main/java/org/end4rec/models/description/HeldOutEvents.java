package org.end4rec.models.description;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.end4rec.models.data.Example;
import org.end4rec.models.data.HeldOutItems;
import org.end4rec.models.data.Histories;
import org.end4rec.models.data.ItemCounts;
import org.end4rec.models.data.Split;
import org.end4rec.models.data.SplitPlan;
import org.jspecify.annotations.Nullable;

/** What a split trains, validates and tests on, and how a model could guess the test without learning anything. */
final class HeldOutEvents {
    private final SplitPlan plan;
    private final @Nullable String fault;
    private int users;
    private int usersWithOne;
    private long train;
    private Part validation = Part.NONE;
    private Part test = Part.NONE;
    private boolean standIns;

    /**
     * Figures of the examples that validate or test.
     *
     * @param size number of examples
     * @param repeated examples on an item that the user has had before
     * @param justBefore examples on the item of the event just before
     * @param tied examples at the time of the event just before
     * @param unseen examples on an item that training does not see
     * @param future examples from the log that are older than an event of training
     */
    record Part(int size, int repeated, int justBefore, int tied, int unseen, int future) {
        static final Part NONE = new Part(0, 0, 0, 0, 0, 0);

        Map<String, Object> toMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("events", size);
            map.put("repeated", repeated);
            map.put("repeatedJustBefore", justBefore);
            map.put("tied", tied);
            map.put("unseen", unseen);
            return map;
        }
    }

    private HeldOutEvents(SplitPlan plan, @Nullable String fault) {
        this.plan = plan;
        this.fault = fault;
    }

    /** Splits the log. If it cannot be split, only the users are counted, and {@link #fault} says why. */
    static HeldOutEvents of(Histories all, SplitPlan plan) {
        HeldOutEvents made;
        try {
            SplitPlan fixed = plan.on(all);
            Histories histories = fixed.isNovel() ? HeldOutItems.hide(all, fixed) : all;
            Split split = Split.heldOut(histories, fixed);
            made = new HeldOutEvents(fixed, null);
            made.count(histories, split);
        } catch (IllegalArgumentException e) {
            made = new HeldOutEvents(plan, String.valueOf(e.getMessage()).replaceFirst("^[A-Za-z.]+: ", ""));
        }
        made.countUsers(all, all.behaviors().number(plan.target()));
        return made;
    }

    private void countUsers(Histories all, int target) {
        for (int user = 1; user <= all.users().size(); user++) {
            int found = 0;
            for (int position = all.length(user) - 1; position >= 0 && found < 2; position--) {
                found += all.behavior(user, position) == target ? 1 : 0;
            }
            users += found > 0 ? 1 : 0;
            usersWithOne += found == 1 ? 1 : 0;
        }
    }

    private void count(Histories histories, Split split) {
        train = countTrained(histories, split, plan.trainsOnEveryBehavior() ? 0 : split.targetBehavior());
        standIns = split.validatesOnEveryBehavior();
        int[] counts = ItemCounts.visible(histories, split);
        long newest = Long.MIN_VALUE;
        for (int user = 1; user <= histories.users().size(); user++) {
            int visible = split.visible(user);
            newest = visible > 0 ? Math.max(newest, histories.timestamp(user, visible - 1)) : newest;
        }
        validation = part(histories, split.validation(), counts, newest);
        test = part(histories, split.test(), counts, newest);
    }

    /** Counts the events that train, as a split makes examples of them. */
    private static long countTrained(Histories histories, Split split, int wanted) {
        long count = 0;
        for (int user = 1; user <= histories.users().size(); user++) {
            int only = 0;
            for (int position = 0; position < split.visible(user); position++) {
                int item = histories.item(user, position);
                boolean hasInput = position > 0 && (!split.novel() || only != item);
                boolean isWanted = wanted == 0 || histories.behavior(user, position) == wanted;
                count += isWanted && hasInput ? 1 : 0;
                // the item of all events so far, or −1 if there are several
                only = position == 0 || only == item ? item : -1;
            }
        }
        return count;
    }

    private static Part part(Histories histories, List<Example> examples, int[] counts, long newest) {
        int repeated = 0;
        int justBefore = 0;
        int tied = 0;
        int unseen = 0;
        int future = 0;
        for (Example example : examples) {
            int user = example.user();
            int end = example.end();
            int position = end - 1;
            while (position >= 0 && histories.item(user, position) != example.target()) {
                position--;
            }
            repeated += position >= 0 ? 1 : 0;
            justBefore += end > 0 && position == end - 1 ? 1 : 0;
            unseen += counts[example.target()] == 0 ? 1 : 0;
            if (histories.hasTimes() && end < histories.length(user) && end > 0) {
                long time = histories.timestamp(user, end);
                tied += histories.timestamp(user, end - 1) == time ? 1 : 0;
                future += time < newest ? 1 : 0;
            }
        }
        return new Part(examples.size(), repeated, justBefore, tied, unseen, future);
    }

    SplitPlan plan() {
        return plan;
    }

    String target() {
        return plan.target();
    }

    /** Why the log cannot be split, or null. */
    @Nullable
    String fault() {
        return fault;
    }

    /** Users with the target behavior. */
    int users() {
        return users;
    }

    /** Users with one event of the target behavior. */
    int usersWithOne() {
        return usersWithOne;
    }

    /** Examples to train on, without those that stand in if there is none. */
    long train() {
        return train;
    }

    Part validation() {
        return validation;
    }

    Part test() {
        return test;
    }

    /** Whether events of other behaviors validate, since no user has a second target. */
    boolean hasStandIns() {
        return standIns;
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("target", target());
        map.put("split", plan.toString());
        map.put("users", users);
        map.put("usersWithOne", usersWithOne);
        if (fault == null) {
            map.put("train", train);
            map.put("validation", validation.toMap());
            map.put("test", test.toMap());
        } else {
            map.put("fault", fault);
        }
        return map;
    }
}
