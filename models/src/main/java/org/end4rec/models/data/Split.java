package org.end4rec.models.data;

import java.util.ArrayList;
import java.util.List;

/**
 * Which events are trained on and which are held out. Targets are a user's events of one behavior: the last is the
 * test, the one before it the validation, earlier ones are training examples; with a test file, the file's events are
 * the test and the last target of the log is the validation. The input of an example is everything before its target.
 * If no user has a second target to validate on, the event before the test stands in, whatever its behavior. If no
 * target is left to train on, the events of every behavior stand in.
 *
 * <p>When {@linkplain #novel() novel}, events on the target item are hidden from the input, in training too, so that a
 * model cannot shine by repeating the item that was clicked just before. Examples without any input are dropped.
 * Immutable.
 */
public final class Split {
    private static final int USERS_NEEDED = 3;
    private static final int EVERY_BEHAVIOR = 0;

    private final int targetBehavior;
    private final boolean novel;
    private final List<Example> train;
    private final List<Example> validation;
    private final List<Example> test;
    private final int[] visible;
    private final boolean trainsOnOthers;
    private final boolean validatesOnOthers;

    private Split(
            Histories histories,
            int targetBehavior,
            boolean novel,
            List<Example> train,
            List<Example> validation,
            List<Example> test,
            int[] visible) {
        this.targetBehavior = targetBehavior;
        this.novel = novel;
        this.train = List.copyOf(train);
        this.validation = List.copyOf(validation);
        this.test = List.copyOf(test);
        this.visible = visible;
        trainsOnOthers = isOfOtherBehaviors(histories, targetBehavior, train);
        validatesOnOthers = isOfOtherBehaviors(histories, targetBehavior, validation);
    }

    /**
     * Holds out each user's last two targets.
     *
     * @throws IllegalArgumentException if the behavior does not occur, fewer than three users have it, or no example is
     *     left for training, validation or test
     */
    public static Split leaveLastOut(Histories histories, String targetBehavior, boolean novel) {
        int behavior = behaviorNumber(histories, targetBehavior);
        int[] validated = new int[histories.users().size() + 1];
        int[] ends = new int[validated.length];
        List<Example> test = new ArrayList<>();
        for (int user = 1; user < validated.length; user++) {
            int last = previousTarget(histories, user, histories.length(user), behavior);
            ends[user] = last >= 0 ? last : histories.length(user);
            validated[user] = previousTarget(histories, user, last, behavior);
            addTarget(histories, user, last, novel, test);
        }
        checkUsers(histories, behavior);
        if (test.isEmpty()) {
            throw noExample("test", "a '" + targetBehavior + "' event and an event before it");
        }
        return of(histories, behavior, novel, validated, ends, test);
    }

    /**
     * Tests on the events of a test file, whose input is the user's whole history, and validates on each user's last
     * target in the log.
     *
     * @throws IllegalArgumentException if the behavior does not occur in the log or in the test file, fewer than three
     *     users have it, or no example is left for training, validation or test
     */
    public static Split withTest(Histories histories, TestTargets targets, String targetBehavior, boolean novel) {
        int behavior = behaviorNumber(histories, targetBehavior);
        int[] validated = new int[histories.users().size() + 1];
        int[] ends = new int[validated.length];
        for (int user = 1; user < validated.length; user++) {
            ends[user] = histories.length(user);
            validated[user] = previousTarget(histories, user, ends[user], behavior);
        }
        List<Example> test = new ArrayList<>();
        for (int i = 0; i < targets.size(); i++) {
            if (targets.behavior(i) == 0 || targets.behavior(i) == behavior) {
                int user = targets.user(i);
                addExample(histories, new Example(user, histories.length(user), targets.item(i)), novel, test);
            }
        }
        checkUsers(histories, behavior);
        if (test.isEmpty()) {
            throw new IllegalArgumentException(
                    "Split: none of the " + targets.size() + " events of the test file is a '" + targetBehavior
                            + "' event with earlier events to predict it from; give another test file or target"
                            + " behavior");
        }
        return of(histories, behavior, novel, validated, ends, test);
    }

