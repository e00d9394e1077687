package org.end4rec.models.counting;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts the rows of neighbors again that change when users get other items, and no others. With a user of item c the
 * row of c changes wholly. In the row of an item j that shares users with c, only the element c changes. If the row is
 * full and c leaves it, an item that was not in the row may come in its place; then the whole row is counted.
 */
final class VoteRecount {
    /** If one item in so many changes, it is faster to count every row with a changed element. */
    private static final int FEW = 32;

    /** If one item in so many changes, nearly every row has a changed element. */
    private static final int MANY = 4;

    private final NeighborVotes before;
    private final GrowingUsers users;
    private final int[] common;
    private final int[] touched;
    private long[] keys = new long[1024];
    private final Map<Integer, NeighborRow> rows = new HashMap<>();
    /** The changed elements of each row, as lists: 1 + index of the newest element, 0 for none. */
    private final int[] newest;

    private int[] previous = new int[256];
    private long[] changes = new long[256];
    private int size;
    /** The rows to count wholly. */
    private final BitSet whole = new BitSet();

    private VoteRecount(NeighborVotes before, GrowingUsers users, int items) {
        this.before = before;
        this.users = users;
        common = new int[items + 1];
        touched = new int[items + 1];
        newest = new int[items + 1];
    }

    /**
     * The rows that differ.
     *
     * @param changed the users whose items changed, with their items now, in ascending order
     * @param old who had what before
     * @param users who has what now
     * @param items number of items now, V
     */
    static Map<Integer, NeighborRow> of(
            NeighborVotes before, Map<Integer, int[]> changed, GrowingUsers old, GrowingUsers users, int items) {
        VoteRecount recount = new VoteRecount(before, users, items);
        changed.forEach((user, now) -> {
            int[] had = old.itemsOf(user);
            recount.add(GrowingUsers.without(now, had));
            recount.add(GrowingUsers.without(had, now));
        });
        boolean few = recount.whole.cardinality() <= Math.max(FEW, items / FEW);
        changed.forEach((user, now) -> {
            int[] had = old.itemsOf(user);
            for (int item : GrowingUsers.without(had, now)) {
                recount.part(item, had, few);
            }
        });
        if (!few) {
            recount.addCompany();
        }
        for (int item = recount.whole.nextSetBit(0); item >= 0; item = recount.whole.nextSetBit(item + 1)) {
            recount.count(item);
        }
        recount.replace();
        return recount.rows;
    }

    private void add(int[] items) {
        for (int item : items) {
            whole.set(item);
        }
    }

    /** A user who had these items has one of them no longer. */
    private void part(int item, int[] had, boolean few) {
        for (int other : had) {
            if (!few) {
                whole.set(other);
            } else if (!whole.get(other)) {
                // counted later if the two still share another user
                change(other, item, 0f);
            }
        }
    }

    /** Adds all items that share users with the items to count, or simply all items if that are many. */
    private void addCompany() {
        if (whole.cardinality() > newest.length / MANY) {
            whole.set(1, newest.length);
            return;
        }
        BitSet company = new BitSet();
        for (int item = whole.nextSetBit(0); item >= 0; item = whole.nextSetBit(item + 1)) {
            int found = users.count(item, common, touched);
            for (int i = 0; i < found; i++) {
                company.set(touched[i]);
                common[touched[i]] = 0;
            }
        }
        whole.or(company);
    }

    /** Counts the row of an item, and notes the element of that item in the rows that are not counted. */
    private void count(int item) {
        int found = users.count(item, common, touched);
        rows.put(item, row(item, found));
        for (int i = 0; i < found; i++) {
            int other = touched[i];
            if (!whole.get(other)) {
                change(other, item, similarity(item, other));
            }
            common[other] = 0;
        }
    }

    private float similarity(int item, int other) {
        return NeighborRow.similarity(common[other], users.usersOf(item), users.usersOf(other), before.shrinkage());
    }

    private NeighborRow row(int item, int found) {
        if (keys.length < found) {
            keys = new long[Math.max(found, 2 * keys.length)];
        }
        for (int i = 0; i < found; i++) {
            int other = touched[i];
            keys[i] = NeighborRow.key(other == item ? 0f : similarity(item, other), other);
        }
        return NeighborRow.nearest(keys, found, before.neighbors());
    }

    /** Notes an element unless it was outside a full row and stays there. */
    private void change(int row, int item, float similarity) {
        long key = NeighborRow.key(similarity, item);
        if (key < before.smallestKey(row) && !before.isNeighbor(row, item)) {
            return;
        }
        if (size == changes.length) {
            changes = Arrays.copyOf(changes, 2 * size);
            previous = Arrays.copyOf(previous, 2 * size);
        }
        changes[size] = key;
        previous[size] = newest[row];
        newest[row] = ++size;
    }

    private void replace() {
        for (int row = 1; row < newest.length; row++) {
            if (newest[row] > 0) {
                rows.put(row, changedRow(row));
            }
        }
    }

    private NeighborRow changedRow(int row) {
        NeighborRow old = before.row(row);
        long[] candidates = new long[old.size() + size(row)];
        int found = 0;
        for (int at = newest[row]; at > 0; at = previous[at - 1]) {
            int item = NeighborRow.itemOf(changes[at - 1]);
            // the newest note of an item is its element now, notes before it are of a pair that was parted
            if (common[item] == 0) {
                common[item] = 1;
                candidates[found++] = changes[at - 1];
            }
        }
        for (int i = 0; i < old.size(); i++) {
            if (common[old.items()[i]] == 0) {
                candidates[found++] = old.key(i);
            }
        }
        for (int at = newest[row]; at > 0; at = previous[at - 1]) {
            common[NeighborRow.itemOf(changes[at - 1])] = 0;
        }
        NeighborRow changed = NeighborRow.nearest(candidates, found, before.neighbors());
        boolean full = old.size() == before.neighbors();
        if (full && (changed.size() < old.size() || changed.key(changed.size() - 1) < old.key(old.size() - 1))) {
            return counted(row);
        }
        return changed;
    }

    private NeighborRow counted(int item) {
        int found = users.count(item, common, touched);
        NeighborRow row = row(item, found);
        for (int i = 0; i < found; i++) {
            common[touched[i]] = 0;
        }
        return row;
    }

    private int size(int row) {
        int notes = 0;
        for (int at = newest[row]; at > 0; at = previous[at - 1]) {
            notes++;
        }
        return notes;
    }
}
