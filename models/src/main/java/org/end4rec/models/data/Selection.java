package org.end4rec.models.data;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The events that are left while a log is cleaned: a bit for each event, and counts by user and item. */
final class Selection {
    private final Histories all;
    private final BitSet dropped;
    private final int[] ofUser;
    private final int[] ofItem;
    private int events;
    private int users;
    private int items;
    private String[] behaviorNames;
    private int[] behavior;

    /** All events. */
    Selection(Histories all) {
        this.all = all;
        dropped = new BitSet(all.events());
        ofUser = new int[all.users().size() + 1];
        ofItem = new int[all.items().size() + 1];
        events = all.events();
        behaviorNames =
                Stream.concat(Stream.of(""), all.behaviors().ids().stream()).toArray(String[]::new);
        behavior = IntStream.range(0, behaviorNames.length).toArray();
        for (int user = 1; user < ofUser.length; user++) {
            ofUser[user] = all.length(user);
            users += ofUser[user] > 0 ? 1 : 0;
            for (int position = 0; position < ofUser[user]; position++) {
                items += ofItem[all.item(user, position)]++ == 0 ? 1 : 0;
            }
        }
    }

    /** The histories that the events belong to. */
    Histories histories() {
        return all;
    }

    boolean has(int user, int position) {
        return !dropped.get(all.offset(user) + position);
    }

    void drop(int user, int position) {
        int at = all.offset(user) + position;
        if (!dropped.get(at)) {
            dropped.set(at);
            events--;
            users -= --ofUser[user] == 0 ? 1 : 0;
            items -= --ofItem[all.item(user, position)] == 0 ? 1 : 0;
        }
    }

    /** Drops events by their places among all events, user by user. */
    void drop(BitSet places) {
        int user = 1;
        for (int at = places.nextSetBit(0); at >= 0; at = places.nextSetBit(at + 1)) {
            while (at >= all.offset(user) + all.length(user)) {
                user++;
            }
            drop(user, at - all.offset(user));
        }
    }

    void dropUser(int user) {
        for (int position = 0; ofUser[user] > 0 && position < all.length(user); position++) {
            drop(user, position);
        }
    }

    /**
     * Gives behaviors other names; behaviors of one name are one behavior.
     *
     * @param names [behaviors+1] by the number of the behavior
     */
    void nameBehaviors(String[] names) {
        Map<String, Integer> first = new HashMap<>();
        for (int number = 1; number < names.length; number++) {
            first.putIfAbsent(names[number], number);
            behavior[number] = first.get(names[number]);
        }
        behaviorNames = names;
    }

    /** The number of the behavior of an event; of several behaviors with one name, the smallest number. */
    int behavior(int user, int position) {
        return behavior[all.behavior(user, position)];
    }

    /** [behaviors+1] as {@link #newUsers}, for behaviors; behaviors of one name have one number. */
    int[] newBehaviors() {
        boolean[] occurs = new boolean[behavior.length];
        for (int user = 1; user < ofUser.length; user++) {
            for (int position = 0; ofUser[user] > 0 && position < all.length(user); position++) {
                if (has(user, position)) {
                    occurs[behavior(user, position)] = true;
                }
            }
        }
        int[] numbers = new int[behavior.length];
        int next = 0;
        for (int old = 1; old < numbers.length; old++) {
            if (occurs[old]) {
                numbers[old] = ++next;
            }
            // of one name, the smallest number comes first
            numbers[old] = numbers[behavior[old]];
        }
        return numbers;
    }

    /** The names of the behaviors that have an event left. */
    Vocabulary behaviorNames(int[] newBehaviors) {
        String[] names = new String[Arrays.stream(newBehaviors).max().orElse(0)];
        for (int old = 1; old < newBehaviors.length; old++) {
            if (newBehaviors[old] > 0) {
                names[newBehaviors[old] - 1] = behaviorNames[old];
            }
        }
        return Vocabulary.of(List.of(names));
    }

    /** Whether no event is dropped, and no behavior has another name. */
    boolean isWhole() {
        return dropped.isEmpty()
                && all.behaviors().ids().equals(Arrays.asList(behaviorNames).subList(1, behaviorNames.length));
    }

    /** Number of events that are left. */
    int events() {
        return events;
    }

    /** Number of users that have an event left. */
    int users() {
        return users;
    }

    /** Number of items that have an event left. */
    int items() {
        return items;
    }

    /** Number of events that are left of a user. */
    int ofUser(int user) {
        return ofUser[user];
    }

    /** Number of events that are left of an item. */
    int ofItem(int item) {
        return ofItem[item];
    }

    /** [users+1] new numbers of the users that have an event left, in the order of the old numbers; 0 for others. */
    int[] newUsers() {
        return numbered(ofUser);
    }

    /** [items+1] as {@link #newUsers}, for items. */
    int[] newItems() {
        return numbered(ofItem);
    }

    /** Numbers from 1 for those that have a count. */
    static int[] numbered(int[] counts) {
        int[] numbers = new int[counts.length];
        int next = 0;
        for (int old = 1; old < counts.length; old++) {
            numbers[old] = counts[old] > 0 ? ++next : 0;
        }
        return numbers;
    }

    /** [users+2] how many events are left of the users before each user. */
    int[] offsets() {
        int[] left = Arrays.stream(ofUser).filter(count -> count > 0).toArray();
        int[] offsets = new int[left.length + 2];
        for (int user = 1; user <= left.length; user++) {
            offsets[user + 1] = offsets[user] + left[user - 1];
        }
        return offsets;
    }
}
