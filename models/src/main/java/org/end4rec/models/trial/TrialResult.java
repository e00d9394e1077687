package org.end4rec.models.trial;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The result of a trial; its ranks are beside it in the {@link TrialStore}.
 *
 * @param model name of the model
 * @param settings all settings by key
 * @param data name of the data
 * @param validation NDCG@10 on all validation examples, in a novel split among the items the user has not had: the
 *     metric by which settings are chosen
 * @param metrics metrics on the test examples, by protocol and name
 * @param answers answers of the probes
 * @param parameters number of trained parameters
 * @param epochs epochs trained
 * @param steps steps trained
 * @param secondsPerStep median time of a training step of the last stage
 * @param stepBytes most bytes that a training step kept on its tapes; 0 for a count-based baseline
 * @param seconds time of the whole trial
 * @param curve every epoch
 */
public record TrialResult(
        String model,
        Map<String, String> settings,
        String data,
        double validation,
        Map<String, Map<String, Double>> metrics,
        Map<String, Double> answers,
        long parameters,
        int epochs,
        long steps,
        double secondsPerStep,
        long stepBytes,
        double seconds,
        List<Epoch> curve) {
    /** No reference is null. */
    public TrialResult {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(settings, "settings");
        Objects.requireNonNull(data, "data");
        Objects.requireNonNull(metrics, "metrics");
        Objects.requireNonNull(answers, "answers");
        Objects.requireNonNull(curve, "curve");
    }

    /**
     * One epoch.
     *
     * @param stage name of the stage
     * @param loss mean loss
     * @param ndcg validation NDCG@10
     * @param hitRate validation HR@10
     * @param seconds time of training, without validation
     */
    public record Epoch(String stage, double loss, double ndcg, double hitRate, double seconds) {
        /** No reference is null. */
        public Epoch {
            Objects.requireNonNull(stage, "stage");
        }

        /** Every component by its name, for a file. */
        public Map<String, Object> values() {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("stage", stage);
            values.put("loss", loss);
            values.put("ndcg", ndcg);
            values.put("hitRate", hitRate);
            values.put("seconds", seconds);
            return values;
        }
    }
}
