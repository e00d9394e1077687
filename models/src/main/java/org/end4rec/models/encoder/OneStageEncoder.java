package org.end4rec.models.encoder;

import java.util.List;
import java.util.Objects;
import org.end4rec.models.data.Targets;

/**
 * The common parts of the baselines: one stage in which all parameters move, and a name that shows whether behaviors
 * are embedded.
 */
public abstract class OneStageEncoder extends EncoderBase {
    /** The numbers it was made with. */
    protected final EncoderConfig config;

    /**
     * An encoder without parameters yet.
     *
     * @param baseName name without behaviors; {@code +b} says that they are embedded
     * @param targets the targets of a training sequence
     */
    protected OneStageEncoder(String baseName, EncoderConfig config, Targets targets) {
        super(config.name(baseName), List.of(Stage.single(targets)));
        this.config = Objects.requireNonNull(config, "config");
    }
}
