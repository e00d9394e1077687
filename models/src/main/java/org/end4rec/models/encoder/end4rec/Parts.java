package org.end4rec.models.encoder.end4rec;

import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Parameters;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.layers.ChunkedDiagonalFusion;
import org.end4rec.models.encoder.LossTerm;
import org.end4rec.models.encoder.Mixer;
import org.end4rec.models.encoder.NoiseScore;
import org.end4rec.models.encoder.Readout;
import org.jspecify.annotations.Nullable;

/** The parts of the model that can be exchanged; the defaults are the paper's parts. */
public interface Parts {
    /** How layer {@code name} of the miner mixes the positions: {@code irfft(fusion(rfft(S)))}. */
    default Mixer mixer(String name, End4RecConfig config, Parameters parameters, long seed) {
        return new ChunkedDiagonalFusion(parameters, name + ".fusion", config.dim(), config.chunks(), seed)::mix;
    }

    /** The linear score; {@code bias} [1] is its bias, {@code items} the item table. */
    default NoiseScore score(Parameter bias, Parameter items, Parameters parameters) {
        return (linear, s0, mask, batch) -> linear;
    }

    /** Whether the rates of the behaviors are learned. */
    default boolean learnsRates() {
        return true;
    }

    /** The map of the signal before it is normalized: none. */
    default Readout readout(End4RecConfig config, Parameters parameters) {
        return (signal, batch) -> signal;
    }

    /**
     * A term that keeps the share of eliminated events near a rate. mask: [B,N,1]; probability: [B,N], to be kept. None
     * here.
     */
    default @Nullable LossTerm eliminationBudget(Variable mask, Variable probability) {
        return null;
    }
}
