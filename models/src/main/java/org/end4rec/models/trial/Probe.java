package org.end4rec.models.trial;

import java.util.Map;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.evaluation.Scorer;
import org.jspecify.annotations.Nullable;

/** A measurement of a trained model besides its ranks. */
public interface Probe {
    /** The name of the probe, different for probes with different answers; part of a trial's key. */
    String name();

    /**
     * The answers by name.
     *
     * @param scorer the finished model
     * @param encoder the model's encoder; null for a count-based baseline
     * @param length events per sequence that the model reads
     */
    Map<String, Double> measure(Scorer scorer, @Nullable SequenceEncoder encoder, int length, ExperimentData data);
}
