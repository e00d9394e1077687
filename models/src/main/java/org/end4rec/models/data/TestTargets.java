package org.end4rec.models.data;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Held-out events given in a file of their own, in the numbers of the log they were held out from. Immutable. */
public final class TestTargets {
    private final int[] user;
    private final int[] item;
    private final int[] behavior;
    private final int unknownUsers;
    private final int unknownItems;
    private final int unknownBehaviors;
    private final SkippedRows skipped;

    private TestTargets(Builder builder) {
        user = Arrays.copyOf(builder.user, builder.size);
        item = Arrays.copyOf(builder.item, builder.size);
        behavior = Arrays.copyOf(builder.behavior, builder.size);
        unknownUsers = builder.unknownUsers;
        unknownItems = builder.unknownItems;
        unknownBehaviors = builder.unknownBehaviors;
        skipped = builder.skipped;
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
        private final EventLog log;
        private int[] user = new int[256];
        private int[] item = new int[256];
        private int[] behavior = new int[256];
        private int size;
        private int unknownUsers;
        private int unknownItems;
        private int unknownBehaviors;
        SkippedRows skipped = SkippedRows.NONE;

        Builder(EventLog log) {
            this.log = log;
        }

        void add(String userId, String itemId, @Nullable String behaviorName) {
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
                }
                user[size] = userNumber;
                item[size] = itemNumber;
                behavior[size++] = behaviorNumber;
            }
        }

        int rows() {
            return size + unknownUsers + unknownItems + unknownBehaviors;
        }

        TestTargets build() {
            return new TestTargets(this);
        }
    }
}
