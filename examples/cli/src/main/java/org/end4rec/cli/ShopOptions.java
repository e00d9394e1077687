package org.end4rec.cli;

import org.end4rec.models.data.SyntheticShop;
import picocli.CommandLine.Option;

/** The size of a synthetic shop. */
final class ShopOptions {
    private static final int ITEMS_PER_INTEREST = 40;
    private static final int FEWEST_INTERESTS = 10;
    private static final int MOST_INTERESTS = 10_000;

    @Option(
            names = "--users",
            paramLabel = "n",
            defaultValue = "3000",
            description = "Number of users. Default: ${DEFAULT-VALUE}.")
    private int users;

    @Option(
            names = "--items",
            paramLabel = "n",
            defaultValue = "1000",
            description = "Number of items, at least 50. Default: ${DEFAULT-VALUE}.")
    private int items;

    @Option(
            names = "--length",
            paramLabel = "n",
            defaultValue = "30",
            description = "Mean number of events per user. Default: ${DEFAULT-VALUE}.")
    private int length;

    /**
     * A shop of that size.
     *
     * @throws IllegalArgumentException if a number is out of range
     */
    SyntheticShop.Config shop(double hard, double soft, long seed) {
        int interests = Math.min(MOST_INTERESTS, Math.max(FEWEST_INTERESTS, items / ITEMS_PER_INTEREST));
        return new SyntheticShop.Config(users, items, interests, hard, soft, length, seed);
    }

    /** The size in words. */
    @Override
    public String toString() {
        return users + " users, " + items + " items, " + length + " events per user";
    }
}
