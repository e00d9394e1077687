package org.end4rec.models.run;

import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.end4rec.models.counting.NeighborVotes;
import org.end4rec.models.data.BatchAssembler;
import org.end4rec.models.data.Example;
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
 * Counts the votes that a configuration asks for, and searches their weights on the validation examples by NDCG@10:
 * among all items, or in a novel split among the items that the user has not had. Neighbors are counted twice: first
 * for the items of the validation with all shrinkages, and then for all items with the best shrinkage.
 */
final class VoteTraining {
    private static final String COUNTING = "counting neighbors";
    private static final String WEIGHING = "weighing votes";

    /** The number of items between two reports of progress. */
    private static final int REPORTED_EVERY = 1024;

    private final TrainingConfig config;
    private final RunData data;
    private final TrainingListener listener;
    private final BooleanSupplier stopped;

    VoteTraining(TrainingConfig config, RunData data, TrainingListener listener, BooleanSupplier stopped) {
        this.config = config;
        this.data = Objects.requireNonNull(data, "data");
        this.listener = Objects.requireNonNull(listener, "listener");
        this.stopped = stopped;
    }

    /**
     * The trained encoder with its votes, if the configuration asks for any.
     *
     * @param threads threads to use; they do not change the result
     * @param listener called with the progress of counting and searching
     * @param stopped whether the search is to end
     * @throws CancellationException if the search was stopped
     */
    static TrainedModel search(
            TrainingConfig config,
            RunData data,
            SequenceEncoder encoder,
            Stage stage,
            int threads,
            TrainingListener listener,
            BooleanSupplier stopped) {
        VoteTraining training = new VoteTraining(config, data, listener, stopped);
        return new TrainedModel(
                encoder, stage, config.votes() == 0 ? Votes.NONE : training.search(encoder, stage, threads));
    }

    private Votes search(SequenceEncoder encoder, Stage stage, int threads) {
        VoteWeights best = best(encoder, stage, threads);
        if (best.weight() == 0) {
            return Votes.worthless(best);
        }
        BitSet all = new BitSet();
        all.set(1, data.histories().items().size() + 1);
        return Votes.of(count(List.of(best.shrinkage()), all).get(0), best);
    }

    private VoteWeights best(SequenceEncoder encoder, Stage stage, int threads) {
        List<NeighborVotes> counted = count(VoteSearch.SHRINKAGES, itemsOfValidation());
        Validation validation = new Validation(config, data.histories(), data.split(), threads);
        // the weights change, the encoded histories do not
        TwoStepScorer caching = new CachingScorer(new EncoderScorer(encoder, stage));
        AtomicInteger figures = new AtomicInteger();
        working(WEIGHING, 0, VoteSearch.MOST_FIGURES);
        VoteWeights best = VoteSearch.run(weights -> {
            NeighborVotes votes = counted.get(VoteSearch.SHRINKAGES.indexOf(weights.shrinkage()));
            Scorer weighed = Votes.of(votes, weights).beside(caching);
            double figure = validation.evaluate(weighed).metric(Validation.DECIDES);
            working(WEIGHING, figures.incrementAndGet(), VoteSearch.MOST_FIGURES);
            return figure;
        });
        working(WEIGHING, VoteSearch.MOST_FIGURES, VoteSearch.MOST_FIGURES);
        return best;
    }

    private BitSet itemsOfValidation() {
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

    private List<NeighborVotes> count(List<Double> shrinkages, BitSet voters) {
        return NeighborVotes.of(data.histories(), data.split(), config.votes(), shrinkages, voters, this::counted);
    }

    /** Is called after each item whose neighbors are counted. */
    void counted(int item) {
        int items = data.histories().items().size();
        if (item % REPORTED_EVERY == 0 || item == items) {
            working(COUNTING, item, items);
        }
    }

    private void working(String what, long done, long total) {
        if (stopped.getAsBoolean()) {
            throw new CancellationException("the search of the votes was stopped");
        }
        listener.working(what, done, total);
    }
}
