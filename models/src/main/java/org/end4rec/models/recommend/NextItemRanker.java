package org.end4rec.models.recommend;

import java.util.Collection;
import org.end4rec.autograd.Tape;
import org.end4rec.models.data.Batch;
import org.end4rec.models.data.BatchAssembler;
import org.end4rec.models.encoder.EncodedHistories;
import org.end4rec.models.encoder.InferenceTapes;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.encoder.Stage;
import org.end4rec.models.run.TrainedModel;
import org.jspecify.annotations.Nullable;

/**
 * Answers one user at a time, in numbers: encodes a history, searches all items and keeps the best. Holds a quantized
 * copy of the item table, d·V bytes (1.3 MB for 20,000 items of 64 dimensions), and the buffers of one request per
 * processor. The scores have the bits of {@link TrainedModel#scorer}. Thread-safe, while the encoder's parameters do
 * not change. After a change of the item table make another ranker.
 */
public final class NextItemRanker {
    private final SequenceEncoder encoder;
    private final Stage stage;
    private final int length;
    private final QuantizedCatalogue catalogue;
    private final @Nullable VotedSearch voting;
    private final InferenceTapes tapes;

    /**
     * @param stage a stage of {@code encoder}; the last stage for the finished model
     * @param length events per sequence that the encoder was made for, N
     */
    public NextItemRanker(SequenceEncoder encoder, Stage stage, int length) {
        this(new TrainedModel(encoder, stage), length);
    }

    /**
     * As {@link #NextItemRanker(SequenceEncoder, Stage, int)}, with the votes of the model if it has any.
     *
     * @param length events per sequence that the encoder was made for, N
     */
    public NextItemRanker(TrainedModel model, int length) {
        encoder = model.encoder();
        stage = model.stage();
        this.length = length;
        catalogue = new QuantizedCatalogue(encoder.itemEmbedding());
        voting = VotedSearch.of(model, catalogue);
        tapes = new InferenceTapes();
    }

    private NextItemRanker(NextItemRanker before, TrainedModel model, QuantizedCatalogue catalogue) {
        encoder = model.encoder();
        stage = model.stage();
        length = before.length;
        this.catalogue = catalogue;
        voting = VotedSearch.of(model, catalogue);
        tapes = before.tapes;
    }

    /**
     * This ranker with other votes, or with an item table that differs in some rows; everything else is shared.
     *
     * @param changed numbers of the items whose rows are new or other rows
     */
    NextItemRanker with(TrainedModel model, Collection<Integer> changed) {
        boolean sameTable = model.encoder().itemEmbedding() == encoder.itemEmbedding();
        return new NextItemRanker(
                this,
                model,
                sameTable ? catalogue : catalogue.with(model.encoder().itemEmbedding(), changed));
    }

    /**
     * The {@code top} best next items, or all if there are fewer. O(V·d) after the encoder; allocates nothing of size
     * V.
     *
     * @param items item numbers of the history, oldest first; events with item 0 are skipped
     * @param behaviors behavior numbers of the same events
     * @param excludeSeen whether items of the history are left out, items too old for the encoder included
     * @throws IllegalArgumentException if {@code top < 1} or the arrays differ in length
     */
    public RankedItems rank(int[] items, int[] behaviors, int top, boolean excludeSeen) {
        return rank(items, behaviors, top, excludeSeen ? Exclusion.of(items) : Exclusion.NONE);
    }

    /** As {@link Ranker#rank}. */
    RankedItems rank(int[] items, int[] behaviors, int top, Exclusion excluded) {
        if (top < 1) {
            throw new IllegalArgumentException("NextItemRanker: top is " + top + "; it must be at least 1");
        }
        Batch batch = BatchAssembler.ofHistory(items, behaviors, length);
        Tape tape = tapes.take();
        EncodedHistories reading = EncodedHistories.of(encoder, stage, tape, batch);
        float[] buffer = tape.arena().take(catalogue.buffer());
        RankedItems best = voting == null
                ? catalogue.best(reading.z(), buffer, top, excluded)
                : voting.best(reading.z(), buffer, batch, reading.kept(), top, excluded);
        tapes.giveBack(tape);
        return best;
    }
}
