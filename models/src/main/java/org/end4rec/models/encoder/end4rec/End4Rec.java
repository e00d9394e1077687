package org.end4rec.models.encoder.end4rec;

import static org.end4rec.autograd.ops.Gather.gather;
import static org.end4rec.autograd.ops.Multiply.multiply;
import static org.end4rec.autograd.ops.Reshape.reshape;
import static org.end4rec.autograd.ops.RowDot.rowDot;
import static org.end4rec.autograd.ops.Select.select;
import static org.end4rec.autograd.ops.Subtract.subtract;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.layers.LayerNormalization;
import org.end4rec.core.Shape;
import org.end4rec.models.data.Batch;
import org.end4rec.models.encoder.DenoisingEncoder;
import org.end4rec.models.encoder.EncoderBase;
import org.end4rec.models.encoder.Encoding;
import org.end4rec.models.encoder.EventDecision;
import org.end4rec.models.encoder.EventDecisions;
import org.end4rec.models.encoder.EventEmbedding;
import org.end4rec.models.encoder.FilteredEnergy;
import org.end4rec.models.encoder.ForwardMode;
import org.end4rec.models.encoder.LossTerm;
import org.end4rec.models.encoder.Readout;
import org.end4rec.models.encoder.Stage;
import org.end4rec.models.encoder.Stage.AuxiliaryLoss;
import org.end4rec.models.encoder.Stage.Signal;
import org.end4rec.models.encoder.end4rec.EfficientBehaviorMiner.Mined;
import org.end4rec.models.encoder.end4rec.End4RecConfig.Elimination;
import org.end4rec.models.encoder.end4rec.HardNoiseEliminator.Decision;
import org.end4rec.models.encoder.end4rec.SoftNoiseFilter.Filtered;
import org.jspecify.annotations.Nullable;

/**
 * END4Rec, section 4, in the paper's order: embed, equation (1), mine in the frequency domain, eliminate hard noise,
 * filter soft noise, read out the newest position. {@link GuidedTraining} trains it part by part.
 */
public final class End4Rec extends EncoderBase implements DenoisingEncoder {
    private final End4RecConfig config;
    private final Parts parts;
    private final EventEmbedding embedding;
    private final EfficientBehaviorMiner miner;
    private final @Nullable HardNoiseEliminator eliminator;
    private final @Nullable SoftNoiseFilter filter;
    private final Readout readout;
    private final LayerNormalization outputNorm;

    /**
     * A model with fresh parameters: the paper's model if {@code parts} and {@code stages} are the paper's.
     *
     * @param rates [R] the initial rates of the behaviors: mean numbers of events per user of the training log
     * @param seed same seed, same parameters
     */
    public End4Rec(End4RecConfig config, double[] rates, Parts parts, List<Stage> stages, long seed) {
        super("end4rec", stages);
        this.config = config;
        this.parts = Objects.requireNonNull(parts, "parts");
        if (rates.length != config.behaviors()) {
            throw new IllegalArgumentException("End4Rec: meanBehaviorCounts has " + rates.length
                    + " entries; expected one for each of the " + config.behaviors() + " behaviors");
        }
        embedding = new EventEmbedding(
                parameters, config.items(), config.behaviors(), config.length(), config.dim(), config.dropout(), seed);
        miner = new EfficientBehaviorMiner(config, parts, parameters, seed);
        eliminator = config.hard()
                ? new HardNoiseEliminator(config, rates, parts, embedding.items(), parameters, seed)
                : null;
        filter = config.soft() ? new SoftNoiseFilter(config, parameters, seed) : null;
        readout = parts.readout(config, parameters);
        outputNorm = new LayerNormalization(parameters, "output_norm", config.dim());
    }

    @Override
    public Parameter itemEmbedding() {
        return embedding.items();
    }

    @Override
    public Encoding encode(Tape tape, Batch batch, ForwardMode mode, Stage stage) {
        Forward f = forward(tape, batch, mode, stage);
        List<LossTerm> terms = mode.isTraining() ? terms(tape, batch, f, stage) : List.of();
        return new Encoding(
                f.representation(),
                terms,
                f.decision() == null ? null : f.decision().mask());
    }

    /** The terms that a stage adds to the recommendation loss. */
    private List<LossTerm> terms(Tape tape, Batch batch, Forward f, Stage stage) {
        List<LossTerm> terms = new ArrayList<>();
        if (config.weightCompactness() > 0 && stage.has(AuxiliaryLoss.COMPACTNESS)) {
            terms.addAll(miner.compactnessTerms(f.mined(), batch.size()));
        }
        Decision decision = f.decision();
        LossTerm budget = decision != null && stage.has(AuxiliaryLoss.ELIMINATION_BUDGET)
                ? parts.eliminationBudget(f.mask(), decision.probability())
                : null;
        if (budget != null) {
            terms.add(budget);
        }
        Variable pure = f.pureHard();
        if (config.weightContrast() > 0 && pure != null) {
            Variable target = gather(tape.leaf(embedding.items()), batch.targets(), Shape.of(batch.size()));
            NoiseContrast contrast = new NoiseContrast(config.weightContrast(), target);
            if (decision != null && f.noiseHard() != null) {
                float[] kept = decision.mask().value();
                terms.add(
                        contrast.hard(pure, f.newest(), f.noiseHard(), f.mask().value(), kept));
            }
            if (f.filtered() != null && stage.has(AuxiliaryLoss.SOFT_CONTRAST)) {
                terms.add(contrast.soft(f.filtered().kept(), pure, f.filtered().removed()));
            }
        }
        return terms;
    }

