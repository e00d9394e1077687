package org.end4rec.models.data;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Held-out events from a test file, in the numbers of the log. Immutable. */
public final class TestTargets {
    private final int[] user;
    private final int[] item;
    private final int[] behavior;
    private final long[] timestamp;
    private final boolean timed;
    private final long stepsPerSecond;
    private final int unknownUsers;
    private final int unknownItems;
    private final int unknownBehaviors;
    private final SkippedRows skipped;

    private TestTargets(Builder builder) {
        user = Arrays.copyOf(builder.user, builder.size);
        item = Arrays.copyOf(builder.item, builder.size);
        behavior = Arrays.copyOf(builder.behavior, builder.size);
        timestamp = Arrays.copyOf(builder.timestamp, builder.size);
        timed = builder.timed;
        stepsPerSecond = builder.stepsPerSecond;
        unknownUsers = builder.unknownUsers;
        unknownItems = builder.unknownItems;
        unknownBehaviors = builder.unknownBehaviors;
        skipped = builder.skipped;
    }

    /** Some of the events, by their index. */
    private TestTargets(TestTargets all, int[] kept) {
        user = Arrays.stream(kept).map(i -> all.user[i]).toArray();
        item = Arrays.stream(kept).map(i -> all.item[i]).toArray();
        behavior = Arrays.stream(kept).map(i -> all.behavior[i]).toArray();
        timestamp = Arrays.stream(kept).mapToLong(i -> all.timestamp[i]).toArray();
        timed = all.timed;
        stepsPerSecond = all.stepsPerSecond;
        unknownUsers = all.unknownUsers;
        unknownItems = all.unknownItems;
        unknownBehaviors = all.unknownBehaviors;
        skipped = all.skipped;
    }

    /** The events in other numbers; an event whose user, item or behavior gets the number 0 is unknown from now on. */
    TestTargets renumbered(int[] users, int[] items, int[] behaviors) {
        return new TestTargets(this, users, items, behaviors);
    }

    private TestTargets(TestTargets all, int[] users, int[] items, int[] behaviors) {
        IntPredicate noUser = i -> users[all.user[i]] == 0;
        IntPredicate noItem = i -> items[all.item[i]] == 0;
        IntPredicate noBehavior = i -> all.behavior[i] > 0 && behaviors[all.behavior[i]] == 0;
        int[] kept = all.where(noUser.or(noItem).or(noBehavior).negate());
        user = Arrays.stream(kept).map(i -> users[all.user[i]]).toArray();
        item = Arrays.stream(kept).map(i -> items[all.item[i]]).toArray();
        behavior = Arrays.stream(kept).map(i -> behaviors[all.behavior[i]]).toArray();
        timestamp = Arrays.stream(kept).mapToLong(i -> all.timestamp[i]).toArray();
        timed = all.timed;
        stepsPerSecond = all.stepsPerSecond;
        unknownUsers = all.unknownUsers + all.where(noUser).length;
        unknownItems = all.unknownItems + all.where(noItem.and(noUser.negate())).length;
        unknownBehaviors = all.unknownBehaviors
                + all.where(noBehavior.and(noUser.or(noItem).negate())).length;
        skipped = all.skipped;
    }

    private int[] where(IntPredicate wanted) {
        return IntStream.range(0, user.length).filter(wanted).toArray();
    }

    /** The events without those of the given indices. */
    TestTargets without(BitSet dropped) {
        return new TestTargets(
                this,
                IntStream.range(0, user.length).filter(i -> !dropped.get(i)).toArray());
    }

    /** Number of held-out events whose user, item and behavior the log knows. */
    public int size() {
        return user.length;
    }

    /** Number of the user of an event, from 1. */
    public int user(int index) {
        return user[index];
    }

    /** Number of the item of an event, from 1. */
    public int item(int index) {
        return item[index];
    }

    /** Number of the behavior of an event, from 1; 0 if the file does not give behaviors. */
    public int behavior(int index) {
        return behavior[index];
    }

    /** Whether the file gives times. */
    boolean hasTimes() {
        return timed;
    }

