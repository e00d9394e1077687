package org.end4rec.models.data;

import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How often each behavior occurs in the events that training may see: the initial rates λ of the denoiser. */
public final class BehaviorCounts {
    private static final int MOST_NAMED = 10;
    private static final int SUSPICIOUSLY_MANY = 100;

    private BehaviorCounts() {}

    /** Number of events of each behavior, at index = number of the behavior; index 0 is 0. */
    public static int[] of(Histories histories) {
        int[] counts = new int[histories.behaviors().size() + 1];
        IntColumn behaviors = histories.behaviorsOfAll();
        for (int event = 0; event < behaviors.length(); event++) {
            counts[behaviors.get(event)]++;
        }
        return counts;
    }

    /**
     * At most ten behaviors of a log, the most frequent first, with their number of events, and the number of the other
     * behaviors.
     */
    public static String mostFrequent(Histories histories) {
        int[] counts = of(histories);
        String names = IntStream.range(1, counts.length)
                .boxed()
                .sorted(Comparator.comparing(behavior -> -counts[behavior]))
                .limit(MOST_NAMED)
                .map(behavior -> String.format(
                        Locale.ROOT, "%s (%,d)", histories.behaviors().id(behavior), counts[behavior]))
                .collect(Collectors.joining(", "));
        int all = counts.length - 1;
        return names
                + (all > MOST_NAMED ? String.format(Locale.ROOT, " … and %,d more", all - MOST_NAMED) : "")
                + (all > SUSPICIOUSLY_MANY ? " (are the columns in the right order?)" : "");
    }

    /**
     * Mean number of events of each behavior per user, at index = number of the behavior; index 0 is 0. Users without
     * a visible event do not count.
     */
    public static double[] meanPerUser(Histories histories, Split split) {
        long[] counts = new long[histories.behaviors().size() + 1];
        int users = 0;
        for (int user = 1; user <= histories.users().size(); user++) {
            int visible = split.visible(user);
            users += visible > 0 ? 1 : 0;
            for (int position = 0; position < visible; position++) {
                counts[histories.behavior(user, position)]++;
            }
        }
        double[] means = new double[counts.length];
        for (int behavior = 1; behavior < means.length; behavior++) {
            means[behavior] = users == 0 ? 0 : (double) counts[behavior] / users;
        }
        return means;
    }
}
