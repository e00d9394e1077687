package org.end4rec.models.encoder.end4rec;

import static org.end4rec.autograd.ops.Compactness.compactness;
import static org.end4rec.autograd.ops.Gather.gather;
import static org.end4rec.autograd.ops.Multiply.multiply;
import static org.end4rec.autograd.ops.Sum.sum;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.core.Shape;
import org.end4rec.models.data.Batch;
import org.end4rec.models.encoder.Stage;
import org.end4rec.models.encoder.Term;
import org.end4rec.models.encoder.end4rec.End4Rec.Forward;
import org.end4rec.models.encoder.end4rec.HardNoiseEliminator.Decision;

/** What END4Rec's training adds to the recommendation loss: compactness, the elimination budget and the contrastive terms. */
final class End4RecLosses {
    private final End4RecConfig config;
    private final Parameter items;

    End4RecLosses(End4RecConfig config, Parameter items) {
        this.config = config;
        this.items = items;
    }

    /** The terms of a shard in training, besides the recommendation loss. */
    List<Term> terms(Tape tape, Batch batch, Forward f, Stage stage) {
        List<Term> terms = new ArrayList<>();
        if (config.weightCompactness() > 0 && (End4Rec.mines(stage) || End4Rec.isJoint(stage))) {
            for (Variable m : f.mixed()) {
                terms.add(new Term(
                        "compactness",
                        sum(compactness(m, config.codingPrecision())),
                        batch.size(),
                        new Term.Mean(config.weightCompactness())));
            }
        }
        if (f.decision() != null
                && (stage.equals(End4Rec.HARD) || stage.equals(End4Rec.JOINT))
                && config.weightElimination() > 0) {
            terms.add(elimination(f.mask(), f.decision()));
        }
        if (config.weightContrast() > 0 && !End4Rec.mines(stage)) {
            contrast(tape, batch, f, stage, terms);
        }
        return terms;
    }

    /** The elimination budget, {@code w_e·(mean of (1 − π) − ρ)²}, which is {@code w_e·(mean of π − (1 − ρ))²}. */
    private Term elimination(Variable mask, Decision decision) {
        float[] real = mask.value();
        Variable kept = multiply(
                decision.probability(),
                mask.tape().constant(decision.probability().shape(), real));
        return new Term(
                "elimination",
                sum(kept),
                count(real, 0, real.length),
                new Term.SquaredDeviation(config.weightElimination(), 1 - config.eliminationRate()));
    }

    private void contrast(Tape tape, Batch batch, Forward f, Stage stage, List<Term> terms) {
        Variable target = gather(tape.leaf(items), batch.targets(), Shape.of(batch.size()));
        double weight = config.weightContrast();
        Variable pure = f.pureHard();
        if (pure != null && f.noiseHard() != null && f.decision() != null) {
            float[] split = splitSequences(
                    tape, batch, f.mask().value(), f.decision().mask().value());
            terms.add(NoiseContrast.term("contrast_hard", weight, pure, f.newest(), f.noiseHard(), target, split));
        }
        if (pure != null && f.filtered() != null) {
            float[] all = tape.arena().take(batch.size());
            Arrays.fill(all, 1f);
            terms.add(NoiseContrast.term(
                    "contrast_soft",
                    weight,
                    f.filtered().kept(),
                    pure,
                    f.filtered().removed(),
                    target,
                    all));
        }
    }

    /** 1 for a sequence of which something was kept and something eliminated. */
    private static float[] splitSequences(Tape tape, Batch batch, float[] real, float[] kept) {
        int n = batch.length();
        float[] split = tape.arena().take(batch.size());
        for (int i = 0; i < split.length; i++) {
            double keptEvents = count(kept, i * n, n);
            split[i] = keptEvents > 0 && keptEvents < count(real, i * n, n) ? 1f : 0f;
        }
        return split;
    }

    private static double count(float[] ones, int from, int n) {
        double count = 0;
        for (int i = from; i < from + n; i++) {
            count += ones[i];
        }
        return count;
    }
}
