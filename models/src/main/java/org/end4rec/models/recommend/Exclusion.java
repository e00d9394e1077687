package org.end4rec.models.recommend;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** The rules of one answer, in numbers: the items that it leaves out, and new scores for the others. Immutable. */
final class Exclusion {
    private static final ItemBits[] NO_SETS = {};

    /** Leaves nothing out. */
    static final Exclusion NONE = of(new int[0]);

    private final int[] items;
    private final ItemBits[] only;
    private final ItemBits[] without;
    private final @Nullable IntPredicate where;
    private final @Nullable Rescoring boost;

    /** A rescorer by item number; NaN leaves the item out. */
    @FunctionalInterface
    interface Rescoring {
        float rescore(int item, float score);
    }

    private Exclusion(
            int[] items, ItemBits[] only, ItemBits[] without, @Nullable IntPredicate where, @Nullable Rescoring boost) {
        this.items = items;
        this.only = only;
        this.without = without;
        this.where = where;
        this.boost = boost;
    }

    /** @param items item numbers in any order; not modified */
    static Exclusion of(int[] items) {
        int[] sorted = items.clone();
        Arrays.sort(sorted);
        return new Exclusion(sorted, NO_SETS, NO_SETS, null, null);
    }

    /** The rules of a request but the seen items. */
    static Exclusion of(
            List<ItemBits> only, List<ItemBits> without, @Nullable IntPredicate where, @Nullable Rescoring boost) {
        return new Exclusion(NONE.items, only.toArray(NO_SETS), without.toArray(NO_SETS), where, boost);
    }

    /** These rules with the items of {@code seen}, which has no other rules. */
    Exclusion and(Exclusion seen) {
        return new Exclusion(seen.items, only, without, where, boost);
    }

    /** Whether an item is left out; a rescorer may leave out more. */
    boolean has(int item) {
        for (ItemBits set : only) {
            if (!set.has(item)) {
                return true;
            }
        }
        for (ItemBits set : without) {
            if (set.has(item)) {
                return true;
            }
        }
        return Arrays.binarySearch(items, item) >= 0 || where != null && !where.test(item);
    }

    /** Which of the items 64·index + 1 … 64·index + 64 the sets allow, a bit for each; {@link #has} has all rules. */
    long allowed(int index) {
        long bits = -1;
        for (ItemBits set : only) {
            bits &= set.word(index);
        }
        for (ItemBits set : without) {
            bits &= ~set.word(index);
        }
        return bits;
    }

    /** The smaller one of {@code most} and the number of items that one set allows; at least 1. */
    int room(int most) {
        int room = most;
        for (ItemBits set : only) {
            room = Math.min(room, set.count());
        }
        return Math.max(room, 1);
    }

    /** Whether {@link #rescored} changes scores, so that bounds of scores rule nothing out. */
    boolean rescores() {
        return boost != null;
    }

    /** The score of an item by which it is selected; NaN if the item is left out. */
    float rescored(int item, float score) {
        return boost == null ? score : boost.rescore(item, score);
    }
}
