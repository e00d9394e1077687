package org.end4rec.models.trial;

import java.util.Map;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.evaluation.Scorer;
import org.jspecify.annotations.Nullable;

/** A question to a trained model besides its ranks. */
public interface Probe {
    /** Tells probes apart that answer differently; part of a trial's key. */
    String name();

    /**
     * The answers by name.
     *
     * @param scorer the finished model
     * @param encoder the model's encoder; null for a counting model
     * @param length events per sequence that the model reads
     */
    Map<String, Double> measure(Scorer scorer, @Nullable SequenceEncoder encoder, int length, ExperimentData data);
}
