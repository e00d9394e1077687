package org.end4rec.models.counting;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.end4rec.models.data.Batch;
import org.end4rec.models.data.Histories;
import org.end4rec.models.data.Split;
import org.jspecify.annotations.Nullable;

/** What {@link NeighborVotes} counts, by loops over all users and items in double. */
public final class NaiveVotes {
    private final Histories histories;
    private final Split split;
    private final int neighbors;
    private final double shrinkage;

    /** Votes for that many neighbors of an item, whose similarity is held back by {@code shrinkage}. */
    public NaiveVotes(Histories histories, Split split, int neighbors, double shrinkage) {
        this.histories = histories;
        this.split = split;
        this.neighbors = neighbors;
        this.shrinkage = shrinkage;
    }

    /** [V+1] votes of a row of a batch. */
    public double[] of(Batch batch, int row, float @Nullable [] kept, double recency) {
        double[] votes = new double[histories.items().size() + 1];
        int newest = (row + 1) * batch.length() - 1;
        for (int age = 0; age < batch.length(); age++) {
            int item = batch.items()[newest - age];
            if (item > 0 && (kept == null || kept[newest - age] > 0)) {
                for (int other : nearest(item)) {
                    votes[other] += Math.pow(recency, age) * similarity(item, other);
                }
            }
        }
        return votes;
    }

    private List<Integer> nearest(int item) {
        List<Integer> others = new ArrayList<>();
        for (int other = 1; other <= histories.items().size(); other++) {
            if (other != item && similarity(item, other) > 0) {
                others.add(other);
            }
        }
        others.sort(Comparator.comparing(other -> -(float) similarity(item, other)));
        return others.subList(0, Math.min(neighbors, others.size()));
    }

    private double similarity(int a, int b) {
        int both = 0;
        int ofA = 0;
        int ofB = 0;
        for (int user = 1; user <= histories.users().size(); user++) {
            boolean hasA = false;
            boolean hasB = false;
            for (int position = 0; position < split.visible(user); position++) {
                hasA |= histories.item(user, position) == a;
                hasB |= histories.item(user, position) == b;
            }
            ofA += hasA ? 1 : 0;
            ofB += hasB ? 1 : 0;
            both += hasA && hasB ? 1 : 0;
        }
        return both / (Math.sqrt((double) ofA * ofB) + shrinkage);
    }
}
