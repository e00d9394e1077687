package org.end4rec.models.encoder.gru4rec;

import static org.end4rec.autograd.ops.Add.add;
import static org.end4rec.autograd.ops.Gather.gather;
import static org.end4rec.autograd.ops.Gru.gru;
import static org.end4rec.autograd.ops.Linear.linear;
import static org.end4rec.autograd.ops.Reshape.reshape;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.layers.Initializers;
import org.end4rec.core.Shape;
import org.end4rec.models.data.Batch;
import org.end4rec.models.data.Targets;
import org.end4rec.models.encoder.EncoderConfig;
import org.end4rec.models.encoder.Encoding;
import org.end4rec.models.encoder.EventEmbedding;
import org.end4rec.models.encoder.ForwardMode;
import org.end4rec.models.encoder.OneStageEncoder;
import org.end4rec.models.encoder.Stage;
import org.jspecify.annotations.Nullable;

/**
 * GRU4Rec (Hidasi et al., ICLR 2016): {@code h⁰ = Dropout(item[v] + behavior[b])}, {@code hˡ = GRU(hˡ⁻¹)} with dropout
 * between layers, {@code z = h·W + c}. No position is embedded: the state knows the order. Histories begin at the first
 * step, whatever the padding. Parameters {@code item_embedding}, {@code behavior_embedding}, {@code gru.l.weight_ih}
 * and {@code weight_hh} [3d,d], {@code gru.l.bias_ih} and {@code bias_hh} [3d], {@code output.weight} [d,d] and
 * {@code output.bias} [d]. O(N·d²) per layer and sequence, step after step.
 */
public final class Gru4Rec extends OneStageEncoder {
    private final Parameter items;
    private final @Nullable Parameter behaviors;
    private final List<Layer> layers = new ArrayList<>();
    private final Parameter weight;
    private final Parameter bias;

    /** A model with fresh parameters: same seed, same parameters. */
    public Gru4Rec(EncoderConfig config, long seed) {
        super("gru4rec", config, Targets.NEXT);
        items = parameters.add(EventEmbedding.table("item_embedding", config.items(), config.dim(), seed));
        behaviors = config.withBehaviors()
                ? parameters.add(EventEmbedding.table("behavior_embedding", config.behaviors(), config.dim(), seed))
                : null;
        for (int l = 0; l < config.layers(); l++) {
            layers.add(new Layer("gru." + l, seed));
        }
        weight = parameters.add(weight("output.weight", config.dim(), seed));
        bias = parameters.add(new Parameter("output.bias", Initializers.zeros(Shape.of(config.dim()))));
    }

    /** Drawn from a normal distribution with the deviation of the uniform distribution up to 1/√d. */
    private Parameter weight(String name, int rows, long seed) {
        double deviation = 1 / Math.sqrt(3.0 * config.dim());
        return new Parameter(name, Initializers.normal(Shape.of(rows, config.dim()), deviation, seed, name));
    }

    /** How many numbers the parameters hold. */
    public static double parameterCount(EncoderConfig config) {
        double d = config.dim();
        double behaviors = config.withBehaviors() ? config.behaviors() + 1.0 : 0;
        return (config.items() + 1.0 + behaviors) * d + config.layers() * (6 * d * d + 6 * d) + d * d + d;
    }

    @Override
    public Parameter itemEmbedding() {
        return items;
    }

    @Override
    public Encoding encode(Tape tape, Batch batch, ForwardMode mode, Stage stage) {
        Objects.requireNonNull(stage, "stage");
        checkLength("Gru4Rec", config.length(), batch.length());
        FirstStep order = FirstStep.of(batch);
        Shape events = Shape.of(batch.size(), batch.length());
        Variable h = gather(tape.leaf(items), order.move(batch.items()), events);
        if (behaviors != null) {
            h = add(h, gather(tape.leaf(behaviors), order.move(batch.behaviors()), events));
        }
        h = mode.drop(h, config.dropout(), "embedding");
        for (int l = 0; l < layers.size(); l++) {
            h = layers.get(l).apply(l == 0 ? h : mode.drop(h, config.dropout(), "gru." + l));
        }
        Variable steps = reshape(h, Shape.of(batch.size() * batch.length(), config.dim()));
        boolean every = batch.hasTargetsAtEveryPosition();
        Variable read =
                every ? gather(steps, order.all(), events) : gather(steps, order.newest(), Shape.of(batch.size()));
        return new Encoding(linear(read, tape.leaf(weight), tape.leaf(bias)), List.of());
    }

    private final class Layer {
        private final Parameter weightIh;
        private final Parameter weightHh;
        private final Parameter biasIh;
        private final Parameter biasHh;

        Layer(String name, long seed) {
            int gates = 3 * config.dim();
            weightIh = parameters.add(weight(name + ".weight_ih", gates, seed));
            weightHh = parameters.add(weight(name + ".weight_hh", gates, seed));
            biasIh = parameters.add(new Parameter(name + ".bias_ih", Initializers.zeros(Shape.of(gates))));
            biasHh = parameters.add(new Parameter(name + ".bias_hh", Initializers.zeros(Shape.of(gates))));
        }

        Variable apply(Variable x) {
            Tape tape = x.tape();
            return gru(x, tape.leaf(weightIh), tape.leaf(weightHh), tape.leaf(biasIh), tape.leaf(biasHh));
        }
    }
}