    /**
     * The intermediate values that the paper names. A value that a stage does not need is null. Of H, H_hp and H_hn
     * only the newest position [B,d] is kept.
     */
    record Forward(
            Variable mask,
            Mined mined,
            @Nullable Decision decision,
            Variable newest,
            @Nullable Variable pureHard,
            @Nullable Variable noiseHard,
            @Nullable Filtered filtered,
            Variable representation) {}

    Forward forward(Tape tape, Batch batch, ForwardMode mode, Stage stage) {
        checkLength("End4Rec", config.length(), batch.length());
        // equation (1): S⁰
        Variable mask = EventEmbedding.mask(tape, batch);
        Variable s0 = embedding.embed(tape, batch, mask, mode);
        boolean every = batch.hasTargetsAtEveryPosition();
        HardNoiseEliminator deciding = stage.eliminates() ? eliminator : null;
        if (every || stage.reads() == Signal.MINED || (deciding == null && filter == null)) {
            Mined mined = miner.mine(s0, mask, mode.within("original"), !every);
            Variable h = mined.output();
            return new Forward(mask, mined, null, h, null, null, null, readOut(h, batch));
        }
        // equations (2) to (4): H
        Mined mined = miner.mine(s0, mask, mode.within("original"), false);
        Variable h = mined.output();
        Variable newest = select(h, 1, -1);
        // equation (5): the mask of the kept events
        Decision decision = deciding == null ? null : deciding.decide(tape, h, s0, mask, batch, mode);
        Variable kept = decision == null ? null : reshape(decision.mask(), mask.shape());
        // equation (6): H_hn and H_hp
        boolean contrasts = mode.isTraining() && config.weightContrast() > 0 && stage.has(AuxiliaryLoss.HARD_CONTRAST);
        Variable noise = kept != null && contrasts ? part(newest, s0, subtract(mask, kept), mask, mode, "noise") : null;
        if (stage.reads() == Signal.PURE || filter == null) {
            Variable pure = kept == null ? newest : part(newest, s0, kept, mask, mode, "pure");
            return new Forward(mask, mined, decision, newest, pure, noise, null, readOut(pure, batch));
        }
        Variable pure = kept == null ? h : part(h, s0, kept, mask, mode, "pure");
        // equation (7): S_sp and S_sn
        Filtered filtered = filter.filterNewest(tape, pure, batch);
        Variable newestPure = select(pure, 1, -1);
        return new Forward(mask, mined, decision, newest, newestPure, noise, filtered, readOut(filtered.kept(), batch));
    }

    /**
     * H_hp or H_hn: mined from the chosen events, or H at the chosen events. {@code h} and the result are [B,N,d], or
     * the newest position [B,d]. {@code chosen} [B,N,1] are the kept events or the eliminated events.
     */
    private Variable part(Variable h, Variable s0, Variable chosen, Variable mask, ForwardMode mode, String purpose) {
        boolean newest = h.shape().rank() == 2;
        if (config.elimination() == Elimination.REPRESENTATION) {
            return multiply(h, newest ? select(chosen, 1, -1) : chosen);
        }
        return miner.mine(multiply(s0, chosen), mask, mode.within(purpose), newest)
                .output();
    }

    /** z from the newest position [B,d], or from all [B,N,d]. */
    private Variable readOut(Variable s, Batch batch) {
        return outputNorm.apply(readout.of(s, batch));
    }

    @Override
    public boolean judgesEvents() {
        return eliminator != null;
    }

    /** The decisions about the events of a batch in evaluation; null without an eliminator. */
    public @Nullable EventDecisions judge(Batch batch) {
        checkLength("End4Rec", config.length(), batch.length());
        if (eliminator == null) {
            return null;
        }
        Tape tape = Tape.inference();
        ForwardMode mode = ForwardMode.evaluation();
        Variable mask = EventEmbedding.mask(tape, batch);
        Variable s0 = embedding.embed(tape, batch, mask, mode);
        Variable h = miner.mine(s0, mask, mode.within("original"), false).output();
        Decision d = eliminator.decide(tape, h, s0, mask, batch, mode);
        float[] probability = d.probability().value();
        return new EventDecisions(
                batch,
                d.preference().value(),
                d.noise().value(),
                probability,
                d.mask().value());
    }

    @Override
    public List<EventDecision> decisions(Batch batch) {
        EventDecisions judged = judge(batch);
        return judged == null ? List.of() : judged.list();
    }

    @Override
    public @Nullable FilteredEnergy filteredEnergy(Batch batch) {
        Objects.requireNonNull(batch, "batch");
        if (filter == null) {
            return null;
        }
        Tape tape = Tape.inference();
        Forward f = forward(tape, batch, ForwardMode.evaluation(), lastStage());
        Variable pure = Objects.requireNonNull(f.filtered()).input();
        Variable removed = multiply(subtract(pure, filter.filter(tape, pure, batch)), f.mask());
        return new FilteredEnergy(
                rowDot(pure, pure).value().clone(),
                rowDot(removed, removed).value().clone());
    }
}
