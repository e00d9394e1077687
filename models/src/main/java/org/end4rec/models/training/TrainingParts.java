package org.end4rec.models.training;

import org.end4rec.autograd.optim.AdamW;
import org.end4rec.models.data.BatchAssembler;
import org.end4rec.models.data.Histories;
import org.end4rec.models.data.ItemCounts;
import org.end4rec.models.data.NegativeSampler;
import org.end4rec.models.data.Split;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.parallel.Workers;

/** What the stages of one training share. */
record TrainingParts(
        SequenceEncoder encoder,
        TrainingConfig config,
        Split split,
        BatchAssembler assembler,
        StageBatches data,
        Workers workers,
        Validation validation,
        RecommendationLoss loss,
        TrainingStep step,
        BestParameters best,
        Saves saves,
        TrainingListener listener) {
    static TrainingParts of(
            SequenceEncoder encoder,
            TrainingConfig config,
            Histories histories,
            Split split,
            Workers workers,
            RunStore store,
            TrainingListener listener) {
        BatchAssembler assembler = new BatchAssembler(histories, config.length(), split.novel());
        BestParameters best = new BestParameters(encoder.parameters());
        RecommendationLoss loss = loss(encoder, config, histories, split, workers);
        return new TrainingParts(
                encoder,
                config,
                split,
                assembler,
                new StageBatches(encoder, config, histories, split, assembler),
                workers,
                new Validation(config, histories, split, workers.threads()),
                loss,
                new TrainingStep(encoder, workers, config.batching().shardSize(), loss),
                best,
                new Saves(store, encoder.parameters(), best, listener),
                listener);
    }

    private static RecommendationLoss loss(
            SequenceEncoder encoder, TrainingConfig config, Histories histories, Split split, Workers workers) {
        if (config.objective().loss() == TrainingConfig.Loss.SOFTMAX) {
            return RecommendationLoss.softmax(encoder.itemEmbedding(), workers);
        }
        NegativeSampler sampler = NegativeSampler.byPopularity(
                ItemCounts.visible(histories, split), config.objective().negativePower());
        return RecommendationLoss.of(
                config.objective().loss(),
                encoder.itemEmbedding(),
                sampler,
                config.objective().negatives(),
                workers);
    }

    /** A new optimizer, which defers the item table if a step reads only a few of its rows. */
    AdamW newOptimizer() {
        AdamW made = new AdamW(config.optimizer().weightDecay());
        if (loss.readsFewRows()) {
            made.defer(encoder.itemEmbedding());
        }
        return made;
    }
}
