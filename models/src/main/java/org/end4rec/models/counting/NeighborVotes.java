package org.end4rec.models.counting;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntConsumer;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.end4rec.core.io.AtomicFile;
import org.end4rec.core.io.SafeTensors;
import org.end4rec.models.data.Batch;
import org.end4rec.models.data.Histories;
import org.end4rec.models.data.Split;
import org.jspecify.annotations.Nullable;

/**
 * The votes of the events of a history for items that share users with their items:
 * {@code m(j) = Σ_a k_a·r^a·s(i_a,j)}, the newest event with age a = 0, s as in {@link ItemNeighbors}, and k_a = 0 for
 * an event that does not vote. O(N·k) per history. Immutable and thread-safe.
 */
public final class NeighborVotes {
    private static final String OFFSET = "neighbor.offset";
    private static final String ITEM = "neighbor.item";
    private static final String SIMILARITY = "neighbor.similarity";
    private static final String NEIGHBORS = "neighbors";
    private static final String SHRINKAGE = "shrinkage";
    private static final String EVENTS = "events";

    private final int items;
    private final int neighbors;
    private final double shrinkage;
    private final SparseRows similar;
    /** Rows that replace those of {@link #similar}, and rows of later items. */
    private final SharedPages<NeighborRow> changed;

    private NeighborVotes(
            int items, int neighbors, double shrinkage, SparseRows similar, SharedPages<NeighborRow> changed) {
        this.items = items;
        this.neighbors = neighbors;
        this.shrinkage = shrinkage;
        this.similar = similar;
        this.changed = changed;
    }

    private NeighborVotes(int items, int neighbors, double shrinkage, SparseRows similar) {
        this(items, neighbors, shrinkage, similar, SharedPages.empty());
    }

    /**
     * Counts the events that training may see: O(Σ n²), where n is the number of a user's items, at most the newest
     * 1,000.
     *
     * @param neighbors for how many neighbors an item votes, k ≥ 1
     * @param shrinkage h ≥ 0, which lowers the similarity of items with few users
     */
    public static NeighborVotes of(Histories histories, Split split, int neighbors, double shrinkage) {
        BitSet all = new BitSet();
        all.set(1, histories.items().size() + 1);
        return of(histories, split, neighbors, List.of(shrinkage), all, item -> {})
                .get(0);
    }

