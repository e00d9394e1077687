package org.end4rec.models.recommend;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A history and the rules of the answer, for {@link Recommender#recommend(Request)}:
 *
 * <pre>{@code
 * Request.of(history).top(20).without(soldOut).where(id -> id.startsWith("book-")).excludeSeen(true)
 * }</pre>
 *
 * <p>All rules hold at once, in whatever order they are given; a second call narrows the answer further. Items are left
 * out before the best are selected, so the answer is as long as wanted, if as many items are allowed. Each call gives a
 * new request. Immutable, and thread-safe if the given functions are.
 */
public final class Request {
    private static final int DEFAULT_TOP = 10;

    private final List<HistoryEvent> history;
    private final int top;
    private final List<ItemSet> only;
    private final List<ItemSet> without;
    private final @Nullable Predicate<String> where;
    private final @Nullable Rescorer boost;
    private final @Nullable Boolean excludeSeen;

    private Request(
            List<HistoryEvent> history,
            int top,
            List<ItemSet> only,
            List<ItemSet> without,
            @Nullable Predicate<String> where,
            @Nullable Rescorer boost,
            @Nullable Boolean excludeSeen) {
        this.history = history;
        this.top = top;
        this.only = only;
        this.without = without;
        this.where = where;
        this.boost = boost;
        this.excludeSeen = excludeSeen;
    }

    /**
     * A request for the {@value #DEFAULT_TOP} best items.
     *
     * @param history oldest event first; copied
     */
    public static Request of(List<HistoryEvent> history) {
        Objects.requireNonNull(history, "history");
        return new Request(List.copyOf(history), DEFAULT_TOP, List.of(), List.of(), null, null, null);
    }

    /** The same rules for another history, so that rules can be kept. */
    public Request history(List<HistoryEvent> events) {
        Objects.requireNonNull(events, "events");
        return new Request(List.copyOf(events), top, only, without, where, boost, excludeSeen);
    }

    /**
     * The number of wanted items.
     *
     * @throws IllegalArgumentException if {@code n < 1}
     */
    public Request top(int n) {
        if (n < 1) {
            throw new IllegalArgumentException("Request: top is " + n + "; it must be at least 1");
        }
        return new Request(history, n, only, without, where, boost, excludeSeen);
    }

    /**
     * Allows these items only; after two calls the items that both have. Ids that the model does not know are named in
     * {@link Recommendations#unknownCandidates}.
     */
    public Request only(ItemSet items) {
        return new Request(history, top, plus(only, items), without, where, boost, excludeSeen);
    }

    /** As {@link #only(ItemSet)}; an {@link ItemSet} is faster if it is kept for more requests. */
    public Request only(Collection<String> items) {
        return only(ItemSet.of(items));
    }

    /** Leaves these items out. Ids that the model does not know are passed over. */
    public Request without(ItemSet items) {
        return new Request(history, top, only, plus(without, items), where, boost, excludeSeen);
    }

    /** As {@link #without(ItemSet)}; an {@link ItemSet} is faster if it is kept for more requests. */
    public Request without(Collection<String> items) {
        return without(ItemSet.of(items));
    }

    /**
     * Allows the items whose id passes the test; after two calls the ids that pass both. Only items that may be among
     * the best are tested, in any order, some of them twice; the same id must give the same result.
     */
    public Request where(Predicate<String> test) {
        Objects.requireNonNull(test, "test");
        return new Request(history, top, only, without, where == null ? test : where.and(test), boost, excludeSeen);
    }

    /**
     * Whether items of the history are left out, whatever their behavior and age, and also if the answer has the most
     * popular items. Without this call they are left out by a model that predicts items new to the user
     * ({@code --novel}), and may come from other models.
     */
    public Request excludeSeen(boolean exclude) {
        return new Request(history, top, only, without, where, boost, exclude);
    }

    /**
     * Changes the score of each allowed item before the best are selected; after two calls the second rescorer gets the
     * scores of the first. The whole catalogue is scored, so this takes longer than the other rules.
     */
    public Request boost(Rescorer rescorer) {
        Objects.requireNonNull(rescorer, "rescorer");
        Rescorer first = boost;
        Rescorer both = first == null
                ? rescorer
                : (item, score) -> {
                    float rescored = first.rescore(item, score);
                    return Float.isNaN(rescored) ? rescored : rescorer.rescore(item, rescored);
                };
        return new Request(history, top, only, without, where, both, excludeSeen);
    }

    private static List<ItemSet> plus(List<ItemSet> sets, ItemSet items) {
        List<ItemSet> more = new ArrayList<>(sets);
        more.add(Objects.requireNonNull(items, "items"));
        return List.copyOf(more);
    }

    List<HistoryEvent> history() {
        return history;
    }

    int top() {
        return top;
    }

    List<ItemSet> only() {
        return only;
    }

    List<ItemSet> without() {
        return without;
    }

    @Nullable
    Predicate<String> where() {
        return where;
    }

    @Nullable
    Rescorer boost() {
        return boost;
    }

    /** Whether items of the history are left out, if the request does not say so {@code otherwise}. */
    boolean excludesSeen(boolean otherwise) {
        return excludeSeen == null ? otherwise : excludeSeen;
    }
}