    /**
     * The split with that test.
     *
     * @param validated [users+1] position of the target that validates, −1 if a user has none
     * @param ends [users+1] number of events before the test
     */
    private static Split of(
            Histories histories, int behavior, boolean novel, int[] validated, int[] ends, List<Example> test) {
        List<Example> validation = new ArrayList<>();
        int[] visible = ends.clone();
        for (int user = 1; user < ends.length; user++) {
            addTarget(histories, user, validated[user], novel, validation);
            visible[user] = validated[user] >= 0 ? validated[user] : ends[user];
        }
        if (validation.isEmpty()) {
            visible = ends.clone();
            for (int user : usersOf(test)) {
                addTarget(histories, user, ends[user] - 1, novel, validation);
            }
            for (Example example : validation) {
                visible[example.user()] = example.end();
            }
        }
        if (validation.isEmpty()) {
            throw noExample("validation", "two events before the test event");
        }
        List<Example> train = trained(histories, behavior, novel, visible);
        if (train.isEmpty()) {
            train = trained(histories, EVERY_BEHAVIOR, novel, visible);
        }
        if (train.isEmpty()) {
            throw noExample("training", "two events before the held-out events");
        }
        return new Split(histories, behavior, novel, train, validation, test, visible);
    }

    /**
     * A split from its parts, as they were saved.
     *
     * @param visible [users+1] how many events of each user training may see; shared, not copied
     * @throws IllegalArgumentException if a part does not fit the histories
     */
    public static Split of(
            Histories histories,
            int targetBehavior,
            boolean novel,
            List<Example> train,
            List<Example> validation,
            List<Example> test,
            int[] visible) {
        if (targetBehavior < 1 || targetBehavior > histories.behaviors().size()) {
            throw new IllegalArgumentException("Split: the target behavior is " + targetBehavior
                    + "; it must be from 1 to "
                    + histories.behaviors().size());
        }
        if (visible.length != histories.users().size() + 1) {
            throw new IllegalArgumentException("Split: " + visible.length + " visible lengths for "
                    + histories.users().size() + " users; expected one length more than users");
        }
        for (int user = 1; user < visible.length; user++) {
            if (visible[user] < 0 || visible[user] > histories.length(user)) {
                throw new IllegalArgumentException("Split: " + visible[user] + " events of user " + user
                        + " are visible; the user has " + histories.length(user));
            }
        }
        for (List<Example> part : List.of(train, validation, test)) {
            for (Example example : part) {
                checkExample(histories, example);
            }
        }
        return new Split(histories, targetBehavior, novel, train, validation, test, visible);
    }

    /**
     * The same split without the held-out examples whose item occurs nowhere in the training events: no model can
     * predict it.
     *
     * @throws IllegalArgumentException if no example is left for validation or test
     */
    public Split withoutUnknownItems(Histories histories) {
        int[] counts = ItemCounts.visible(histories, this);
        List<Example> known = known(validation, counts);
        List<Example> tested = known(test, counts);
        if (known.isEmpty() || tested.isEmpty()) {
            throw new IllegalArgumentException(
                    "Split: no item that is held out for " + (known.isEmpty() ? "validation" : "the test")
                            + " occurs in the training events; give a larger log, or split without novel targets");
        }
        return new Split(histories, targetBehavior, novel, train, known, tested, visible);
    }

    private static List<Example> known(List<Example> examples, int[] counts) {
        return examples.stream().filter(example -> counts[example.target()] > 0).toList();
    }

    private static void checkExample(Histories histories, Example example) {
        boolean fits = example.user() >= 1
                && example.user() <= histories.users().size()
                && example.end() >= 0
                && example.end() <= histories.length(example.user())
                && example.target() >= 1
                && example.target() <= histories.items().size();
        if (!fits) {
            throw new IllegalArgumentException("Split: " + example + " does not fit the histories");
        }
    }

