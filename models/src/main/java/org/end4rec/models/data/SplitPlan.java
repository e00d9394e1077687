package org.end4rec.models.data;

import java.util.Objects;

/**
 * How a log is split: the behavior to predict, what is held out, and what trains. Immutable: each method returns a plan
 * with another setting.
 *
 * <pre>{@code
 * SplitPlan plan = SplitPlan.byTime("buy", "80%", SplitPlan.TargetsPerUser.FIRST).trainOnEveryBehavior(true);
 * RunData data = RunData.of(Histories.of(log), plan);
 * }</pre>
 */
public final class SplitPlan {
    /** Which targets of a user after a time count. */
    public enum TargetsPerUser {
        /** The first that has an event before it. */
        FIRST,
        /** The last. */
        LAST,
        /** Each. */
        EVERY
    }

    private final String target;
    private final HeldOut heldOut;
    private final boolean novel;
    private final boolean trainsOnEvery;

    private SplitPlan(String target, HeldOut heldOut, boolean novel, boolean trainsOnEvery) {
        this.target = target;
        this.heldOut = heldOut;
        this.novel = novel;
        this.trainsOnEvery = trainsOnEvery;
    }

    private static SplitPlan of(String target, HeldOut heldOut) {
        return new SplitPlan(Objects.requireNonNull(target, "target"), heldOut, false, false);
    }

    /** Tests on each user's last target, validates on the target before it, and trains on the earlier ones. */
    public static SplitPlan leaveLastOut(String target) {
        return of(target, new LastTargets());
    }

    /** Tests on the events of a test file, and validates on each user's last target in the log. */
    public static SplitPlan withTest(String target, TestTargets tests) {
        return of(target, new TestFile(Objects.requireNonNull(tests, "tests")));
    }

    /**
     * Trains on what happened before a time, and tests on targets from that time on. The last tenth of the events
     * before it does not train: their targets validate. The input of an example is everything that the user did before
     * it, also in the time of validation and test.
     *
     * @param test a date as in a log, a number in the unit of the log, or a share of the events such as {@code 80%}:
     *     the time before which so many events are
     * @param chosen which targets of a user count, in the validation and in the test
     * @throws IllegalArgumentException if {@code test} is none of these
     */
    public static SplitPlan byTime(String target, String test, TargetsPerUser chosen) {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(chosen, "chosen");
        return of(target, new TimeShares(SplitTime.parse(test), null, chosen));
    }

    /**
     * For a split by time: targets validate from this time on, and train before it.
     *
     * @param time as for {@link #byTime}
     * @throws IllegalArgumentException if it is no such time
     * @throws IllegalStateException if this is no split by time
     */
    public SplitPlan validateFrom(String time) {
        SplitTime validation = SplitTime.parse(time);
        if (!(heldOut instanceof TimeShares shares)) {
            throw new IllegalStateException(
                    "SplitPlan: validateFrom is for a split by time; this plan is split " + heldOut);
        }
        return new SplitPlan(target, new TimeShares(shares.test(), validation, shares.chosen()), novel, trainsOnEvery);
    }

    /**
     * Holds out whole users: no event of theirs trains. Tests on their last targets, and validates on the last target
     * of each other user. A hash of the ids chooses the users, so the same users are cold in every log.
     *
     * @param share above 0 and below 1
     */
    public static SplitPlan coldUsers(String target, double share) {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException(
                    "SplitPlan: the share of cold users is " + share + "; it must be above 0 and below 1");
        }
        return of(target, new ColdUsers(share));
    }

    /**
     * Whether a user's earlier events on an item to predict are hidden, so that only items that are new to the user are
     * predicted. Default: false.
     */
    public SplitPlan novel(boolean value) {
        return new SplitPlan(target, heldOut, value, trainsOnEvery);
    }

    /**
     * Whether events of every behavior train as targets, and not those of the target behavior alone. Users with one
     * target, which is held out, train with their other events then. Default: false, unless no target is left to train
     * on.
     */
    public SplitPlan trainOnEveryBehavior(boolean value) {
        return new SplitPlan(target, heldOut, novel, value);
    }

    /**
     * The plan with the times that shares of the events mean in a log.
     *
     * @throws IllegalArgumentException if the log has no times, or no event before the test
     */
    public SplitPlan on(Histories histories) {
        return new SplitPlan(target, heldOut.on(Objects.requireNonNull(histories, "histories")), novel, trainsOnEvery);
    }

    /** Name of the behavior to predict. */
    public String target() {
        return target;
    }

    /** Whether only items that are new to the user are predicted. */
    public boolean isNovel() {
        return novel;
    }

    /** Whether events of every behavior train. */
    public boolean trainsOnEveryBehavior() {
        return trainsOnEvery;
    }

    HeldOut heldOut() {
        return heldOut;
    }

    /** What is held out, and what trains, in words. */
    @Override
    public String toString() {
        return "split " + heldOut + (novel ? ", novel items only" : "")
                + (trainsOnEvery ? ", trained on every behavior" : "");
    }
}
