package org.end4rec.models.run;

import java.util.Arrays;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.end4rec.models.data.Histories;
import org.end4rec.models.data.Split;

/**
 * Compares the history that a run has of a user with the user's events in another log. In a novel split a run lacks the
 * user's earlier events on held-out items, so the other log may have more of these.
 */
final class EventMatch {
    private final Histories histories;
    private final Split split;
    private final long[] heldOut;

    EventMatch(RunData data) {
        histories = data.histories();
        split = data.split();
        heldOut = split.novel() ? heldOut() : new long[0];
    }

    private long[] heldOut() {
        LongStream.Builder keys = LongStream.builder();
        Stream.concat(split.validation().stream(), split.test().stream())
                .forEach(example -> keys.add(key(example.user(), example.target())));
        // an example whose item is unknown was dropped, but the earlier events on its item are hidden too
        for (int user = 1; user <= histories.users().size(); user++) {
            int length = histories.length(user);
            if (split.visible(user) < length) {
                keys.add(key(user, histories.item(user, split.visible(user))));
            }
            for (int position = split.visible(user); position < length; position++) {
                if (histories.behavior(user, position) == split.targetBehavior()) {
                    keys.add(key(user, histories.item(user, position)));
                }
            }
            int last = length - 1;
            while (last >= 0 && histories.behavior(user, last) != split.targetBehavior()) {
                last--;
            }
            if (last >= 0) {
                keys.add(key(user, histories.item(user, last)));
            }
        }
        return keys.build().sorted().distinct().toArray();
    }

    private static long key(int user, int item) {
        return (long) user << Integer.SIZE | item;
    }

    private boolean isEqual(int user, int position, int[] items, int[] behaviors, int at) {
        return histories.item(user, position) == items[at] && histories.behavior(user, position) == behaviors[at];
    }

    /**
     * Whether the other events begin with the history of the run.
     *
     * @return how many of the other events that is; −1 if they begin otherwise
     */
    int beginning(int user, int[] items, int[] behaviors) {
        int matched = 0;
        int at = 0;
        while (matched < histories.length(user) && at < items.length) {
            if (isEqual(user, matched, items, behaviors, at)) {
                matched++;
            } else if (Arrays.binarySearch(heldOut, key(user, items[at])) < 0) {
                return -1;
            }
            at++;
        }
        return matched == histories.length(user) ? at : -1;
    }

    /** How many of the other events, from the first on, are the newest events of the history. */
    int overlap(int user, int[] items, int[] behaviors) {
        int length = histories.length(user);
        int[] shorter = new int[items.length];
        int size = 0;
        for (int at = 1; at < items.length; at++) {
            while (size > 0 && (items[at] != items[size] || behaviors[at] != behaviors[size])) {
                size = shorter[size - 1];
            }
            size += items[at] == items[size] && behaviors[at] == behaviors[size] ? 1 : 0;
            shorter[at] = size;
        }
        size = 0;
        for (int position = Math.max(0, length - items.length); position < length; position++) {
            while (size > 0 && !isEqual(user, position, items, behaviors, size)) {
                size = shorter[size - 1];
            }
            size += isEqual(user, position, items, behaviors, size) ? 1 : 0;
        }
        return size;
    }

    /** Whether so many of the other events, from the first on, are too different to be equal by chance. */
    static boolean isTelling(int[] items, int[] behaviors, int size) {
        for (int at = 1; at < size; at++) {
            if (items[at] != items[0] || behaviors[at] != behaviors[0]) {
                return true;
            }
        }
        return false;
    }
}