    /**
     * Time of an event, in time steps of the log: both have equal seconds if both units are known, else equal units.
     */
    long timestamp(int index) {
        return timestamp[index];
    }

    /** Time steps that one second has in the file; 0 if the unit is unknown, or there are no times. */
    long stepsPerSecond() {
        return stepsPerSecond;
    }

    /** Events left out because the log does not know their user. */
    public int unknownUsers() {
        return unknownUsers;
    }

    /** Events left out because the log knows their user but not their item. */
    public int unknownItems() {
        return unknownItems;
    }

    /** Events left out because the log knows their user and item but not their behavior. */
    public int unknownBehaviors() {
        return unknownBehaviors;
    }

    /** Rows of the file that were bad. */
    public SkippedRows skipped() {
        return skipped;
    }

    static final class Builder {
        private final Known log;
        private int[] user = new int[256];
        private int[] item = new int[256];
        private int[] behavior = new int[256];
        private long[] timestamp = new long[256];
        private boolean timed;
        private long stepsPerSecond;
        private int size;
        private int unknownUsers;
        private int unknownItems;
        private int unknownBehaviors;
        private SkippedRows skipped = SkippedRows.NONE;

        Builder(EventLog log) {
            this.log = new Known(log.users(), log.items(), log.behaviors(), log.stepsPerUnit(), log.stepsPerSecond());
        }

        Builder(Histories log) {
            this.log = new Known(log.users(), log.items(), log.behaviors(), log.stepsPerUnit(), log.stepsPerSecond());
        }

        /** What a test file is compared with. */
        private record Known(
                Vocabulary users, Vocabulary items, Vocabulary behaviors, long stepsPerUnit, long stepsPerSecond) {}

        /** Adds the events of the file, with or without behaviors. */
        void addAll(EventLog file, boolean behaviors) {
            timed = file.hasTimes();
            stepsPerSecond = file.stepsPerSecond();
            skipped = file.skipped();
            boolean bySecond = file.stepsPerSecond() > 0 && log.stepsPerSecond() > 0;
            long own = bySecond ? file.stepsPerSecond() : file.stepsPerUnit();
            long wanted = bySecond ? log.stepsPerSecond() : log.stepsPerUnit();
            for (int row = 0; row < file.size(); row++) {
                add(
                        file.users().id(file.user(row)),
                        file.items().id(file.item(row)),
                        behaviors ? file.behaviors().id(file.behavior(row)) : null,
                        inSteps(file.timestamp(row), own, wanted));
            }
        }

        void add(String userId, String itemId, @Nullable String behaviorName) {
            add(userId, itemId, behaviorName, 0);
        }

        private void add(String userId, String itemId, @Nullable String behaviorName, long time) {
            int userNumber = log.users().number(userId);
            int itemNumber = log.items().number(itemId);
            int behaviorNumber = behaviorName == null ? 0 : log.behaviors().number(behaviorName);
            if (userNumber == 0) {
                unknownUsers++;
            } else if (itemNumber == 0) {
                unknownItems++;
            } else if (behaviorName != null && behaviorNumber == 0) {
                unknownBehaviors++;
            } else {
                if (size == user.length) {
                    user = Arrays.copyOf(user, 2 * size);
                    item = Arrays.copyOf(item, 2 * size);
                    behavior = Arrays.copyOf(behavior, 2 * size);
                    timestamp = Arrays.copyOf(timestamp, 2 * size);
                }
                user[size] = userNumber;
                item[size] = itemNumber;
                timestamp[size] = time;
                behavior[size++] = behaviorNumber;
            }
        }

        /**
         * A time in other steps: a second or a unit has {@code wanted} steps in place of {@code own}, both powers of
         * ten.
         */
        private static long inSteps(long time, long own, long wanted) {
            if (wanted <= own) {
                return Math.floorDiv(time, own / wanted);
            }
            long most = Long.MAX_VALUE / (wanted / own);
            return Math.max(-most, Math.min(most, time)) * (wanted / own);
        }

        int rows() {
            return size + unknownUsers + unknownItems + unknownBehaviors;
        }

        TestTargets build() {
            return new TestTargets(this);
        }
    }
}
