package org.end4rec.models.data;

import java.util.ArrayList;
import java.util.List;

/** Puts a split together: the kind of split chooses what is held out, the rest trains. */
final class SplitBuilder {
    private static final int USERS_NEEDED = 3;
    private static final int EVERY_BEHAVIOR = 0;

    private final Histories histories;
    private final int behavior;
    private final boolean novel;
    private final boolean trainsOnEvery;
    private final List<Example> validation = new ArrayList<>();
    private final List<Example> test = new ArrayList<>();
    private int[] visible;
    private boolean trains = true;

    /**
     * Nothing is held out yet.
     *
     * @throws IllegalArgumentException if the target behavior does not occur
     */
    SplitBuilder(Histories histories, SplitPlan plan) {
        this.histories = histories;
        behavior = histories.behaviors().number(plan.target());
        if (behavior == 0) {
            throw new IllegalArgumentException("Split: the target behavior '" + plan.target()
                    + "' does not occur in the log; choose one of " + BehaviorCounts.mostFrequent(histories));
        }
        novel = plan.isNovel();
        trainsOnEvery = plan.trainsOnEveryBehavior();
        visible = new int[histories.users().size() + 1];
        for (int user = 1; user < visible.length; user++) {
            visible[user] = histories.length(user);
        }
    }

    /** Makes no examples to train on. */
    SplitBuilder withoutTraining() {
        trains = false;
        return this;
    }

    Histories histories() {
        return histories;
    }

    int behavior() {
        return behavior;
    }

    boolean novel() {
        return novel;
    }

    /** The name of the target behavior, for messages. */
    String target() {
        return histories.behaviors().id(behavior);
    }

    /** Training sees only so many events of a user. */
    void hideFrom(int user, int position) {
        visible[user] = position;
    }

    /** The position of the last target before {@code end}, or −1. */
    int previousTarget(int user, int end) {
        int position = end - 1;
        while (position >= 0 && histories.behavior(user, position) != behavior) {
            position--;
        }
        return Math.max(position, -1);
    }

    /** Tests on an event, if there is one, and if there is an event before it. */
    void test(int user, int position) {
        addTarget(user, position, test);
    }

    void test(Example example) {
        addExample(example, test);
    }

    boolean hasTests() {
        return !test.isEmpty();
    }

    /** Validates on an event, if there is one, and if there is an event before it. */
    void validate(int user, int position) {
        addTarget(user, position, validation);
    }

    boolean hasValidation() {
        return !validation.isEmpty();
    }

    /** Validates on the event before the test of each tested user, whatever its behavior. */
    void validateBeforeTests() {
        for (int user :
                test.stream().mapToInt(Example::user).sorted().distinct().toArray()) {
            validate(user, visible[user] - 1);
        }
        for (Example example : validation) {
            visible[example.user()] = example.end();
        }
    }

    /** Refuses a log in which too few users have the target behavior. */
    void checkUsers() {
        int found = 0;
        for (int user = 1; user < visible.length; user++) {
            found += previousTarget(user, histories.length(user)) >= 0 ? 1 : 0;
        }
        if (found < USERS_NEEDED) {
            throw new IllegalArgumentException("Split: users with a '" + target() + "' event: found " + found
                    + ", needed at least " + USERS_NEEDED
                    + "; give a larger log or choose another target behavior");
        }
    }

    /**
     * The split; what is visible trains. If no target is left to train on, the events of every behavior train.
     *
     * @throws IllegalArgumentException if nothing is left to train on
     */
    Split build() {
        if (!trains) {
            return new Split(histories, behavior, novel, List.of(), validation, test, visible);
        }
        List<Example> train = trained(trainsOnEvery ? EVERY_BEHAVIOR : behavior);
        if (train.isEmpty()) {
            train = trained(EVERY_BEHAVIOR);
        }
        if (train.isEmpty()) {
            throw noExample("training", "two events before the held-out events");
        }
        return new Split(histories, behavior, novel, train, validation, test, visible);
    }

    /** The events of a behavior among those that training may see, as targets. */
    private List<Example> trained(int wanted) {
        List<Example> train = new ArrayList<>();
        for (int user = 1; user < visible.length; user++) {
            for (int position = 0; position < visible[user]; position++) {
                if (wanted == EVERY_BEHAVIOR || histories.behavior(user, position) == wanted) {
                    addTarget(user, position, train);
                }
            }
        }
        return train;
    }

    private void addTarget(int user, int position, List<Example> examples) {
        if (position >= 0) {
            addExample(new Example(user, position, histories.item(user, position)), examples);
        }
    }

    private void addExample(Example example, List<Example> examples) {
        for (int position = 0; position < example.end(); position++) {
            if (!novel || histories.item(example.user(), position) != example.target()) {
                examples.add(example);
                return;
            }
        }
    }

    static IllegalArgumentException noExample(String part, String needed) {
        return new IllegalArgumentException("Split: no " + part + " example is left; an example needs a user with "
                + needed
                + "; give a larger log or choose another target behavior");
    }
}
