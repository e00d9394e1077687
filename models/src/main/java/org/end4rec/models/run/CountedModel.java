package org.end4rec.models.run;

import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.function.IntConsumer;
import org.end4rec.models.counting.CountingModels;
import org.end4rec.models.counting.ItemNeighbors;
import org.end4rec.models.counting.NeighborVotes;
import org.end4rec.models.data.ProgressListener;
import org.end4rec.models.evaluation.Scorer;
import org.end4rec.models.training.Architecture;
import org.end4rec.models.training.TrainingConfig;
import org.jspecify.annotations.Nullable;

/**
 * A count-based baseline. A run keeps the neighbors of {@code itemknn}; the other baselines are counted again from the
 * events of the run when it is loaded.
 *
 * @param name name of the model
 * @param scorer scores the catalogue
 * @param neighbors the neighbors of the items; null if the model has none
 */
public record CountedModel(
        String name, Scorer scorer, @Nullable NeighborVotes neighbors) implements RankingModel {
    private static final String STAGE = "counting";

    /** Neighbors alone may be null. */
    public CountedModel {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(scorer, "scorer");
    }

    @Override
    public String stageName() {
        return STAGE;
    }

    /**
     * Counts the events that training may see.
     *
     * @param counted called with the number of finished items
     */
    static CountedModel count(TrainingConfig config, RunData data, IntConsumer counted) {
        if (config.model().architecture() != Architecture.ITEMKNN) {
            return other(config, data);
        }
        BitSet all = new BitSet();
        all.set(1, data.histories().items().size() + 1);
        List<Double> shrinkage = List.of(config.counting().shrinkage());
        return itemKnn(
                config,
                data,
                NeighborVotes.of(data.histories(), data.split(), config.neighbors(), shrinkage, all, counted)
                        .get(0));
    }

    /** The model of a run, whose neighbors are counted again if the run has none. */
    static CountedModel load(RunFolder run, ProgressListener counting) throws IOException {
        TrainingConfig config = run.config();
        return config.model().architecture() == Architecture.ITEMKNN
                ? itemKnn(
                        config,
                        run.data(),
                        run.loadNeighbors(config.neighbors(), config.counting().shrinkage(), counting))
                : other(config, run.data());
    }

    private static CountedModel itemKnn(TrainingConfig config, RunData data, NeighborVotes neighbors) {
        Scorer scorer =
                ItemNeighbors.of(neighbors, data.split(), config.counting().recency());
        return new CountedModel(config.model().toString(), scorer, neighbors);
    }

    private static CountedModel other(TrainingConfig config, RunData data) {
        String name = config.model().toString();
        Scorer scorer = CountingModels.create(name, config.countingSettings(), data.histories(), data.split());
        return new CountedModel(name, scorer, null);
    }
}
