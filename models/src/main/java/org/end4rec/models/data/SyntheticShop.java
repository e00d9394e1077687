package org.end4rec.models.data;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
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
    private final double appearing;

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
        this.appearing = appearing;
        this.catalogue = new Catalogue(config.items(), config.interests(), appearing, config.seed());
        EventLogBuilder builder = new EventLogBuilder();
        act(config, catalogue, builder::add, ProgressListener.NONE);
        this.log = builder.build();
    }

    private static void act(Config config, Catalogue catalogue, Shopper.Events events, ProgressListener listener) {
        for (int user = 1; user <= config.users(); user++) {
            SequentialRandom draws = new SequentialRandom(config.seed(), "shop user", user);
            Shopper shopper = new Shopper(catalogue, draws);
            int shortest = Math.max(1, config.meanLength() * 2 / 3);
            int length = shortest + draws.below(2 * (config.meanLength() - shortest) + 1);
            for (int event = 0; event < length; event++) {
                shopper.act(config, "u" + user, events);
            }
            if (user % 1000 == 0) {
                listener.at(user, config.users());
            }
        }
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
     * Writes the log of a shop as a TSV file, packed by gzip if its name ends in {@code .gz}, that {@link
     * EventLogReader} reads back to the log of the same shop; replaces the file wholly or not at all. Needs memory for
     * the catalogue alone.
     *
     * @param appearing as in {@link #SyntheticShop(Config, double)}
     * @param listener is told of the users that are done
     * @return how many events of each behavior were written
     */
    public static Map<String, Long> write(Config config, double appearing, Path file, ProgressListener listener)
            throws IOException {
        Config.checkRate("appearing", appearing);
        Objects.requireNonNull(listener, "listener");
        Catalogue catalogue = new Catalogue(config.items(), config.interests(), appearing, config.seed());
        Map<String, Long> counts = new LinkedHashMap<>();
        AtomicFile.at(file).write(bytes -> {
            boolean isPacked = file.toString().endsWith(".gz");
            try (OutputStream packed = isPacked ? new GZIPOutputStream(bytes) : bytes;
                    Writer out = new BufferedWriter(new OutputStreamWriter(packed, StandardCharsets.UTF_8), 1 << 16)) {
                out.write("user_id\titem_id\tbehavior\ttimestamp\tlabel\n");
                act(
                        config,
                        catalogue,
                        (user, item, behavior, time, label) -> {
                            counts.merge(behavior, 1L, Long::sum);
                            write(out, user + '\t' + item + '\t' + behavior + '\t' + time + '\t' + label + '\n');
                        },
                        listener);
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        });
        return counts;
    }

    private static void write(Writer out, String line) {
        try {
            out.write(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@link #write(Config, double, Path, ProgressListener)}, the log of this shop. */
    public void write(Path file) throws IOException {
        write(config, appearing, file, ProgressListener.NONE);
    }
}
