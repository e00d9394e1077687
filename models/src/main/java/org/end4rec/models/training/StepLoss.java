package org.end4rec.models.training;

import java.util.Map;
import java.util.Objects;

/**
 * The loss of a batch.
 *
 * @param total what is minimized
 * @param parts its terms by name, weighted, in the order of the model
 */
public record StepLoss(double total, Map<String, Double> parts) {
    /** No reference is null. */
    public StepLoss {
        Objects.requireNonNull(parts, "parts");
    }
}
