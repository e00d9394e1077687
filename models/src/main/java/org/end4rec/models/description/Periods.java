package org.end4rec.models.description;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.end4rec.models.data.Histories;

/** What changes over time: events, users, new users and new items of each period, and the events of each behavior. */
final class Periods {
    private final PeriodCuts cuts;
    private final String[] behaviors;
    private final long[] events;
    private final int[] users;
    private final int[] newUsers;
    private final int[] newItems;
    private final long[][] ofBehavior;
    private double lateNewShare;

    private Periods(PeriodCuts cuts, String[] behaviors) {
        this.cuts = cuts;
        this.behaviors = behaviors;
        events = new long[cuts.size()];
        users = new int[cuts.size()];
        newUsers = new int[cuts.size()];
        newItems = new int[cuts.size()];
        ofBehavior = new long[behaviors.length][cuts.size()];
    }

    /** No periods, for a log without a clock that all users share. */
    static Periods none() {
        return new Periods(new PeriodCuts("", new long[0], new String[0]), new String[0]);
    }

    /**
     * Counts the events of each period.
     *
     * @param itemCounts number of events of each item
     * @param shown numbers of the behaviors that are counted each
     */
    static Periods of(Histories histories, TimeSpan times, int[] itemCounts, int[] shown) {
        if (!times.isShared()) {
            return none();
        }
        String[] names = new String[shown.length];
        int[] indexOf = new int[histories.behaviors().size() + 1];
        Arrays.fill(indexOf, -1);
        for (int i = 0; i < shown.length; i++) {
            names[i] = histories.behaviors().id(shown[i]);
            indexOf[shown[i]] = i;
        }
        Periods periods = new Periods(PeriodCuts.of(times), names);
        long[] firstOfItem = new long[itemCounts.length];
        Arrays.fill(firstOfItem, Long.MAX_VALUE);
        long late = times.last() - (times.last() - times.first()) / 10;
        long lateEvents = periods.count(histories, indexOf, firstOfItem, late);
        long lateNew = 0;
        for (int item = 1; item < itemCounts.length; item++) {
            if (itemCounts[item] > 0) {
                periods.newItems[periods.cuts.at(firstOfItem[item])]++;
                // all events of an item are from its first event on
                lateNew += firstOfItem[item] >= late ? itemCounts[item] : 0;
            }
        }
        periods.lateNewShare = lateEvents == 0 ? 0 : (double) lateNew / lateEvents;
        return periods;
    }

    /** Counts the events, and returns how many are not before a time. */
    private long count(Histories histories, int[] indexOf, long[] firstOfItem, long late) {
        long lateEvents = 0;
        for (int user = 1; user <= histories.users().size(); user++) {
            int period = -1;
            for (int position = 0; position < histories.length(user); position++) {
                long time = histories.timestamp(user, position);
                int next = period;
                while (next < 0 || next + 1 < cuts.size() && cuts.starts()[next + 1] <= time) {
                    next = next < 0 ? cuts.at(time) : next + 1;
                }
                if (next != period) {
                    users[next]++;
                    newUsers[next] += period < 0 ? 1 : 0;
                    period = next;
                }
                events[period]++;
                int index = indexOf[histories.behavior(user, position)];
                if (index >= 0) {
                    ofBehavior[index][period]++;
                }
                int item = histories.item(user, position);
                firstOfItem[item] = Math.min(firstOfItem[item], time);
                lateEvents += time >= late ? 1 : 0;
            }
        }
        return lateEvents;
    }

    int size() {
        return cuts.size();
    }

    /** What a period is: hour, day, week, month, year or part. */
    String unit() {
        return cuts.unit();
    }

    String label(int period) {
        return cuts.labels()[period];
    }

    long events(int period) {
        return events[period];
    }

    int users(int period) {
        return users[period];
    }

    int newUsers(int period) {
        return newUsers[period];
    }

    int newItems(int period) {
        return newItems[period];
    }

    int behaviors() {
        return behaviors.length;
    }

    String behavior(int index) {
        return behaviors[index];
    }

    long events(int behavior, int period) {
        return ofBehavior[behavior][period];
    }

    /** The share of the events of the last tenth of the span that are on items without an event before. */
    double lateNewShare() {
        return lateNewShare;
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("unit", unit());
        map.put("newItemsInLastTenth", lateNewShare);
        List<Map<String, Object>> all = new ArrayList<>();
        for (int period = 0; period < size(); period++) {
            Map<String, Object> each = new LinkedHashMap<>();
            each.put("from", label(period));
            each.put("events", events[period]);
            each.put("users", users[period]);
            each.put("newUsers", newUsers[period]);
            each.put("newItems", newItems[period]);
            Map<String, Object> counts = new LinkedHashMap<>();
            for (int i = 0; i < behaviors.length; i++) {
                counts.put(behaviors[i], ofBehavior[i][period]);
            }
            each.put("behaviors", counts);
            all.add(each);
        }
        map.put("periods", all);
        return map;
    }
}