    /**
     * As {@link #of(Histories, Split, int, double)} for several shrinkages, in their order; pairs are counted once.
     *
     * @param voters numbers of the items that vote; events on other items do not vote
     * @param counted called after each item of the catalogue with the number of finished items
     */
    public static List<NeighborVotes> of(
            Histories histories,
            Split split,
            int neighbors,
            List<Double> shrinkages,
            BitSet voters,
            IntConsumer counted) {
        Objects.requireNonNull(voters, "voters");
        Objects.requireNonNull(counted, "counted");
        double[] values = shrinkages.stream().mapToDouble(Double::doubleValue).toArray();
        for (double shrinkage : values) {
            ItemNeighbors.check("NeighborVotes", neighbors, shrinkage);
        }
        SparseRows[] rows = SharedUsers.of(histories, split).nearest(neighbors, values, voters, counted);
        List<NeighborVotes> votes = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            votes.add(new NeighborVotes(histories.items().size(), neighbors, values[i], rows[i]));
        }
        return votes;
    }

    /**
     * Writes the counts and their checksum, for {@link #read}.
     *
     * @param events names the counted events
     */
    public void write(Path file, String events) throws IOException {
        Objects.requireNonNull(events, "events");
        AtomicFile.at(file).write(out -> write(out, events));
    }

    /** As {@link #write(Path, String)}, to a stream, which stays open. */
    public void write(OutputStream out, String events) throws IOException {
        Objects.requireNonNull(events, "events");
        SparseRows all = similar();
        Map<String, Tensor> values = Map.of(SIMILARITY, Tensor.of(Shape.of(all.values().length), all.values()));
        SafeTensors.write(
                out,
                values,
                Map.of(OFFSET, all.offsets(), ITEM, all.columns()),
                Map.of(
                        NEIGHBORS,
                        Integer.toString(neighbors),
                        SHRINKAGE,
                        Double.toString(shrinkage),
                        EVENTS,
                        events,
                        SafeTensors.CHECKSUM,
                        ""));
    }

    /**
     * Reads a file of {@link #write}; null if it was counted with other settings.
     *
     * @param items V
     * @param events the name of the events that must have been counted
     * @throws IOException if the file cannot be read or is damaged
     * @throws IllegalArgumentException if the file counts other events, or its parts do not fit together
     */
    public static @Nullable NeighborVotes read(Path file, int items, int neighbors, double shrinkage, String events)
            throws IOException {
        Objects.requireNonNull(events, "events");
        return of(SafeTensors.read(file), items, neighbors, shrinkage, events);
    }

    /** As {@link #read}, from what was read already. */
    public static @Nullable NeighborVotes of(
            SafeTensors saved, int items, int neighbors, double shrinkage, String events) throws IOException {
        Objects.requireNonNull(events, "events");
        Map<String, String> metadata = saved.metadata();
        if (!metadata.containsKey(SafeTensors.CHECKSUM)) {
            throw new IllegalArgumentException("the file has no checksum");
        }
        if (!events.equals(metadata.get(EVENTS))) {
            throw new IllegalArgumentException("the neighbors were counted from other events");
        }
        if (!Integer.toString(neighbors).equals(metadata.get(NEIGHBORS))
                || !Double.toString(shrinkage).equals(metadata.get(SHRINKAGE))) {
            return null;
        }
        SparseRows rows = SparseRows.of(
                saved.ints(OFFSET), saved.ints(ITEM), saved.tensor(SIMILARITY).data());
        if (rows.rows() != items + 1) {
            throw new IllegalArgumentException(
                    rows.rows() + " rows of neighbors; expected " + (items + 1) + ", one for each item and one more");
        }
        return new NeighborVotes(items, neighbors, shrinkage, rows);
    }

    /** The votes with other rows of some items, and with more items, which have no neighbors if they have no row. */
    NeighborVotes with(int moreItems, Map<Integer, NeighborRow> rows) {
        return new NeighborVotes(moreItems, neighbors, shrinkage, similar, changed.with(rows));
    }

    /** All rows in one matrix. */
    private SparseRows rows() {
        SparseRows all = new SparseRows(items + 1);
        for (int item = 0; item <= items; item++) {
            NeighborRow row = row(item);
            for (int i = 0; i < row.size(); i++) {
                all.add(row.items()[i], row.similarities()[i]);
            }
            all.endRow();
        }
        all.trim();
        return all;
    }

    /** The neighbors of an item. */
    NeighborRow row(int item) {
        NeighborRow row = changed.get(item);
        return row == null ? similar.row(item) : row;
    }

    /** Whether {@code other} is a neighbor of an item. */
    boolean isNeighbor(int item, int other) {
        NeighborRow row = changed.get(item);
        return row == null ? similar.has(item, other) : row.has(other);
    }

    /** The key of the farthest neighbor of an item, if it has as many neighbors as it can have; else 0. */
    long smallestKey(int item) {
        NeighborRow row = changed.get(item);
        if (row == null) {
            return similar.size(item) < neighbors ? 0 : similar.lastKey(item);
        }
        return row.size() < neighbors ? 0 : row.key(row.size() - 1);
    }

    /** For how many neighbors an item votes, k. */
    int neighbors() {
        return neighbors;
    }

    /** The shrinkage h of the similarities. */
    double shrinkage() {
        return shrinkage;
    }

    /** The neighbors of each item with their similarities. */
    SparseRows similar() {
        return changed.isEmpty() ? similar : rows();
    }

    /** Number of items, V. */
    public int items() {
        return items;
    }

    /**
     * Counts the votes of one history of a batch. votes: [V+1], all 0 at first.
     *
     * @param kept [B,N], 0 for an event that does not vote; null if all vote
     * @param recency r in [0, 1]
     * @param touched [V] gets the items that have votes, each once
     * @return the number of these items
     * @throws IllegalArgumentException if recency is out of its range, or an array is too short
     */
    public int count(Batch batch, int row, float @Nullable [] kept, float recency, float[] votes, int[] touched) {
        Objects.requireNonNull(batch, "batch");
        checkRecency(recency);
        if (votes.length <= items || touched.length < items) {
            throw new IllegalArgumentException("NeighborVotes: votes has " + votes.length + " numbers and touched "
                    + touched.length + "; they need " + (items + 1) + " and " + items);
        }
        int newest = (row + 1) * batch.length() - 1;
        float weight = 1;
        int size = 0;
        for (int age = 0; age < batch.length() && batch.items()[newest - age] > 0; age++) {
            if (kept == null || kept[newest - age] > 0) {
                size = addTo(votes, batch.items()[newest - age], weight, touched, size);
            }
            weight *= recency;
        }
        return size;
    }

    /**
     * The votes of each event of one history of a batch for one item. Added up from the newest event on, they have the
     * bits of {@link #count}.
     *
     * @param kept [B,N], 0 for an event that does not vote; null if all vote
     * @param recency r in [0, 1]
     * @return [N], 0 at padding
     */
    public float[] votesFor(int item, Batch batch, int row, float @Nullable [] kept, float recency) {
        checkRecency(recency);
        float[] votes = new float[batch.length()];
        int newest = (row + 1) * batch.length() - 1;
        float weight = 1;
        for (int age = 0; age < batch.length() && batch.items()[newest - age] > 0; age++) {
            if (kept == null || kept[newest - age] > 0) {
                votes[batch.length() - 1 - age] =
                        weight * row(batch.items()[newest - age]).similarity(item);
            }
            weight *= recency;
        }
        return votes;
    }

    private static void checkRecency(float recency) {
        if (!(recency >= 0 && recency <= 1)) {
            throw new IllegalArgumentException("NeighborVotes: recency is " + recency + "; it must be from 0 to 1");
        }
    }

    private int addTo(float[] votes, int item, float weight, int[] touched, int size) {
        NeighborRow row = changed.get(item);
        return row == null
                ? similar.addTo(votes, 0, item, weight, touched, size)
                : SparseRows.addTo(votes, 0, row.items(), row.similarities(), 0, row.size(), weight, touched, size);
    }
}
