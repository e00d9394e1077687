package org.end4rec.models.counting;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.end4rec.models.data.Histories;
import org.end4rec.models.data.Split;
import org.jspecify.annotations.Nullable;

/**
 * Votes that count later events without counting everything again: the rows have the bits of
 * {@link NeighborVotes#of(Histories, Split, int, double)} on all counted events. Immutable and thread-safe. The first
 * later event reads all counted events once, to know which user had which item: 8 bytes for each item of each user.
 */
public final class GrowingVotes {
    private final int items;
    private final @Nullable NeighborVotes votes;
    private final Counted counted;

    private GrowingVotes(int items, @Nullable NeighborVotes votes, Counted counted) {
        this.items = items;
        this.votes = votes;
        this.counted = counted;
    }

    /**
     * Votes before any later event.
     *
     * @param votes the votes of all items, counted from these events; null if only {@link #together} is wanted
     */
    public static GrowingVotes of(@Nullable NeighborVotes votes, Histories histories, Split split) {
        return new GrowingVotes(histories.items().size(), votes, new Counted(histories, split));
    }

    /** The votes; null if there are none. */
    public @Nullable NeighborVotes votes() {
        return votes;
    }

    /**
     * The votes after later events. Takes about as long as the users of the new items have items.
     *
     * @param more number of items now, V; at least the number before
     * @param newestFirst for each user with later events the items of all counted events, the newest first
     */
    public GrowingVotes with(int more, Map<Integer, int[]> newestFirst) {
        if (more < items || more == Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "GrowingVotes: there are " + more + " items; there must be from " + items + " to 2147483646");
        }
        GrowingUsers before = counted.users();
        // in ascending order, so that the same events give the same work
        Map<Integer, int[]> changed = new TreeMap<>();
        newestFirst.forEach((user, all) -> {
            int[] now = distinct(all);
            if (!Arrays.equals(now, before.itemsOf(user))) {
                changed.put(user, now);
            }
        });
        GrowingUsers after = before.with(changed);
        NeighborVotes later =
                votes == null ? null : votes.with(more, VoteRecount.of(votes, changed, before, after, more));
        return new GrowingVotes(more, later, new Counted(after));
    }

    /** The newest items that count, in ascending order. */
    private static int[] distinct(int[] newestFirst) {
        return Arrays.stream(newestFirst)
                .distinct()
                .limit(SharedUsers.MOST_ITEMS)
                .sorted()
                .toArray();
    }

    /**
     * The number of users of an item.
     *
     * @throws IndexOutOfBoundsException if there is no such item
     */
    public int usersOf(int item) {
        return counted.users().usersOf(Objects.checkIndex(item, items + 1));
    }

    /**
     * The number of users that an item shares with each other item, without items that share none.
     *
     * @throws IndexOutOfBoundsException if there is no such item
     */
    public Map<Integer, Integer> together(int item) {
        Objects.checkIndex(item, items + 1);
        int[] common = new int[items + 1];
        int[] touched = new int[items + 1];
        int found = counted.users().count(item, common, touched);
        Map<Integer, Integer> together = new HashMap<>();
        for (int i = 0; i < found; i++) {
            if (touched[i] != item) {
                together.put(touched[i], common[touched[i]]);
            }
        }
        return together;
    }

    /** Made when first needed: whoever only asks for recommendations needs none. */
    private static final class Counted {
        private final @Nullable Histories histories;
        private final @Nullable Split split;
        private @Nullable GrowingUsers users;

        Counted(Histories histories, Split split) {
            this.histories = Objects.requireNonNull(histories, "histories");
            this.split = Objects.requireNonNull(split, "split");
        }

        Counted(GrowingUsers users) {
            this.users = users;
            histories = null;
            split = null;
        }

        synchronized GrowingUsers users() {
            GrowingUsers made = users;
            if (made == null) {
                made = new GrowingUsers(SharedUsers.of(
                        Objects.requireNonNull(histories, "histories"), Objects.requireNonNull(split, "split")));
                users = made;
            }
            return made;
        }
    }
}
