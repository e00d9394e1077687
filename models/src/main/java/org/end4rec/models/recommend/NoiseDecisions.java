package org.end4rec.models.recommend;

import java.util.ArrayList;
import java.util.List;
import org.end4rec.models.data.Batch;
import org.end4rec.models.data.BatchAssembler;
import org.end4rec.models.encoder.DenoisingEncoder;
import org.end4rec.models.encoder.EventDecision;
import org.end4rec.models.run.RankingModel;
import org.end4rec.models.run.TrainedModel;

/** What the Hard Noise Eliminator of a model decides about the events of a history. */
final class NoiseDecisions {
    private NoiseDecisions() {}

    /**
     * As {@link Recommender#explain}.
     *
     * @param length events per sequence, N
     */
    static List<Explanation> of(RankingModel model, KnownHistory known, GrowingHistories ids, int length) {
        if (!(model instanceof TrainedModel trained && trained.encoder() instanceof DenoisingEncoder denoising)) {
            throw new UnsupportedOperationException(
                    "Recommender.explain: the model " + model.name() + " does not judge events; only end4rec does");
        }
        if (!denoising.judgesEvents()) {
            throw new UnsupportedOperationException(
                    "Recommender.explain: the run was trained with hard=false, so nothing judges its events");
        }
        Batch batch = BatchAssembler.ofHistory(known.items(), known.behaviors(), length);
        List<Explanation> explanations = new ArrayList<>();
        for (EventDecision decision : denoising.decisions(batch)) {
            String item = ids.items().id(decision.item());
            Knowledge.checkFinite("preference", decision.preference(), item);
            Knowledge.checkFinite("noise score", decision.noiseScore(), item);
            explanations.add(new Explanation(
                    item,
                    ids.behaviors().id(decision.behavior()),
                    decision.preference(),
                    decision.noiseScore(),
                    decision.keepProbability(),
                    decision.kept()));
        }
        return List.copyOf(explanations);
    }
}
