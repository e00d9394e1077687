package org.end4rec.models.run;

import java.util.Arrays;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.training.TrainingConfig;

/** Makes the encoder of a configuration for the data of a run. */
public final class Encoders {
    private Encoders() {}

    /** A new encoder with fresh parameters for that data. */
    public static SequenceEncoder create(TrainingConfig config, RunData data) {
        return create(config, data, data.histories().items().size());
    }

    /** As {@link #create(TrainingConfig, RunData)}, for so many items. */
    public static SequenceEncoder create(TrainingConfig config, RunData data, int items) {
        double[] counts = data.behaviorCounts();
        double[] byBehavior = Arrays.copyOfRange(counts, 1, counts.length);
        int target = data.split().targetBehavior();
        return config.model().architecture().create(config, items, byBehavior, target);
    }
}
