package org.end4rec.models.encoder.end4rec;

import static org.end4rec.autograd.ops.Select.select;

import java.util.ArrayList;
import java.util.List;
import org.end4rec.autograd.Parameters;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.layers.ChunkedDiagonalFusion;
import org.end4rec.models.encoder.Pass;
import org.end4rec.models.encoder.Refinement;

/**
 * The Efficient Behavior Sequence Miner: layers that mix a sequence, {@code M} as {@link End4RecConfig.Mixing} says, the
 * paper's {@code irfft(fusion(rfft(S)))}, then {@code S′ = LN(S + Dropout(M))}, {@code S″ = LN(S′ + Dropout(FFN(S′))) ·
 * mask}. Its cost is O(N log N·d) for the transforms and O(N·d²/k) for the fusion.
 */
final class EfficientBehaviorMiner {
    private final List<Layer> layers = new ArrayList<>();
    private final float dropout;

    /** What mixes the positions of a layer. */
    interface Mixer {
        /** M. s: [B,N,d] → same. */
        Variable mix(Variable s);
    }

    EfficientBehaviorMiner(End4RecConfig c, Parameters parameters, long seed) {
        for (int l = 0; l < c.layers(); l++) {
            layers.add(new Layer("ebm." + l, c, parameters, seed));
        }
        dropout = c.dropout();
    }

    /** The mined sequence [B,N,d], or its newest position [B,d], and each layer's mixed signal M [B,N,d]. */
    record Mined(Variable output, List<Variable> mixed) {}

    /**
     * Mines {@code s} [B,N,d].
     *
     * @param mask [B,N,1]
     * @param purpose tells the dropout draws of several passes over one batch apart
     */
    Mined mine(Variable s, Variable mask, Pass pass, String purpose) {
        return mine(s, mask, pass, purpose, false);
    }

    /** As {@link #mine}, the newest position alone: past its mixing, the last layer works position by position. */
    Mined mineNewest(Variable s, Variable mask, Pass pass, String purpose) {
        return mine(s, mask, pass, purpose, true);
    }

    private Mined mine(Variable s, Variable mask, Pass pass, String purpose, boolean newest) {
        List<Variable> mixed = new ArrayList<>(layers.size());
        Variable x = s;
        for (int l = 0; l < layers.size(); l++) {
            Layer layer = layers.get(l);
            Variable m = layer.mix(x);
            mixed.add(m);
            boolean last = newest && l == layers.size() - 1;
            x = last
                    ? layer.refine(select(x, 1, -1), select(m, 1, -1), select(mask, 1, -1), pass, purpose)
                    : layer.refine(x, m, mask, pass, purpose);
        }
        return new Mined(x, mixed);
    }

    private final class Layer {
        private final String mixing;
        private final String feeding;
        private final Mixer mixer;
        private final Refinement refinement;

        Layer(String name, End4RecConfig c, Parameters parameters, long seed) {
            mixing = name + ".fusion";
            feeding = name + ".ffn";
            mixer = switch (c.mixing()) {
                case SHARED -> new ChunkedDiagonalFusion(parameters, mixing, c.dim(), c.chunks(), seed)::mix;
                case BANDED -> new BandedFusion(parameters, name, c, seed);
                case CAUSAL -> new CausalFusion(parameters, name, c, seed);
            };
            refinement = new Refinement(parameters, name, c.dim(), c.feedForward(), c.dropout(), seed);
        }

        /** M: [B,N,d] → same. */
        Variable mix(Variable s) {
            return mixer.mix(s);
        }

        /** The rest of the layer, position by position. s and m: [...,d], mask: [...,1] → [...,d]. */
        Variable refine(Variable s, Variable m, Variable mask, Pass pass, String purpose) {
            Variable dropped = pass.drop(m, dropout, purpose, mixing);
            return refinement.apply(s, dropped, mask.value(), pass, purpose, feeding);
        }
    }
}
