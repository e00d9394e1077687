package org.end4rec.models.data;

import java.util.List;
import java.util.Objects;

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
    private final int targetBehavior;
    private final boolean novel;
    private final List<Example> train;
    private final List<Example> validation;
    private final List<Example> test;
    private final int[] visible;
    private final boolean trainsOnOthers;
    private final boolean validatesOnOthers;

    Split(
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
        return of(
                histories,
                SplitPlan.leaveLastOut(Objects.requireNonNull(targetBehavior, "targetBehavior"))
                        .novel(novel));
    }

    /**
     * Tests on the events of a test file, whose input is the user's whole history, and validates on each user's last
     * target in the log.
     *
     * @throws IllegalArgumentException if the behavior does not occur in the log or in the test file, fewer than three
     *     users have it, or no example is left for training, validation or test
     */
    public static Split withTest(Histories histories, TestTargets targets, String targetBehavior, boolean novel) {
        return of(
                histories,
                SplitPlan.withTest(
                                Objects.requireNonNull(targetBehavior, "targetBehavior"),
                                Objects.requireNonNull(targets, "targets"))
                        .novel(novel));
    }

    /**
     * The split that a plan asks for. For a novel split {@link HeldOutItems#hide(Histories, SplitPlan)} comes first, of
     * a plan {@linkplain SplitPlan#on on} all histories.
     *
     * @throws IllegalArgumentException if the behavior does not occur, fewer than three users have it, no example is
     *     left for training, validation or test, or the log has no times, which the plan needs
     */
    public static Split of(Histories histories, SplitPlan plan) {
        Objects.requireNonNull(histories, "histories");
        return plan.heldOut().split(new SplitBuilder(histories, plan));
    }

    /**
     * As {@link #of(Histories, SplitPlan)}, without the examples to train on, of which a large log has many: {@link
     * #train()} is empty.
     */
    public static Split heldOut(Histories histories, SplitPlan plan) {
        Objects.requireNonNull(histories, "histories");
        return plan.heldOut().split(new SplitBuilder(histories, plan).withoutTraining());
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

    private static boolean isOfOtherBehaviors(Histories histories, int behavior, List<Example> examples) {
        return examples.stream()
                .anyMatch(example -> example.end() < histories.length(example.user())
                        && histories.behavior(example.user(), example.end()) != behavior);
    }
}
