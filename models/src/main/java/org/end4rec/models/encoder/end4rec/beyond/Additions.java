package org.end4rec.models.encoder.end4rec.beyond;

import static org.end4rec.autograd.ops.Multiply.multiply;
import static org.end4rec.autograd.ops.Sum.sum;

import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Parameters;
import org.end4rec.autograd.Variable;
import org.end4rec.models.encoder.LossTerm;
import org.end4rec.models.encoder.Mixer;
import org.end4rec.models.encoder.NoiseScore;
import org.end4rec.models.encoder.Readout;
import org.end4rec.models.encoder.end4rec.End4RecConfig;
import org.end4rec.models.encoder.end4rec.Parts;
import org.jspecify.annotations.Nullable;

/** Chooses each part of a variant: the paper's, or an addition. */
record Additions(End4RecVariant variant) implements Parts {
    @Override
    public Mixer mixer(String name, End4RecConfig config, Parameters parameters, long seed) {
        return switch (variant.mixing()) {
            case SHARED -> Parts.super.mixer(name, config, parameters, seed);
            case BANDED -> new BandedMixing(parameters, name, config, seed);
            case CAUSAL -> new CausalMixing(parameters, name, config, seed);
        };
    }

    @Override
    public NoiseScore score(Parameter bias, Parameter items, Parameters parameters) {
        int d = variant.dim();
        return switch (variant.score()) {
            case LINEAR -> Parts.super.score(bias, items, parameters);
            case AGREEMENT -> new AgreementScore(d, AgreementScore.EVENT_SCALE, null, parameters);
            case ITEM_AGREEMENT -> new AgreementScore(d, AgreementScore.ITEM_SCALE, items, parameters);
            case SQUARED_AGREEMENT -> new SquaredAgreementScore(d, bias, items, parameters);
        };
    }

    @Override
    public boolean learnsRates() {
        return variant.preference() != End4RecVariant.Preference.FIXED;
    }

    /** {@code w_e·(mean of (1 − π) − ρ)²}, which is {@code w_e·(mean of π − (1 − ρ))²}. */
    @Override
    public @Nullable LossTerm eliminationBudget(Variable mask, Variable probability) {
        if (variant.weightElimination() == 0) {
            return null;
        }
        float[] real = mask.value();
        double events = 0;
        for (float each : real) {
            events += each;
        }
        Variable kept = multiply(probability, mask.tape().constant(probability.shape(), real));
        return new LossTerm(
                "elimination",
                sum(kept),
                events,
                new LossTerm.SquaredDeviation(variant.weightElimination(), 1 - variant.eliminationRate()));
    }

    @Override
    public Readout readout(End4RecConfig config, Parameters parameters) {
        return variant.target() == 0
                ? Parts.super.readout(config, parameters)
                : new BehaviorQuery(config, variant.target(), parameters)::apply;
    }
}
