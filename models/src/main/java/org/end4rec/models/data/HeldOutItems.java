package org.end4rec.models.data;

import java.util.BitSet;
import java.util.Objects;

/**
 * Takes out of the histories what would give a novel split away: a user's earlier events on an item that is held out for
 * the user. Hiding them from the input is not enough, since a model that trains on the other events of the user would
 * remember which items went together.
 */
public final class HeldOutItems {
    private final Histories histories;
    private final int behavior;
    private final BitSet dropped;

    private HeldOutItems(Histories histories, String targetBehavior) {
        this.histories = Objects.requireNonNull(histories, "histories");
        behavior = histories.behaviors().number(Objects.requireNonNull(targetBehavior, "targetBehavior"));
        dropped = new BitSet(histories.events());
    }

    /**
     * The histories without the earlier events on each user's last target, and on the last target before it that is of another item: what
     * {@link Split#leaveLastOut} holds out.
     */
    public static Histories hide(Histories histories, String targetBehavior) {
        HeldOutItems held = new HeldOutItems(histories, targetBehavior);
        for (int user = 1; user <= histories.users().size(); user++) {
            int last = held.previousTarget(user, histories.length(user));
            held.dropBefore(user, last);
            held.dropBefore(user, held.previousTarget(user, last));
        }
        return histories.without(held.dropped);
    }

    /**
     * The histories without all events on the items that the test file holds out for their users, and without the earlier
     * ones on each user's last target: what {@link Split#withTest} holds out.
     */
    public static Histories hide(Histories histories, String targetBehavior, TestTargets tests) {
        HeldOutItems held = new HeldOutItems(histories, targetBehavior);
        for (int i = 0; i < tests.size(); i++) {
            held.drop(tests.user(i), tests.item(i), histories.length(tests.user(i)));
        }
        for (int user = 1; user <= histories.users().size(); user++) {
            held.dropBefore(user, held.previousTarget(user, histories.length(user)));
        }
        return histories.without(held.dropped);
    }

    /** The last target before {@code end} that is not dropped, or −1. */
    private int previousTarget(int user, int end) {
        for (int position = end - 1; position >= 0; position--) {
            if (histories.behavior(user, position) == behavior && !dropped.get(histories.offset(user) + position)) {
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
