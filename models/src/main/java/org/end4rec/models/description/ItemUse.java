package org.end4rec.models.description;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.end4rec.models.data.Histories;

/**
 * What users do with the same item, counted over pairs of a user and an item that the user has had. Conversions are
 * those between a few behaviors, which are numbered from 0.
 */
final class ItemUse {
    private final Histories histories;
    private final int[] shown;
    private final int[] indexOf;
    private final long[] having;
    private final long[][] after;
    private final long[][] before;
    private long pairs;
    private long triples;

    // of the pair that is counted
    private final int[] first;
    private final int[] last;
    private final int[] present;
    private final long[] seen;

    private ItemUse(Histories histories, int[] shown) {
        this.histories = histories;
        this.shown = shown;
        indexOf = new int[histories.behaviors().size() + 1];
        Arrays.fill(indexOf, -1);
        for (int i = 0; i < shown.length; i++) {
            indexOf[shown[i]] = i;
        }
        having = new long[shown.length];
        after = new long[shown.length][shown.length];
        before = new long[shown.length][shown.length];
        first = new int[shown.length];
        last = new int[shown.length];
        present = new int[shown.length];
        seen = new long[indexOf.length];
    }

    /**
     * Counts the pairs.
     *
     * @param shown numbers of the behaviors between which conversions are counted
     */
    static ItemUse of(Histories histories, int[] shown) {
        ItemUse use = new ItemUse(histories, shown);
        long[] events = new long[0];
        for (int user = 1; user <= histories.users().size(); user++) {
            int length = histories.length(user);
            events = length > events.length ? new long[Math.max(length, 2 * events.length)] : events;
            for (int position = 0; position < length; position++) {
                events[position] = (long) histories.item(user, position) << Integer.SIZE | position;
            }
            Arrays.sort(events, 0, length);
            int from = 0;
            for (int to = 1; to <= length; to++) {
                if (to == length || events[to] >>> Integer.SIZE != events[from] >>> Integer.SIZE) {
                    use.count(user, events, from, to);
                    from = to;
                }
            }
        }
        return use;
    }

    /** Counts a pair, whose positions are in the lower bits of the events. */
    private void count(int user, long[] events, int from, int to) {
        pairs++;
        int found = 0;
        for (int at = from; at < to; at++) {
            int position = (int) events[at];
            int behavior = histories.behavior(user, position);
            boolean isNew = seen[behavior] != pairs;
            seen[behavior] = pairs;
            triples += isNew ? 1 : 0;
            int index = indexOf[behavior];
            if (index >= 0) {
                if (isNew) {
                    first[index] = position;
                    present[found++] = index;
                }
                last[index] = position;
            }
        }
        for (int i = 0; i < found; i++) {
            int one = present[i];
            having[one]++;
            for (int j = 0; j < found; j++) {
                int other = present[j];
                if (i != j) {
                    (last[other] > first[one] ? after : before)[one][other]++;
                }
            }
        }
    }

    /** Pairs of a user and an item that the user has had. */
    long pairs() {
        return pairs;
    }

    /** Events that repeat an earlier event of the same user, item and behavior. */
    long repeats() {
        return histories.events() - triples;
    }

    /** Events on an item that their user has had before. */
    long returns() {
        return histories.events() - pairs;
    }

    int behaviors() {
        return shown.length;
    }

    String name(int index) {
        return histories.behaviors().id(shown[index]);
    }

    /** Pairs with a behavior. */
    long having(int index) {
        return having[index];
    }

    /** Of the pairs with {@code one}, those with {@code other} later than the first {@code one}. */
    long after(int one, int other) {
        return after[one][other];
    }

    /** Of the pairs with {@code one}, those with {@code other} only earlier than the first {@code one}. */
    long before(int one, int other) {
        return before[one][other];
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("pairs", pairs);
        map.put("repeats", repeats());
        map.put("returns", returns());
        List<Map<String, Object>> conversions = new ArrayList<>();
        for (int one = 0; one < shown.length; one++) {
            for (int other = 0; other < shown.length; other++) {
                if (one != other) {
                    Map<String, Object> conversion = new LinkedHashMap<>();
                    conversion.put("from", name(one));
                    conversion.put("to", name(other));
                    conversion.put("pairs", having[one]);
                    conversion.put("after", after[one][other]);
                    conversion.put("before", before[one][other]);
                    conversions.add(conversion);
                }
            }
        }
        map.put("conversions", conversions);
        return map;
    }
}
