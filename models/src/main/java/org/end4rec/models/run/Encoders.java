package org.end4rec.models.run;

import java.util.Arrays;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.encoder.bert4rec.Bert4Rec;
import org.end4rec.models.encoder.fmlprec.FmlpRec;
import org.end4rec.models.encoder.gru4rec.Gru4Rec;
import org.end4rec.models.encoder.mbstr.MbStr;
import org.end4rec.models.encoder.sasrec.SasRec;
import org.end4rec.models.training.TrainingConfig;

/** Makes encoders by the name in the configuration. */
public final class Encoders {
    private Encoders() {}

    /** A new encoder with fresh parameters for that data. */
    public static SequenceEncoder create(TrainingConfig config, RunData data) {
        double[] counts = data.behaviorCounts();
        int items = data.histories().items().size();
        double[] byBehavior = Arrays.copyOfRange(counts, 1, counts.length);
        int behaviors = byBehavior.length;
        return switch (config.encoder()) {
            case "end4rec" ->
                config.end4rec(items, behaviors, data.split().targetBehavior()).create(byBehavior, config.seed());
            case "sasrec", "sasrec+b" -> new SasRec(config.baseline(items, behaviors), config.seed());
            case "fmlprec", "fmlprec+b" -> new FmlpRec(config.baseline(items, behaviors), config.seed());
            case "mbstr", "mbstr+b" -> new MbStr(config.baseline(items, behaviors), config.seed());
            case "gru4rec", "gru4rec+b" -> new Gru4Rec(config.baseline(items, behaviors), config.seed());
            case "bert4rec", "bert4rec+b" -> new Bert4Rec(config.baseline(items, behaviors), config.seed());
            default -> throw new IllegalArgumentException("Encoders: there is no encoder " + config.model());
        };
    }
}
