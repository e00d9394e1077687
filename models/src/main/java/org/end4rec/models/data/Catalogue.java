package org.end4rec.models.data;

import org.end4rec.core.random.RandomStream;

/**
 * The items of a {@link SyntheticShop}. Each item belongs to one interest, and the items of an interest form a ring:
 * after an item a user mostly takes one of the next few items. Items are numbered from 0; the order shows neither
 * interest nor ring.
 */
final class Catalogue {
    /** The largest distance to the next item of a walk. */
    static final int REACH = 4;

    private static final float STEP_RATE = 0.8f;
    private static final double INTEREST_SKEW = 0.5;
    private static final double ITEM_SKEW = 0.6;

    private final int interests;
    private final int[] itemAt;
    private final int[] interestOf;
    private final int[] positionOf;
    private final int[] start;
    private final float[] appearsAt;
    private final double[] interestWeights;
    private final double[][] itemWeights;

    /** @param appearing share of items that are not there from the beginning */
    Catalogue(int items, int interests, double appearing, long seed) {
        this.interests = interests;
        appearsAt = new float[items];
        itemAt = RandomStream.of(seed, "shop catalogue", 0).permutation(items);
        interestOf = new int[items];
        positionOf = new int[items];
        start = new int[interests + 1];
        itemWeights = new double[interests][];
        for (int interest = 0; interest < interests; interest++) {
            start[interest + 1] = (int) ((long) items * (interest + 1) / interests);
            int size = size(interest);
            for (int position = 0; position < size; position++) {
                int item = itemAt[start[interest] + position];
                interestOf[item] = interest;
                positionOf[item] = position;
                // an interest is never without an item
                if (position > 0 && appearing > 0) {
                    RandomStream draws = RandomStream.of(seed, "shop new item", item);
                    appearsAt[item] = draws.uniform(0) < appearing ? draws.uniform(1) : 0;
                }
            }
            itemWeights[interest] = zipf(size, ITEM_SKEW);
        }
        interestWeights = zipf(interests, INTEREST_SKEW);
    }

    int items() {
        return itemAt.length;
    }

    int interests() {
        return interests;
    }

    int size(int interest) {
        return start[interest + 1] - start[interest];
    }

    int interest(int item) {
        return interestOf[item];
    }

    int position(int item) {
        return positionOf[item];
    }

    /** The item of an interest at a position of its ring, which may be beyond the ring's end. */
    int item(int interest, int position) {
        return itemAt[start[interest] + position % size(interest)];
    }

    /** Whether an item is there, at a time from 0, the beginning, to 1. */
    boolean has(int item, double time) {
        return appearsAt[item] <= time;
    }

    int drawInterest(SequentialRandom draws) {
        return draws.weighted(interestWeights);
    }

    /** An item of an interest, some more popular than others. */
    int drawItem(int interest, SequentialRandom draws) {
        return item(interest, draws.weighted(itemWeights[interest]));
    }

    /**
     * The item after {@code item}: mostly one of the next few items of the ring, else any item of the same interest. If
     * it is not there yet, the next item of the ring that is.
     */
    int next(int item, double time, SequentialRandom draws) {
        int interest = interestOf[item];
        int next = draws.uniform() < STEP_RATE
                ? item(interest, positionOf[item] + 1 + draws.below(REACH))
                : drawItem(interest, draws);
        while (!has(next, time)) {
            next = item(interest, positionOf[next] + 1);
        }
        return next;
    }

    private static double[] zipf(int size, double skew) {
        double[] cumulative = new double[size];
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += StrictMath.pow(i + 1, -skew);
            cumulative[i] = sum;
        }
        return cumulative;
    }
}
