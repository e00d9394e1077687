package org.end4rec.models.data;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The events that a {@link Cleaning} leaves, and how many each step left. Immutable. */
public final class Cleaned {
    private final Histories histories;
    private final List<Step> steps;
    private final boolean whole;
    private final int[] users;
    private final int[] items;
    private final int[] behaviors;

    /**
     * What a step left.
     *
     * @param what what the step did
     * @param events number of events that were left
     * @param users number of users that were left
     * @param items number of items that were left
     */
    public record Step(String what, int events, int users, int items) {
        /** No reference is null. */
        public Step {
            Objects.requireNonNull(what, "what");
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%s: %,d events, %,d users, %,d items left", what, events, users, items);
        }
    }

    Cleaned(Selection events, List<Step> steps) {
        this.steps = List.copyOf(steps);
        whole = events.isWhole();
        users = events.newUsers();
        items = events.newItems();
        behaviors = events.newBehaviors();
        histories = histories(events);
    }

    private Histories histories(Selection events) {
        Histories all = events.histories();
        if (whole) {
            return all;
        }
        int[] item = new int[events.events()];
        int[] behavior = new int[item.length];
        long[] time = new long[item.length];
        int[] label = new int[item.length];
        int size = 0;
        for (int user = 1; user < users.length; user++) {
            for (int at = 0; users[user] > 0 && at < all.length(user); at++) {
                if (events.has(user, at)) {
                    item[size] = items[all.item(user, at)];
                    behavior[size] = behaviors[all.behavior(user, at)];
                    time[size] = all.timestamp(user, at);
                    label[size++] = all.label(user, at);
                }
            }
        }
        return new Histories(
                all,
                kept(all.users(), users),
                kept(all.items(), items),
                events.behaviorNames(behaviors),
                events.offsets(),
                item,
                behavior,
                time,
                label);
    }

    /** The ids that have a new number. */
    static Vocabulary kept(Vocabulary ids, int[] numbers) {
        boolean all = true;
        for (int old = 1; all && old < numbers.length; old++) {
            all = numbers[old] > 0;
        }
        if (all) {
            return ids;
        }
        VocabularyBuilder builder = new VocabularyBuilder();
        for (int old = 1; old < numbers.length; old++) {
            if (numbers[old] > 0) {
                char[] id = ids.id(old).toCharArray();
                builder.add(id, 0, id.length);
            }
        }
        return builder.build();
    }

    /** The events that are left; the histories that were given if nothing changed. */
    public Histories histories() {
        return histories;
    }

    /** What each step left, in the order of the steps. Immutable; empty if there was nothing to do. */
    public List<Step> steps() {
        return steps;
    }

    /**
     * Test events in the numbers of these histories. Test events of users, items or behaviors that are gone are left
     * out, and counted like those that the log never knew.
     *
     * @param tests in the numbers of the histories that were cleaned
     */
    public TestTargets tests(TestTargets tests) {
        Objects.requireNonNull(tests, "tests");
        return whole ? tests : tests.renumbered(users, items, behaviors);
    }
}
