package org.end4rec.models.data;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.end4rec.core.io.AtomicFile;

/**
 * A shop whose noise is known: a log in which every event carries its {@link EventLabel}. Users follow an interest from
 * item to item, click, and sometimes put aside, put into the cart or buy; interests change. Some events are accidental
 * clicks anywhere in the catalogue (hard noise), some belong to outdated interests (soft noise). A purchase is always
 * genuine; often a click precedes it. The next item follows from the newest genuine items, hardly from popularity.
 */
public final class SyntheticShop {
    private static final int SMALLEST_INTEREST = 5;

    private final Config config;
    private final Catalogue catalogue;
    private final EventLog log;

    /**
     * How a shop is made.
     *
     * @param users number of users, 1 to 10,000,000
     * @param items number of items, at least five per interest
     * @param interests number of interests the catalogue is divided into, 10 to 10,000
     * @param hardRate share of accidental clicks among all events, 0 to 0.9
     * @param softRate share of events of outdated interests, 0 to 0.9; together with hardRate at most 0.9
     * @param meanLength mean number of events per user, 3 to 10,000; lengths are uniform from 2/3 to 4/3 of it
     * @param seed same seed, same bytes
     */
    public record Config(
            int users, int items, int interests, double hardRate, double softRate, int meanLength, long seed) {
        /** 3,000 users, 1,000 items, 25 interests, 20 % of each kind of noise, 30 events per user. */
        public static final Config DEFAULT = new Config(3000, 1000, 25, 0.2, 0.2, 30, 1);

        /** @throws IllegalArgumentException if a value is out of its range */
        public Config {
            check("users", users, 1, 10_000_000);
            check("interests", interests, 10, 10_000);
            check("items", items, SMALLEST_INTEREST * interests, 100_000_000);
            check("meanLength", meanLength, 3, 10_000);
            checkRate("hardRate", hardRate);
            checkRate("softRate", softRate);
            checkRate("hardRate + softRate", hardRate + softRate);
        }

        private static void check(String name, int value, int least, int most) {
            if (value < least || value > most) {
                throw new IllegalArgumentException(
                        "SyntheticShop: " + name + " is " + value + "; it must be from " + least + " to " + most);
            }
        }

        private static void checkRate(String name, double value) {
            if (!(value >= 0 && value <= 0.9)) {
                throw new IllegalArgumentException(
                        "SyntheticShop: " + name + " is " + value + "; it must be from 0 to 0.9");
            }
        }
    }

    /** Makes the shop and its log. All items are there from the beginning. */
    public SyntheticShop(Config config) {
        this(config, 0);
    }

    /**
     * Makes a shop in which some items appear later, each at a time of its own within the 30 days in which users come.
     *
     * @param appearing the share of these items, 0 to 0.9
     */
    public SyntheticShop(Config config, double appearing) {
        Config.checkRate("appearing", appearing);
        this.config = config;
        this.catalogue = new Catalogue(config.items(), config.interests(), appearing, config.seed());
        EventLogBuilder builder = new EventLogBuilder();
        for (int user = 1; user <= config.users(); user++) {
            SequentialRandom draws = new SequentialRandom(config.seed(), "shop user", user);
            Shopper shopper = new Shopper(catalogue, draws);
            int shortest = Math.max(1, config.meanLength() * 2 / 3);
            int length = shortest + draws.below(2 * (config.meanLength() - shortest) + 1);
            for (int event = 0; event < length; event++) {
                shopper.act(config, "u" + user, builder);
            }
        }
        this.log = builder.build();
    }

    /** The settings of the shop. */
    public Config config() {
        return config;
    }

    /** The events, user by user in the order of time, with labels. */
    public EventLog log() {
        return log;
    }

    /**
     * The interest of each item and its place in the ring; items are numbered from 0, the number in the id minus 1.
     */
    Catalogue catalogue() {
        return catalogue;
    }

    /**
     * Writes the log as a TSV file, packed by gzip if its name ends in {@code .gz}, that {@link EventLogReader} reads
     * back to the same log; replaces the file wholly or not at all.
     */
    public void write(Path file) throws IOException {
        AtomicFile.at(file).write(bytes -> write(bytes, file.toString().endsWith(".gz")));
    }

    private void write(OutputStream bytes, boolean isPacked) throws IOException {
        try (OutputStream packed = isPacked ? new GZIPOutputStream(bytes) : bytes;
                Writer out = new BufferedWriter(new OutputStreamWriter(packed, StandardCharsets.UTF_8))) {
            out.write("user_id\titem_id\tbehavior\ttimestamp\tlabel\n");
            for (int row = 0; row < log.size(); row++) {
                out.write(log.users().id(log.user(row))
                        + '\t'
                        + log.items().id(log.item(row))
                        + '\t'
                        + log.behaviors().id(log.behavior(row))
                        + '\t'
                        + log.timestamp(row)
                        + '\t'
                        + log.labels().id(log.label(row))
                        + '\n');
            }
        }
    }
}
