package org.end4rec.models.counting;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntConsumer;
import org.end4rec.models.data.Histories;
import org.end4rec.models.data.Split;

/**
 * Which user had which item, in the events that training may see, and how similar two items are by their users. Of a
 * user only the newest {@value #MOST_ITEMS} items count: the number of pairs grows with the square, and no person has
 * so many interests.
 */
final class SharedUsers {
    /** The number of items of a user that count. */
    static final int MOST_ITEMS = 1000;

    /** The longest array of a JVM, or a little less. */
    private static final int LONGEST = Integer.MAX_VALUE - 8;

    /** [users+2] where the items of a user start; the items of a user are in ascending order. */
    private final int[] itemStart;

    private final int[] items;

    /** [V+2] where the users of an item start; the users of an item are in ascending order. */
    private final int[] userStart;

    private final int[] users;

    private SharedUsers(int[] itemStart, int[] items, int catalogueSize) {
        this.itemStart = itemStart;
        this.items = items;
        userStart = new int[catalogueSize + 2];
        for (int item : items) {
            userStart[item + 1]++;
        }
        for (int item = 1; item < userStart.length; item++) {
            userStart[item] += userStart[item - 1];
        }
        users = new int[items.length];
        int[] next = userStart.clone();
        for (int user = 1; user + 1 < itemStart.length; user++) {
            for (int i = itemStart[user]; i < itemStart[user + 1]; i++) {
                users[next[items[i]]++] = user;
            }
        }
    }

    static SharedUsers of(Histories histories, Split split) {
        int catalogueSize = histories.items().size();
        int[] start = new int[histories.users().size() + 2];
        int[] items = new int[histories.events()];
        // the user who had an item last
        int[] latest = new int[catalogueSize + 1];
        int size = 0;
        for (int user = 1; user + 1 < start.length; user++) {
            start[user] = size;
            for (int i = split.visible(user) - 1; i >= 0 && size - start[user] < MOST_ITEMS; i--) {
                int item = histories.item(user, i);
                if (latest[item] != user) {
                    latest[item] = user;
                    items[size++] = item;
                }
            }
            Arrays.sort(items, start[user], size);
        }
        start[start.length - 1] = size;
        return new SharedUsers(start, Arrays.copyOf(items, size), catalogueSize);
    }

    /**
     * {@code s(i,j) = |U_i ∩ U_j| / (√(|U_i|·|U_j|) + h)} of items to their nearest items, the nearest first; of
     * equally near items the smaller number comes first. Pairs are counted once for all shrinkages.
     *
     * @param neighbors the number of elements of each row
     * @param shrinkages h, one for each matrix
     * @param wanted the items that get a row; the other rows are empty
     * @param counted called after each item with the number of finished items
     * @return rows 0 … V for each shrinkage
     */
    SparseRows[] nearest(int neighbors, double[] shrinkages, BitSet wanted, IntConsumer counted) {
        int rows = userStart.length - 1;
        int room = room(neighbors, wanted);
        SparseRows[] nearest = new SparseRows[shrinkages.length];
        Arrays.setAll(nearest, i -> new SparseRows(rows, room));
        int[] common = new int[rows];
        int[] touched = new int[rows];
        long[] order = new long[1024];
        for (int item = 0; item < rows; item++) {
            int size = wanted.get(item) ? count(item, common, touched) : 0;
            order = order.length < size ? new long[Math.max(size, Math.min(rows, 2 * order.length))] : order;
            for (int i = 0; i < shrinkages.length; i++) {
                addRow(nearest[i], item, shrinkages[i], neighbors, common, touched, size, order);
            }
            for (int i = 0; i < size; i++) {
                common[touched[i]] = 0;
            }
            counted.accept(item);
        }
        for (SparseRows each : nearest) {
            each.trim();
        }
        return nearest;
    }

    /** At least as many elements as the rows will have. */
    private int room(int neighbors, BitSet wanted) {
        long room = 0;
        for (int item = wanted.nextSetBit(0);
                item >= 0 && item + 1 < userStart.length;
                item = wanted.nextSetBit(item + 1)) {
            long pairs = 0;
            for (int i = userStart[item]; i < userStart[item + 1] && pairs < neighbors; i++) {
                pairs += itemStart[users[i] + 1] - itemStart[users[i]] - 1;
            }
            room += Math.min(pairs, Math.min(neighbors, userStart.length - 2));
        }
        if (room > LONGEST) {
            throw new IllegalArgumentException("ItemNeighbors: all items together have up to " + room
                    + " neighbors; at most " + LONGEST + " can be kept: neighbors, which is " + neighbors
                    + ", must be smaller");
        }
        return (int) room;
    }

    /**
     * Counts the users that an item shares with each item, itself included. Returns the number of items with common
     * users.
     */
    private int count(int item, int[] common, int[] touched) {
        int size = 0;
        for (int i = userStart[item]; i < userStart[item + 1]; i++) {
            size = addTo(common, users[i], touched, size);
        }
        return size;
    }

    private void addRow(
            SparseRows rows,
            int item,
            double shrinkage,
            int neighbors,
            int[] common,
            int[] touched,
            int size,
            long[] order) {
        for (int i = 0; i < size; i++) {
            int other = touched[i];
            order[i] = NeighborRow.key(
                    other == item ? 0 : NeighborRow.similarity(common[other], usersOf(item), usersOf(other), shrinkage),
                    other);
        }
        Arrays.sort(order, 0, size);
        for (int i = size - 1; i >= Math.max(0, size - neighbors) && order[i] >>> 32 != 0; i--) {
            rows.add(NeighborRow.itemOf(order[i]), NeighborRow.similarityOf(order[i]));
        }
        rows.endRow();
    }

    /** The number of users of an item, 0 for an item that is not in the catalogue. */
    int usersOf(int item) {
        return item + 1 < userStart.length ? userStart[item + 1] - userStart[item] : 0;
    }

    /** User number {@code index} of an item, counted from 0. */
    int user(int item, int index) {
        return users[userStart[item] + index];
    }

    /** The items of a user that count, in ascending order; none of a user who is not in the histories. */
    int[] itemsOf(int user) {
        return user + 1 < itemStart.length
                ? Arrays.copyOfRange(items, itemStart[user], itemStart[user + 1])
                : new int[0];
    }

    /** Adds 1 to {@code common} of each item of a user; notes in {@code touched} the items that were 0. */
    int addTo(int[] common, int user, int[] touched, int noted) {
        int size = noted;
        for (int k = itemStart[user]; k < itemStart[user + 1]; k++) {
            if (common[items[k]]++ == 0) {
                touched[size++] = items[k];
            }
        }
        return size;
    }
}