    /** Number of the behavior that is predicted. */
    public int targetBehavior() {
        return targetBehavior;
    }

    /** Whether events on the target item are hidden from the input. */
    public boolean novel() {
        return novel;
    }

    /** Examples to train on, by user and time. Immutable, like the validation and the test. */
    public List<Example> train() {
        return train;
    }

    /** Examples that decide when training stops; each later than the user's training examples. */
    public List<Example> validation() {
        return validation;
    }

    /** Examples for the final metrics; each later than the user's validation example. */
    public List<Example> test() {
        return test;
    }

    /** Whether the examples to train on are events of every behavior. */
    public boolean trainsOnEveryBehavior() {
        return trainsOnOthers;
    }

    /** Whether the validation examples are events of every behavior. */
    public boolean validatesOnEveryBehavior() {
        return validatesOnOthers;
    }

    /** [users+1] {@link #visible(int)} of each user. Not to be modified. */
    public int[] visible() {
        return visible;
    }

    /** How many of a user's events training may see: those before the first held-out target. */
    public int visible(int user) {
        return visible[user];
    }

    /** The position of the last target before {@code end}, or −1. */
    private static int previousTarget(Histories histories, int user, int end, int behavior) {
        int position = end - 1;
        while (position >= 0 && histories.behavior(user, position) != behavior) {
            position--;
        }
        return Math.max(position, -1);
    }

    /** The events of a behavior among those that training may see, as targets. */
    private static List<Example> trained(Histories histories, int behavior, boolean novel, int[] visible) {
        List<Example> train = new ArrayList<>();
        for (int user = 1; user < visible.length; user++) {
            for (int position = 0; position < visible[user]; position++) {
                if (behavior == EVERY_BEHAVIOR || histories.behavior(user, position) == behavior) {
                    addTarget(histories, user, position, novel, train);
                }
            }
        }
        return train;
    }

    private static int[] usersOf(List<Example> examples) {
        return examples.stream().mapToInt(Example::user).sorted().distinct().toArray();
    }

    private static boolean isOfOtherBehaviors(Histories histories, int behavior, List<Example> examples) {
        return examples.stream()
                .anyMatch(example -> example.end() < histories.length(example.user())
                        && histories.behavior(example.user(), example.end()) != behavior);
    }

    private static void addTarget(Histories histories, int user, int position, boolean novel, List<Example> examples) {
        if (position >= 0) {
            addExample(histories, new Example(user, position, histories.item(user, position)), novel, examples);
        }
    }

    private static void addExample(Histories histories, Example example, boolean novel, List<Example> examples) {
        for (int position = 0; position < example.end(); position++) {
            if (!novel || histories.item(example.user(), position) != example.target()) {
                examples.add(example);
                return;
            }
        }
    }

    private static int behaviorNumber(Histories histories, String name) {
        int behavior = histories.behaviors().number(name);
        if (behavior == 0) {
            throw new IllegalArgumentException("Split: the target behavior '" + name
                    + "' does not occur in the log; choose one of " + BehaviorCounts.mostFrequent(histories));
        }
        return behavior;
    }

    /** Refuses a log in which too few users have the target behavior. */
    private static void checkUsers(Histories histories, int behavior) {
        int found = 0;
        for (int user = 1; user <= histories.users().size(); user++) {
            found += previousTarget(histories, user, histories.length(user), behavior) >= 0 ? 1 : 0;
        }
        if (found < USERS_NEEDED) {
            throw new IllegalArgumentException(
                    "Split: users with a '" + histories.behaviors().id(behavior) + "' event: found " + found
                            + ", needed at least " + USERS_NEEDED
                            + "; give a larger log or choose another target behavior");
        }
    }

    private static IllegalArgumentException noExample(String part, String needed) {
        return new IllegalArgumentException("Split: no " + part + " example is left; an example needs a user with "
                + needed
                + "; give a larger log or choose another target behavior");
    }
}
