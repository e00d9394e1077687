package org.end4rec.models.recommend;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.end4rec.models.data.Event;
import org.end4rec.models.data.Vocabulary;

/** Later events in numbers, in order of time, and the ids with the new ones. */
final class NumberedEvents {
    private static final Comparator<Event> BY_TIME = Comparator.comparingLong(Event::timestamp);

    private final Ids users;
    private final Ids items;
    private final Ids behaviors;
    private final Map<Integer, LaterEvents> byUser = new LinkedHashMap<>();

    private NumberedEvents(Vocabulary users, Vocabulary items, Vocabulary behaviors) {
        this.users = new Ids(users);
        this.items = new Ids(items);
        this.behaviors = new Ids(behaviors);
    }

    /** Numbers the ids; unknown ids get the next numbers, in the order of the events. */
    static NumberedEvents of(Iterable<Event> events, Vocabulary users, Vocabulary items, Vocabulary behaviors) {
        List<Event> sorted = new ArrayList<>();
        for (Event event : events) {
            sorted.add(Objects.requireNonNull(event, "event"));
        }
        sorted.sort(BY_TIME);
        NumberedEvents numbered = new NumberedEvents(users, items, behaviors);
        for (Event event : sorted) {
            numbered.byUser
                    .computeIfAbsent(numbered.users.number(event.user()), user -> new LaterEvents())
                    .add(numbered.items.number(event.item()), numbered.behaviors.number(event.behavior()));
        }
        return numbered;
    }

    /** The users' ids, old and new. */
    Vocabulary users() {
        return users.all();
    }

    Vocabulary items() {
        return items.all();
    }

    Vocabulary behaviors() {
        return behaviors.all();
    }

    /** The events of each user who has any, oldest first. */
    Map<Integer, LaterEvents> byUser() {
        return byUser;
    }

    /** Known ids, and new ones in the order of their first appearance. */
    private static final class Ids {
        private final Vocabulary known;
        private final Map<String, Integer> more = new LinkedHashMap<>();

        Ids(Vocabulary known) {
            this.known = known;
        }

        int number(String id) {
            int number = known.number(id);
            return number > 0 ? number : more.computeIfAbsent(id, each -> known.size() + more.size() + 1);
        }

        Vocabulary all() {
            return known.with(List.copyOf(more.keySet()));
        }
    }

    /** Events of one user in numbers, oldest first. */
    static final class LaterEvents {
        private int[] items = new int[4];
        private int[] behaviors = new int[4];
        private int size;

        private void add(int item, int behavior) {
            if (size == items.length) {
                items = Arrays.copyOf(items, 2 * size);
                behaviors = Arrays.copyOf(behaviors, 2 * size);
            }
            items[size] = item;
            behaviors[size++] = behavior;
        }

        /** These events and the events after them. */
        LaterEvents and(LaterEvents after) {
            LaterEvents both = new LaterEvents();
            both.items = Arrays.copyOf(items, size + after.size);
            both.behaviors = Arrays.copyOf(behaviors, size + after.size);
            System.arraycopy(after.items, 0, both.items, size, after.size);
            System.arraycopy(after.behaviors, 0, both.behaviors, size, after.size);
            both.size = size + after.size;
            return both;
        }

        int size() {
            return size;
        }

        int item(int position) {
            return items[position];
        }

        int behavior(int position) {
            return behaviors[position];
        }
    }
}
