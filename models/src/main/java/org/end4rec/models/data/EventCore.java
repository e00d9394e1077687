package org.end4rec.models.data;

import java.util.Arrays;

/**
 * Keeps the largest part of a log in which each user has a number of events at least, and each item too.
 *
 * @param ofUser least number of events of a user, from 1
 * @param ofItem least number of events of an item, from 1
 */
record EventCore(int ofUser, int ofItem) implements CleaningStep {
    /** Events that may be looked up by their item, for each user and item of the log. */
    private static final int INDEXED = 4;

    @Override
    public String apply(Selection events) {
        Histories all = events.histories();
        long ids = (long) all.users().size() + all.items().size();
        apply(events, (int) Math.min(INDEXED * ids, Integer.MAX_VALUE / 4));
        return toString();
    }

    /** As {@link #apply(Selection)}, with room for so many events by item; the result does not depend on the room. */
    void apply(Selection events, int room) {
        new Peeling(events, room).run();
    }

    @Override
    public String toString() {
        String users = ofUser + " events of each user";
        String items = ofItem + (ofUser > 1 ? " of each item" : " events of each item");
        return "at least " + (ofUser > 1 ? users : "") + (ofUser > 1 && ofItem > 1 ? " and " : "")
                + (ofUser > 1 && ofItem == 1 ? "" : items);
    }

    /**
     * Drops users and items as they fall below their least numbers, each once. The events of an item that falls are
     * found by an index. The index has only the items with the fewest events, since these may fall; so its size does
     * not grow with the log. If another item falls, its events are found by one more walk through the log.
     */
    private final class Peeling {
        private final Selection events;
        private final Histories all;
        private final int room;
        private final int[] fallenUsers;
        private final int[] fallenItems;
        private int users;
        private int items;
        private boolean walk = true;

        /** [items+2] where the events of an item start in the two arrays below. */
        private final int[] start;

        private int[] userOf = {};
        private int[] positionOf = {};

        Peeling(Selection events, int room) {
            this.events = events;
            this.room = room;
            all = events.histories();
            fallenUsers = new int[all.users().size()];
            fallenItems = new int[all.items().size()];
            start = new int[all.items().size() + 2];
        }

        void run() {
            for (int user = 1; user <= all.users().size(); user++) {
                if (events.ofUser(user) > 0 && events.ofUser(user) < ofUser) {
                    fallenUsers[users++] = user;
                }
            }
            dropFallen();
            while (walk) {
                walk = false;
                dropEventsOfFallenItems();
                index();
                dropFallen();
            }
        }

        private void dropFallen() {
            while (users > 0 || items > 0) {
                if (users > 0) {
                    int user = fallenUsers[--users];
                    for (int at = 0; events.ofUser(user) > 0 && at < all.length(user); at++) {
                        drop(user, at);
                    }
                } else {
                    int item = fallenItems[--items];
                    walk |= start[item] == start[item + 1] && events.ofItem(item) > 0;
                    for (int i = start[item]; i < start[item + 1]; i++) {
                        drop(userOf[i], positionOf[i]);
                    }
                }
            }
        }

        private void drop(int user, int position) {
            if (events.has(user, position)) {
                events.drop(user, position);
                int item = all.item(user, position);
                // the numbers fall by one, so each user and item comes by here once
                if (events.ofUser(user) == ofUser - 1) {
                    fallenUsers[users++] = user;
                }
                if (events.ofItem(item) == ofItem - 1) {
                    fallenItems[items++] = item;
                }
            }
        }

        private void dropEventsOfFallenItems() {
            for (int user = 1; user <= all.users().size(); user++) {
                for (int at = 0; events.ofUser(user) > 0 && at < all.length(user); at++) {
                    if (events.ofItem(all.item(user, at)) < ofItem) {
                        drop(user, at);
                    }
                }
            }
        }

        private void index() {
            int most = mostIndexed();
            for (int item = 1; item < start.length - 1; item++) {
                int count = events.ofItem(item);
                start[item + 1] = start[item] + (count >= ofItem && count <= most ? count : 0);
            }
            int size = start[start.length - 1];
            userOf = new int[size];
            positionOf = new int[size];
            int[] next = Arrays.copyOf(start, start.length);
            for (int user = 1; user <= all.users().size(); user++) {
                for (int at = 0; events.ofUser(user) > 0 && at < all.length(user); at++) {
                    int item = all.item(user, at);
                    if (start[item] < start[item + 1] && events.has(user, at)) {
                        userOf[next[item]] = user;
                        positionOf[next[item]++] = at;
                    }
                }
            }
        }

        /** The largest number of events such that all items with no more of them find room. */
        private int mostIndexed() {
            int[] itemsWith = new int[Math.max(1, Math.min(room, all.events())) + 1];
            for (int item = 1; item < start.length - 1; item++) {
                int count = events.ofItem(item);
                if (count >= ofItem && count < itemsWith.length) {
                    itemsWith[count]++;
                }
            }
            long taken = 0;
            int most = 0;
            while (most + 1 < itemsWith.length && taken + (long) (most + 1) * itemsWith[most + 1] <= room) {
                most++;
                taken += (long) most * itemsWith[most];
            }
            return most;
        }
    }
}
