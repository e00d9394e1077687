package org.end4rec.models.run;

import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.end4rec.models.baseline.NeighborVotes;
import org.end4rec.models.data.BatchAssembler;
import org.end4rec.models.data.Example;
import org.end4rec.models.data.Histories;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.encoder.Stage;
import org.end4rec.models.evaluation.Scorer;
import org.end4rec.models.training.EncoderScorer;
import org.end4rec.models.training.TrainingConfig;
import org.end4rec.models.training.TrainingListener;
import org.end4rec.models.training.TwoStepScorer;
import org.end4rec.models.training.Validation;
import org.end4rec.models.votes.VoteSearch;
import org.end4rec.models.votes.VoteWeights;
import org.end4rec.models.votes.Votes;

/**
 * A trained encoder, with the votes beside its scores.
 *
 * @param stage the stage whose best parameters the encoder has
 * @param votes what votes beside the encoder
 */
public record TrainedModel(SequenceEncoder encoder, Stage stage, Votes votes) {
    private static final String COUNTING = "counting neighbors";
    private static final String WEIGHING = "weighing votes";

    /** The number of items between two reports of progress. */
    private static final int TOLD_EVERY = 1024;

    /** No reference is null. */
    public TrainedModel {
        Objects.requireNonNull(encoder, "encoder");
        Objects.requireNonNull(stage, "stage");
        Objects.requireNonNull(votes, "votes");
    }

    /** A model without votes. */
    public TrainedModel(SequenceEncoder encoder, Stage stage) {
        this(encoder, stage, Votes.NONE);
    }

    /**
     * As {@link #search(TrainingConfig, RunData, SequenceEncoder, Stage, int, TrainingListener)}, without a listener.
     */
    public static TrainedModel search(
            TrainingConfig config, RunData data, SequenceEncoder encoder, Stage stage, int threads) {
        return search(config, data, encoder, stage, threads, TrainingListener.NONE);
    }

    /**
     * Counts the votes, if the configuration asks for any, and searches their weights on the validation examples by
     * NDCG@10: among all items, or in a novel split among the items that the user has not had. Neighbors are counted
     * twice: first for the items of the validation with all shrinkages, and then for all items with the best shrinkage.
     *
     * @param threads threads to use; they do not change the result
     * @param listener called with the progress of counting and searching
     */
    public static TrainedModel search(
            TrainingConfig config,
            RunData data,
            SequenceEncoder encoder,
            Stage stage,
            int threads,
            TrainingListener listener) {
        Objects.requireNonNull(data, "data");
        Objects.requireNonNull(listener, "listener");
        if (config.votes() == 0) {
            return new TrainedModel(encoder, stage);
        }
        VoteWeights best = best(config, data, encoder, stage, threads, listener);
        if (best.weight() == 0) {
            return new TrainedModel(encoder, stage, Votes.worthless(best));
        }
        BitSet all = new BitSet();
        all.set(1, data.histories().items().size() + 1);
        NeighborVotes votes =
                count(config, data, List.of(best.shrinkage()), all, listener).get(0);
        return new TrainedModel(encoder, stage, Votes.of(votes, best));
    }

    private static VoteWeights best(
            TrainingConfig config,
            RunData data,
            SequenceEncoder encoder,
            Stage stage,
            int threads,
            TrainingListener listener) {
        Histories histories = data.histories();
        List<NeighborVotes> counted =
                count(config, data, VoteSearch.SHRINKAGES, itemsOfValidation(config, data), listener);
        Validation validation = new Validation(config, histories, data.split(), threads);
        // the weights change, the encoded histories do not
        TwoStepScorer remembering = new CachingScorer(new EncoderScorer(encoder, stage));
        AtomicInteger figures = new AtomicInteger();
        listener.working(WEIGHING, 0, VoteSearch.MOST_FIGURES);
        VoteWeights best = VoteSearch.run(weights -> {
            NeighborVotes votes = counted.get(VoteSearch.SHRINKAGES.indexOf(weights.shrinkage()));
            Scorer weighed = Votes.of(votes, weights).beside(remembering);
            double figure = validation.evaluate(weighed).metric(Validation.DECIDES);
            listener.working(WEIGHING, figures.incrementAndGet(), VoteSearch.MOST_FIGURES);
            return figure;
        });
        listener.working(WEIGHING, VoteSearch.MOST_FIGURES, VoteSearch.MOST_FIGURES);
        return best;
    }

    private static BitSet itemsOfValidation(TrainingConfig config, RunData data) {
        BitSet items = new BitSet();
        BatchAssembler assembler = new BatchAssembler(
                data.histories(), config.length(), data.split().novel());
        for (Example example : Validation.examples(config, data.split())) {
            for (int item : assembler.batch(List.of(example)).items()) {
                items.set(item);
            }
        }
        // the padding
        items.clear(0);
        return items;
    }

    private static List<NeighborVotes> count(
            TrainingConfig config, RunData data, List<Double> shrinkages, BitSet voters, TrainingListener listener) {
        int items = data.histories().items().size();
        return NeighborVotes.of(data.histories(), data.split(), config.votes(), shrinkages, voters, item -> {
            if (item % TOLD_EVERY == 0 || item == items) {
                listener.working(COUNTING, item, items);
            }
        });
    }

    /** Scores the catalogue. Thread-safe while the encoder's parameters do not change. */
    public Scorer scorer() {
        return votes.beside(new EncoderScorer(encoder, stage));
    }
}
