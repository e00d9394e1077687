package org.end4rec.models.encoder;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Parameters;
import org.end4rec.autograd.layers.Initializers;
import org.end4rec.core.Shape;

/** What the baselines share: parameters that all move in one stage, and a name that says whether behaviors are embedded. */
public abstract class OneStageEncoder implements SequenceEncoder {
    /** Everything at once: a baseline knows no other stage. */
    public static final Stage JOINT = new Stage("joint", Set.of(""));

    /** The numbers it was made with. */
    protected final EncoderConfig config;

    /** To be filled by the constructor, in the order in which they are saved. */
    protected final Parameters parameters = new Parameters();

    private final String baseName;

    /** @param baseName name without behaviors; {@code +b} says that they are embedded */
    protected OneStageEncoder(String baseName, EncoderConfig config) {
        this.baseName = Objects.requireNonNull(baseName, "baseName");
        this.config = Objects.requireNonNull(config, "config");
    }

    /** Adds a parameter of fresh normal weights, drawn for its name. */
    protected final Parameter normal(String name, Shape shape, long seed) {
        return parameters.add(
                new Parameter(name, Initializers.normal(shape, EventEmbedding.INITIAL_DEVIATION, seed, name)));
    }

    @Override
    public final String name() {
        return config.name(baseName);
    }

    @Override
    public final Parameters parameters() {
        return parameters;
    }

    /** {@link #JOINT} alone. */
    @Override
    public final List<Stage> stages() {
        return List.of(JOINT);
    }
}
