package org.end4rec.models.encoder.end4rec.beyond;

import org.end4rec.models.encoder.AddNormFeedForward;
import org.end4rec.models.encoder.EventEmbedding;

/** How many numbers the parameters of a model hold, without making it. */
final class ParameterCount {
    private ParameterCount() {}

    static double of(End4RecVariant config) {
        double d = config.dim();
        double bins = config.paper().bins();
        double beforeFusion = switch (config.mixing()) {
            case SHARED -> 0;
            case BANDED -> 2 * bins * d;
            case CAUSAL -> 2.0 * config.length() * d;
        };
        double fusion = 4 * d * d / config.chunks() + 4 * d;
        double layer = beforeFusion + fusion + AddNormFeedForward.parameterCount(d, config.feedForward());
        double behaviors = config.behaviors();
        double rates = config.preference() == End4RecVariant.Preference.FIXED ? 0 : behaviors;
        double score = switch (config.score()) {
            case LINEAR -> 0;
            case AGREEMENT, ITEM_AGREEMENT, SQUARED_AGREEMENT -> d * d;
        };
        return EventEmbedding.parameterCount(config.items(), behaviors, config.length(), d)
                + config.layers() * layer
                + (config.hard() ? d + 1 + rates + score : 0)
                + (config.soft() ? 2 * behaviors * bins * d : 0)
                + (config.target() > 0 ? 2 * (behaviors + 1) * d : 0)
                + 2 * d;
    }
}
