package org.end4rec.models.training;

import java.util.Map;
import java.util.Objects;

/**
 * The report of an epoch.
 *
 * @param stage name of the stage
 * @param epoch number within the stage, from 1
 * @param loss mean total loss of its steps
 * @param parts mean of each term
 * @param protocol name of the ranking protocol of the validation
 * @param validation metrics on the validation users
 * @param improved whether this is the stage's best epoch so far
 * @param seconds time of training, without validation
 * @param validationSeconds time of validation
 */
public record EpochReport(
        String stage,
        int epoch,
        double loss,
        Map<String, Double> parts,
        String protocol,
        Map<String, Double> validation,
        boolean improved,
        double seconds,
        double validationSeconds) {
    /** No reference is null. */
    public EpochReport {
        Objects.requireNonNull(stage, "stage");
        Objects.requireNonNull(parts, "parts");
        Objects.requireNonNull(protocol, "protocol");
        Objects.requireNonNull(validation, "validation");
    }
}
