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
        HeldOutItems held = new HeldOutItems(histories, targetBehavior);
        int[] ends = new int[histories.users().size() + 1];
        boolean validated = false;
        for (int user = 1; user < ends.length; user++) {
            int last = held.previousTarget(user, histories.length(user));
            held.dropBefore(user, last);
            validated |= held.holdOut(user, held.previousTarget(user, last));
            ends[user] = last;
        }
        return validated ? histories.without(held.dropped) : held.withStandIns(ends);
    }

    /**
     * The histories for {@link Split#withTest}: without a user's events on the items that the test file holds out for
     * the user, and without the earlier events on each user's last target.
     */
    public static Histories hide(Histories histories, String targetBehavior, TestTargets tests) {
        HeldOutItems held = new HeldOutItems(histories, targetBehavior);
        int[] ends = new int[histories.users().size() + 1];
        for (int i = 0; i < tests.size(); i++) {
            held.drop(tests.user(i), tests.item(i), histories.length(tests.user(i)));
            ends[tests.user(i)] = histories.length(tests.user(i));
        }
        boolean validated = false;
        for (int user = 1; user < ends.length; user++) {
            validated |= held.holdOut(user, held.previousTarget(user, histories.length(user)));
        }
        return validated ? histories.without(held.dropped) : held.withStandIns(ends);
    }

    /** Drops the earlier events on a validation target, and returns whether other events remain before it. */
    private boolean holdOut(int user, int target) {
        dropBefore(user, target);
        return previous(user, target, EVERY_BEHAVIOR) >= 0;
    }

    /** If no user has a validation target, the event before the test is held out, whatever its behavior. */
    private Histories withStandIns(int[] ends) {
        for (int user = 1; user < ends.length; user++) {
            dropBefore(user, previous(user, ends[user], EVERY_BEHAVIOR));
        }
        return histories.without(dropped);
    }

    private int previousTarget(int user, int end) {
        return behavior == EVERY_BEHAVIOR ? -1 : previous(user, end, behavior);
    }

    /** The last event of a behavior before {@code end} that is not dropped, or −1. */
    private int previous(int user, int end, int wanted) {
        for (int position = end - 1; position >= 0; position--) {
            boolean is = wanted == EVERY_BEHAVIOR || histories.behavior(user, position) == wanted;
            if (is && !dropped.get(histories.offset(user) + position)) {
                return position;
            }
        }
        return -1;
    }

    private void dropBefore(int user, int target) {
        if (target >= 0) {
            drop(user, histories.item(user, target), target);
        }
    }

    private void drop(int user, int item, int end) {
        for (int position = 0; position < end; position++) {
            if (histories.item(user, position) == item) {
                dropped.set(histories.offset(user) + position);
            }
        }
    }
}
