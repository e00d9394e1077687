package org.end4rec.models.encoder.end4rec;

import static org.end4rec.autograd.ops.Compactness.compactness;
import static org.end4rec.autograd.ops.Select.select;
import static org.end4rec.autograd.ops.Sum.sum;

import java.util.ArrayList;
import java.util.List;
import org.end4rec.autograd.Parameters;
import org.end4rec.autograd.Variable;
import org.end4rec.models.encoder.ForwardMode;
import org.end4rec.models.encoder.LossTerm;
import org.end4rec.models.encoder.Mixer;
import org.end4rec.models.encoder.MixingStack;
import org.end4rec.models.encoder.MixingStack.Sizes;

/**
 * The Efficient Behavior Sequence Miner, section 4.3. Each layer mixes the positions in the frequency domain,
 * {@code M = irfft(fusion(rfft(S)))} with the chunked diagonal mechanism, equations (2) and (3), and refines each
 * position: {@code S′ = LN(S + Dropout(M))}, {@code S″ = LN(S′ + Dropout(FFN(S′))) · mask}. O(N log N·d) for the
 * transforms and O(N·d²/k) for the fusion.
 */
final class EfficientBehaviorMiner {
    private final End4RecConfig config;
    private final MixingStack<Mixer> layers;

    EfficientBehaviorMiner(End4RecConfig config, Parts parts, Parameters parameters, long seed) {
        this.config = config;
        Sizes sizes = new Sizes(config.layers(), config.dim(), config.feedForward(), config.dropout(), ".fusion");
        layers = new MixingStack<>(sizes, "ebm", parameters, seed, name -> parts.mixer(name, config, parameters, seed));
    }

    /** The mined sequence [B,N,d], or its newest position [B,d], and each layer's mixed signal M [B,N,d]. */
    record Mined(Variable output, List<Variable> mixed) {}

    /** Mines {@code s} [B,N,d]; mask: [B,N,1]. The last layer refines only the positions that are asked for. */
    Mined mine(Variable s, Variable mask, ForwardMode mode, boolean newest) {
        List<Variable> mixed = new ArrayList<>(config.layers());
        int positions = newest ? 1 : config.length();
        Variable x = layers.apply(s, mask, positions, mode, (mixer, signal, queries) -> {
            Variable m = mixer.mix(signal);
            mixed.add(m);
            return MixingStack.newest(m, queries.shape().dim(1));
        });
        return new Mined(newest ? select(x, 1, -1) : x, mixed);
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
