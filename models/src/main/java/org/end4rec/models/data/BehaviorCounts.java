package org.end4rec.models.data;

/** How often each behavior occurs in the events training may see: where the rates λ of the denoiser start. */
public final class BehaviorCounts {
    private BehaviorCounts() {}

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
