package org.end4rec.models.encoder;

import java.util.List;
import java.util.Objects;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Parameters;
import org.end4rec.autograd.layers.Initializers;
import org.end4rec.core.Shape;

/** The common parts of all encoders: a name, parameters and stages. */
public abstract class EncoderBase implements SequenceEncoder {
    /** To be filled by the constructor, in the order in which they are saved. */
    protected final Parameters parameters = new Parameters();

    private final String name;
    private final List<Stage> stages;

    /** @param stages the stages of training, in order */
    protected EncoderBase(String name, List<Stage> stages) {
        this.name = Objects.requireNonNull(name, "name");
        this.stages = List.copyOf(stages);
    }

    /** Adds a parameter of fresh normal weights, drawn for its name. */
    protected final Parameter normal(String parameter, Shape shape, long seed) {
        return normal(parameters, parameter, shape, seed);
    }

    /** As {@link #normal(String, Shape, long)}, for a part of an encoder. */
    public static Parameter normal(Parameters parameters, String name, Shape shape, long seed) {
        return parameters.add(
                new Parameter(name, Initializers.normal(shape, EventEmbedding.INITIAL_DEVIATION, seed, name)));
    }

    /** @throws IllegalArgumentException naming the encoder if {@code found} is another length than {@code expected} */
    protected static void checkLength(String encoder, int expected, int found) {
        if (found != expected) {
            throw new IllegalArgumentException(
                    encoder + ": the batch has sequences of " + found + " events; this model was made for " + expected);
        }
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final Parameters parameters() {
        return parameters;
    }

    @Override
    public final List<Stage> stages() {
        return stages;
    }
}
