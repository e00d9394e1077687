package org.end4rec.models.data;

import java.util.BitSet;
import java.util.Objects;

/**
 * Removes from the histories the events that would reveal the targets of a novel split: a user's earlier events on an
 * item that is held out for the user. To hide these events from the input is not enough: a model that trains on them
 * would remember which items went together.
 */
public final class HeldOutItems {
    private static final int EVERY_BEHAVIOR = 0;

    private final Histories histories;
    private final int behavior;
    private final BitSet dropped;

    private HeldOutItems(Histories histories, String targetBehavior) {
        this.histories = Objects.requireNonNull(histories, "histories");
        behavior = histories.behaviors().number(Objects.requireNonNull(targetBehavior, "targetBehavior"));
        dropped = new BitSet(histories.events());
    }

    /**
     * The histories for {@link Split#leaveLastOut}: without the earlier events on each user's last target, and on the
     * last target of another item before it.
     */
    public static Histories hide(Histories histories, String targetBehavior) {
        return hide(histories, SplitPlan.leaveLastOut(Objects.requireNonNull(targetBehavior, "targetBehavior")));
    }

    /**
     * The histories for {@link Split#withTest}: without a user's events on the items that the test file holds out for
     * the user, and without the earlier events on each user's last target.
     */
    public static Histories hide(Histories histories, String targetBehavior, TestTargets tests) {
        return hide(histories, SplitPlan.withTest(Objects.requireNonNull(targetBehavior, "targetBehavior"), tests));
    }

    /**
     * The histories for {@link Split#of(Histories, SplitPlan)}: without the earlier events on each target that the plan
     * holds out. A target on which a newer target of the user is held out is such an event, and none of the targets.
     */
    public static Histories hide(Histories histories, SplitPlan plan) {
        Objects.requireNonNull(plan, "plan");
        HeldOutItems items = new HeldOutItems(histories, plan.target());
        plan.heldOut().hide(items);
        return histories.without(items.dropped);
    }

    Histories histories() {
        return histories;
    }

    /** Number of the target behavior; 0 if the log does not have it. */
    int behavior() {
        return behavior;
    }

    /** Whether an event is not dropped. */
    boolean has(int user, int position) {
        return !dropped.get(histories.offset(user) + position);
    }

    /** Drops the earlier events on a validation target, and returns whether other events remain before it. */
    boolean holdOut(int user, int target) {
        dropBefore(user, target);
        return previous(user, target, EVERY_BEHAVIOR) >= 0;
    }

    /**
     * If no user has a validation target, the event before the test is held out, whatever its behavior.
     *
     * @param ends [users+1] position of the test
     */
    void holdOutStandIns(int[] ends) {
        for (int user = 1; user < ends.length; user++) {
            dropBefore(user, previous(user, ends[user], EVERY_BEHAVIOR));
        }
    }

    /** The last target before {@code end} that is not dropped, or −1. */
    int previousTarget(int user, int end) {
        return behavior == EVERY_BEHAVIOR ? -1 : previous(user, end, behavior);
    }

    /** The last event of a behavior before {@code end} that is not dropped, or −1. */
    private int previous(int user, int end, int wanted) {
        for (int position = end - 1; position >= 0; position--) {
            boolean is = wanted == EVERY_BEHAVIOR || histories.behavior(user, position) == wanted;
            if (is && has(user, position)) {
                return position;
            }
        }
        return -1;
    }

    /** Drops the events on the item of a target before it; nothing if there is no target. */
    void dropBefore(int user, int target) {
        if (target >= 0) {
            drop(user, histories.item(user, target), target);
        }
    }

    /** Drops the events on an item before {@code end}. */
    void drop(int user, int item, int end) {
        for (int position = 0; position < end; position++) {
            if (histories.item(user, position) == item) {
                dropped.set(histories.offset(user) + position);
            }
        }
    }
}
