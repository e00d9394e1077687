package org.end4rec.models.trial;

import java.util.List;
import java.util.Map;
import org.end4rec.models.training.Model;
import org.end4rec.models.training.TrainingConfig;

/** END4Rec with one part left out or exchanged at a time. */
public final class Ablation {
    private Ablation() {}

    /**
     * The variants, the whole model first, and then the paper's. {@code end-to-end} trains everything from the start,
     * with the epochs of all stages together and the learning rate of the first, with gradients through every decision.
     * So only the guidance is missing.
     */
    public static List<Variant> variants(TrainingConfig base) {
        return List.of(
                variant("whole", Map.of()),
                new Variant("paper", Trial.PAPER, Map.of()),
                variant("no-compactness", Map.of("weightCompactness", "0")),
                variant("no-hard", Map.of("hard", "false")),
                variant("no-soft", Map.of("soft", "false")),
                variant("no-votes", Map.of("neighbors", "0")),
                variant("mining-only", Map.of("hard", "false", "soft", "false")),
                variant("no-contrast", Map.of("weightContrast", "0")),
                variant("token", Map.of("level", "token")),
                variant("representation", Map.of("level", "representation")),
                variant("no-feed-forward", Map.of("feedForward", "false")),
                variant(
                        "end-to-end",
                        Map.of(
                                "guided",
                                "false",
                                "level",
                                "token",
                                "jointEpochs",
                                Integer.toString(base.allEpochs()),
                                "jointLearningRate",
                                Double.toString(base.optimizer().learningRate()))));
    }

    private static Variant variant(String name, Map<String, String> settings) {
        return new Variant(name, Model.END4REC.toString(), settings);
    }
}
