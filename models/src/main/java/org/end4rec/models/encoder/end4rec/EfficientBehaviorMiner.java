package org.end4rec.models.encoder.end4rec;

import static org.end4rec.autograd.ops.Compactness.compactness;
import static org.end4rec.autograd.ops.Select.select;
import static org.end4rec.autograd.ops.Sum.sum;

import java.util.ArrayList;
import java.util.List;
import org.end4rec.autograd.Parameters;
import org.end4rec.autograd.Variable;
import org.end4rec.models.encoder.AddNormFeedForward;
import org.end4rec.models.encoder.ForwardMode;
import org.end4rec.models.encoder.LossTerm;
import org.end4rec.models.encoder.Mixer;

/**
 * The Efficient Behavior Sequence Miner, section 4.3. Each layer mixes the positions in the frequency domain,
 * {@code M = irfft(fusion(rfft(S)))} with the chunked diagonal mechanism, equations (2) and (3), and refines each
 * position: {@code S′ = LN(S + Dropout(M))}, {@code S″ = LN(S′ + Dropout(FFN(S′))) · mask}. O(N log N·d) for the
 * transforms and O(N·d²/k) for the fusion.
 */
final class EfficientBehaviorMiner {
    private final List<Layer> layers = new ArrayList<>();
    private final End4RecConfig config;

    EfficientBehaviorMiner(End4RecConfig config, Parts parts, Parameters parameters, long seed) {
        this.config = config;
        for (int l = 0; l < config.layers(); l++) {
            String name = "ebm." + l;
            Mixer mixer = parts.mixer(name, config, parameters, seed);
            AddNormFeedForward refinement = new AddNormFeedForward(
                    parameters, name, config.dim(), config.feedForward(), config.dropout(), seed);
            layers.add(new Layer(mixer, refinement, name + ".fusion", name + ".ffn"));
        }
    }

    /** The two strings give each dropout of the layer its own draws. */
    private record Layer(Mixer mixer, AddNormFeedForward refinement, String mixing, String feeding) {}

    /** The mined sequence [B,N,d], or its newest position [B,d], and each layer's mixed signal M [B,N,d]. */
    record Mined(Variable output, List<Variable> mixed) {}

    /**
     * Mines {@code s} [B,N,d]; mask: [B,N,1]. {@code purpose} keeps the dropout of several passes over one batch apart.
     * If the {@code newest} position alone is asked for, the last layer refines that position alone.
     */
    Mined mine(Variable s, Variable mask, ForwardMode mode, String purpose, boolean newest) {
        List<Variable> mixed = new ArrayList<>(layers.size());
        Variable x = s;
        for (Layer layer : layers) {
            Variable m = layer.mixer().mix(x);
            mixed.add(m);
            Variable real = mask;
            if (newest && mixed.size() == layers.size()) {
                x = select(x, 1, -1);
                m = select(m, 1, -1);
                real = select(mask, 1, -1);
            }
            Variable dropped = mode.drop(m, config.dropout(), purpose, layer.mixing());
            x = layer.refinement().apply(x, dropped, real.value(), mode, purpose, layer.feeding());
        }
        return new Mined(x, mixed);
    }

    /**
     * The compactness term of each layer, equation (4): {@code w_c·½ log det(I + d/(N ε²) MᵀM)}, the mean of a batch.
     */
    List<LossTerm> compactnessTerms(Mined mined, int sequences) {
        List<LossTerm> terms = new ArrayList<>();
        for (Variable m : mined.mixed()) {
            Variable total = sum(compactness(m, config.codingPrecision()));
            terms.add(new LossTerm("compactness", total, sequences, new LossTerm.Mean(config.weightCompactness())));
        }
        return terms;
    }
}
