package org.end4rec.models.description;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How the events are spread over users or items. Owners without an event do not count. */
final class Spread {
    private static final double ROUNDING = 1e-9;

    /** Ascending. */
    private final int[] sorted;

    private final long events;

    /**
     * Owners by the number of their events.
     *
     * @param from fewest events
     * @param to most events
     * @param owners how many have so many
     * @param events of all of them together
     */
    record Bin(int from, int to, int owners, long events) {
        @Override
        public String toString() {
            return from == to
                    ? String.format(Locale.ROOT, "%,d", from)
                    : String.format(Locale.ROOT, "%,d–%,d", from, to);
        }
    }

    private Spread(int[] sorted) {
        this.sorted = sorted;
        events = Arrays.stream(sorted).asLongStream().sum();
    }

    /** The spread of numbers of events; numbers of 0 are left out. */
    static Spread of(int[] counts) {
        int[] sorted = Arrays.stream(counts).filter(count -> count > 0).toArray();
        Arrays.sort(sorted);
        return new Spread(sorted);
    }

    int owners() {
        return sorted.length;
    }

    /** The smallest number of events that at least this share of the owners does not exceed. */
    int quantile(double share) {
        return sorted.length == 0 ? 0 : sorted[Math.max(0, rank(share) - 1)];
    }

    private int rank(double share) {
        return (int) Math.ceil(share * sorted.length - ROUNDING);
    }

    double mean() {
        return sorted.length == 0 ? 0 : (double) events / sorted.length;
    }

    /** The share of the events that the owners with the most events have; their number is rounded up. */
    double ofTop(double share) {
        long top = 0;
        for (int i = sorted.length - rank(share); i < sorted.length; i++) {
            top += sorted[i];
        }
        return events == 0 ? 0 : (double) top / events;
    }

    /** How unequal the numbers are: 0 if all are equal, almost 1 if one owner has all events. */
    double gini() {
        double weighted = 0;
        for (int i = 0; i < sorted.length; i++) {
            weighted += (i + 1.0) * sorted[i];
        }
        double n = sorted.length;
        return events == 0 ? 0 : 2 * weighted / (n * events) - (n + 1) / n;
    }

    /** How many owners have one event. */
    int single() {
        int end = 0;
        while (end < sorted.length && sorted[end] == 1) {
            end++;
        }
        return end;
    }

    /** The owners with 1, 2, 3 to 4, 5 to 8 … events, from the first that is not empty. */
    List<Bin> bins() {
        List<Bin> bins = new ArrayList<>();
        int at = 0;
        long from = 1;
        long to = 1;
        while (at < sorted.length) {
            int owners = 0;
            long ofBin = 0;
            for (; at < sorted.length && sorted[at] <= to; at++) {
                owners++;
                ofBin += sorted[at];
            }
            if (!bins.isEmpty() || owners > 0) {
                bins.add(new Bin((int) from, (int) Math.min(Integer.MAX_VALUE, to), owners, ofBin));
            }
            from = to + 1;
            to = 2 * to;
        }
        return bins;
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("least", quantile(0));
        for (int percent : new int[] {5, 25, 50, 75, 95, 99}) {
            map.put("p" + percent, quantile(percent / 100.0));
        }
        map.put("most", quantile(1));
        map.put("mean", mean());
        map.put("one", single());
        map.put("top1percent", ofTop(0.01));
        map.put("top10percent", ofTop(0.1));
        map.put("gini", gini());
        return map;
    }
}
