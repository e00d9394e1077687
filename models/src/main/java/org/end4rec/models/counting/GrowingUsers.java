package org.end4rec.models.counting;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Which user had which item: {@link SharedUsers}, and what changed later. Shares what did not change with the versions
 * before. Immutable.
 */
final class GrowingUsers {
    private static final int[] NONE = {};

    private final SharedUsers base;
    /** The items of each user who changed, in ascending order. */
    private final SharedPages<int[]> itemsOf;
    /** For each item the users who are not among the item's users in the base, in ascending order. */
    private final SharedPages<int[]> added;
    /** For each item its users in the base who have it no longer among their newest items, in ascending order. */
    private final SharedPages<int[]> removed;

    private GrowingUsers(
            SharedUsers base, SharedPages<int[]> itemsOf, SharedPages<int[]> added, SharedPages<int[]> removed) {
        this.base = base;
        this.itemsOf = itemsOf;
        this.added = added;
        this.removed = removed;
    }

    GrowingUsers(SharedUsers base) {
        this(base, SharedPages.empty(), SharedPages.empty(), SharedPages.empty());
    }

    /** These users with other items, each in ascending order. */
    GrowingUsers with(Map<Integer, int[]> items) {
        Map<Integer, int[]> moreAdded = new HashMap<>();
        Map<Integer, int[]> moreRemoved = new HashMap<>();
        items.forEach((user, now) -> {
            int[] before = itemsOf(user);
            for (int item : without(now, before)) {
                if (!takeBack(removed, moreRemoved, item, user)) {
                    moreAdded.put(item, plus(moreAdded.getOrDefault(item, of(added, item)), user));
                }
            }
            for (int item : without(before, now)) {
                if (!takeBack(added, moreAdded, item, user)) {
                    moreRemoved.put(item, plus(moreRemoved.getOrDefault(item, of(removed, item)), user));
                }
            }
        });
        return new GrowingUsers(base, itemsOf.with(items), added.with(moreAdded), removed.with(moreRemoved));
    }

    /** Takes a user out of the list of an item; false if the user is not in the list. */
    private static boolean takeBack(SharedPages<int[]> lists, Map<Integer, int[]> changed, int item, int user) {
        int[] users = changed.getOrDefault(item, of(lists, item));
        if (Arrays.binarySearch(users, user) < 0) {
            return false;
        }
        changed.put(item, without(users, new int[] {user}));
        return true;
    }

    private static int[] plus(int[] sorted, int user) {
        int at = -1 - Arrays.binarySearch(sorted, user);
        int[] more = new int[sorted.length + 1];
        System.arraycopy(sorted, 0, more, 0, at);
        more[at] = user;
        System.arraycopy(sorted, at, more, at + 1, sorted.length - at);
        return more;
    }

    /** The numbers of one sorted array that are not in another. */
    static int[] without(int[] sorted, int[] others) {
        int[] left = new int[sorted.length];
        int size = 0;
        int other = 0;
        for (int number : sorted) {
            while (other < others.length && others[other] < number) {
                other++;
            }
            if (other == others.length || others[other] != number) {
                left[size++] = number;
            }
        }
        return Arrays.copyOf(left, size);
    }

    private static int[] of(SharedPages<int[]> lists, int item) {
        int[] list = lists.get(item);
        return list == null ? NONE : list;
    }

    /** The items of a user that count, in ascending order. */
    int[] itemsOf(int user) {
        int[] items = itemsOf.get(user);
        return items == null ? base.itemsOf(user) : items;
    }

    /** The number of users of an item. */
    int usersOf(int item) {
        return base.usersOf(item) + of(added, item).length - of(removed, item).length;
    }

    /**
     * Counts the users that an item shares with each item, itself included: {@code common} is 0 before.
     *
     * @param touched gets the items with common users
     * @return their number
     */
    int count(int item, int[] common, int[] touched) {
        int[] gone = of(removed, item);
        int size = 0;
        for (int i = 0; i < base.usersOf(item); i++) {
            int user = base.user(item, i);
            if (gone.length == 0 || Arrays.binarySearch(gone, user) < 0) {
                size = addTo(common, user, touched, size);
            }
        }
        for (int user : of(added, item)) {
            size = addTo(common, user, touched, size);
        }
        return size;
    }

    private int addTo(int[] common, int user, int[] touched, int noted) {
        int[] items = itemsOf.get(user);
        if (items == null) {
            return base.addTo(common, user, touched, noted);
        }
        int size = noted;
        for (int item : items) {
            if (common[item]++ == 0) {
                touched[size++] = item;
            }
        }
        return size;
    }
}
