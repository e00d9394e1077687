package org.end4rec.models.encoder.end4rec;

import static org.end4rec.autograd.ops.Multiply.multiply;
import static org.end4rec.autograd.ops.Reshape.reshape;
import static org.end4rec.autograd.ops.RowDot.rowDot;
import static org.end4rec.autograd.ops.Select.select;
import static org.end4rec.autograd.ops.Subtract.subtract;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Parameters;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.layers.LayerNormalization;
import org.end4rec.models.data.Batch;
import org.end4rec.models.data.Targets;
import org.end4rec.models.encoder.Encoding;
import org.end4rec.models.encoder.EventEmbedding;
import org.end4rec.models.encoder.Pass;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.encoder.Sifted;
import org.end4rec.models.encoder.Stage;
import org.end4rec.models.encoder.Threshold;
import org.end4rec.models.encoder.end4rec.EfficientBehaviorMiner.Mined;
import org.end4rec.models.encoder.end4rec.HardNoiseEliminator.Decision;
import org.end4rec.models.encoder.end4rec.SoftNoiseFilter.Filtered;
import org.jspecify.annotations.Nullable;

/**
 * END4Rec: embed, mine in the frequency domain, eliminate hard noise, filter soft noise, read out the newest position.
 * The stages of guided training see it part by part; see {@link #stages}.
 */
public final class End4Rec implements SequenceEncoder {
    private static final Set<String> MINER = Set.of(
            "item_embedding",
            "behavior_embedding",
            "position_embedding",
            "embedding_norm",
            "ebm.",
            "query.",
            "output_norm");

    /** Embedding, miner and readout, trained on H. */
    public static final Stage MINING = new Stage("mining", MINER);

    /** The Hard Noise Eliminator, trained on H_hp. */
    public static final Stage HARD = new Stage("hard", Set.of("hard."));

    /** The miner again, trained on the H of sequences that the eliminator has sifted. */
    public static final Stage REMINING = new Stage("remining", MINER);

    /** The Soft Noise Filter, trained on S_sp. */
    public static final Stage SOFT = new Stage("soft", Set.of("soft."));

    /** Everything, trained on S_sp. */
    public static final Stage JOINT = new Stage("joint", Set.of(""));

    /** Everything but the eliminator, which has sifted the sequences: through what is not there goes no gradient. */
    public static final Stage SIFTED_JOINT = new Stage("joint", union(MINER, SOFT.moves()));

    private final End4RecConfig config;
    private final Parameters parameters = new Parameters();
    private final EventEmbedding embedding;
    private final EfficientBehaviorMiner miner;
    private final @Nullable HardNoiseEliminator eliminator;
    private final @Nullable SoftNoiseFilter filter;
    private final @Nullable BehaviorQuery query;
    private final LayerNormalization outputNorm;
    private final End4RecLosses losses;

    /**
     * A model with fresh parameters.
     *
     * @param meanBehaviorCounts [R] mean number of events of each behavior per user of the training log
     * @param seed same seed, same parameters
     */
    public End4Rec(End4RecConfig config, double[] meanBehaviorCounts, long seed) {
        if (meanBehaviorCounts.length != config.behaviors()) {
            throw new IllegalArgumentException("End4Rec: meanBehaviorCounts has " + meanBehaviorCounts.length
                    + " entries; expected one for each of the " + config.behaviors() + " behaviors");
        }
        this.config = config;
        embedding = new EventEmbedding(
                parameters, config.items(), config.behaviors(), config.length(), config.dim(), config.dropout(), seed);
        miner = new EfficientBehaviorMiner(config, parameters, seed);
        eliminator = config.hard()
                ? new HardNoiseEliminator(config, meanBehaviorCounts, embedding.items(), parameters, seed)
                : null;
        filter = config.soft() ? new SoftNoiseFilter(config, parameters, seed) : null;
        query = config.target() > 0 ? new BehaviorQuery(config, parameters) : null;
        outputNorm = new LayerNormalization(parameters, "output_norm", config.dim());
        losses = new End4RecLosses(config, embedding.items());
    }

    @Override
    public String name() {
        return "end4rec";
    }

    @Override
    public Parameters parameters() {
        return parameters;
    }

    @Override
    public Parameter itemEmbedding() {
        return embedding.items();
    }

    private static Set<String> union(Set<String> a, Set<String> b) {
        Set<String> all = new HashSet<>(a);
        all.addAll(b);
        return Set.copyOf(all);
    }

    /**
     * Guided training: {@link #MINING}, {@link #HARD}, {@link #SOFT}, {@link #JOINT}; with sifted sequences {@link #MINING},
     * {@link #HARD}, {@link #REMINING}, {@link #SOFT}, {@link #SIFTED_JOINT}.
     */
    @Override
    public List<Stage> stages() {
        return config.level() == End4RecConfig.Level.SEQUENCE
                ? List.of(MINING, HARD, REMINING, SOFT, SIFTED_JOINT)
                : List.of(MINING, HARD, SOFT, JOINT);
    }

    /** In mining the event after each one, or after a prefix if the mixing looks both ways, as the denoising parts do. */
    @Override
    public Targets targets(Stage stage) {
        Objects.requireNonNull(stage, "stage");
        if (!mines(stage)) {
            return Targets.NEWEST;
        }
        return config.mixing() == End4RecConfig.Mixing.CAUSAL ? Targets.NEXT : Targets.PREFIX;
    }

    @Override
    public Encoding encode(Tape tape, Batch batch, Pass pass, Stage stage) {
        Forward f = forward(tape, batch, pass, stage);
        return new Encoding(
                f.representation(),
                pass.isTraining() ? losses.terms(tape, batch, f, stage) : List.of(),
                f.decision() == null ? null : f.decision().mask());
    }

    /** Whether a stage trains the miner alone. */
    static boolean mines(Stage stage) {
        return stage.equals(MINING) || stage.equals(REMINING);
    }

    /** Whether a stage takes the eliminated events out of the sequences. */
    private boolean sifts(Stage stage) {
        return config.level() == End4RecConfig.Level.SEQUENCE && !stage.equals(MINING) && !stage.equals(HARD);
    }

    @Override
    public Sifted sift(Batch batch, Stage stage) {
        Objects.requireNonNull(batch, "batch");
        Objects.requireNonNull(stage, "stage");
        Decision decision = sifts(stage) ? decide(batch) : null;
        if (decision == null) {
            return new Sifted(batch);
        }
        float[] kept = kept(batch, decision);
        return new Sifted(batch.keeping(kept), kept);
    }

    /** [B,N], 0 for an eliminated event. Where events leave the sequence, one of which nothing would be left is left alone. */
    private float[] kept(Batch batch, Decision decision) {
        float[] mask = decision.mask().value();
        return config.level() == End4RecConfig.Level.SEQUENCE ? batch.sparing(mask) : mask;
    }

    @Override
    public @Nullable Threshold threshold(Stage stage) {
        Objects.requireNonNull(stage, "stage");
        HardNoiseEliminator deciding = eliminator;
        if (deciding == null || config.level() != End4RecConfig.Level.SEQUENCE || stage.equals(MINING)) {
            return null;
        }
        return new Threshold() {
            @Override
            public float[] margins(Batch batch) {
                List<EventDecision> decisions = decisions(batch);
                float[] margins = new float[decisions.size()];
                for (int i = 0; i < margins.length; i++) {
                    margins[i] = decisions.get(i).margin();
                }
                return margins;
            }

            @Override
            public void raise(float by) {
                deciding.raise(by);
            }
        };
    }

    /** Whether there is a Hard Noise Eliminator. */
    public boolean judgesEvents() {
        return eliminator != null;
    }

    /**
     * The Hard Noise Eliminator's decisions about the events of a batch, row by row, oldest first, without padding; none of
     * a model without it.
     */
    public List<EventDecision> decisions(Batch batch) {
        Decision decision = decide(batch);
        List<EventDecision> decisions = new ArrayList<>();
        if (decision == null) {
            return decisions;
        }
        float[] kept = kept(batch, decision);
        for (int i = 0; i < batch.items().length; i++) {
            if (batch.items()[i] > 0) {
                decisions.add(new EventDecision(
                        batch.items()[i],
                        batch.behaviors()[i],
                        decision.preference().value()[i],
                        decision.noise().value()[i],
                        decision.probability().value()[i],
                        kept[i] > 0));
            }
        }
        return decisions;
    }

    /** What the eliminator decides in evaluation; null without it. */
    private @Nullable Decision decide(Batch batch) {
        checkLength(batch);
        if (eliminator == null) {
            return null;
        }
        Tape tape = Tape.inference();
        Pass pass = Pass.evaluation();
        Variable mask = EventEmbedding.mask(tape, batch);
        Variable s0 = embedding.embed(tape, batch, mask, pass);
        Variable h = miner.mine(s0, mask, pass, "original").output();
        return eliminator.decide(tape, h, s0, mask, batch, pass);
    }

    /**
     * What the Soft Noise Filter takes away from the events of a {@linkplain #sift sifted} batch, in evaluation; null
     * without a filter.
     */
    public @Nullable FilteredEnergy filteredEnergy(Batch batch) {
        Objects.requireNonNull(batch, "batch");
        if (filter == null) {
            return null;
        }
        Tape tape = Tape.inference();
        Forward f = forward(tape, batch, Pass.evaluation(), lastStage());
        Variable pure = Objects.requireNonNull(f.filtered()).input();
        Variable removed = multiply(subtract(pure, filter.filter(tape, pure, batch)), f.mask());
        return new FilteredEnergy(
                rowDot(pure, pure).value().clone(),
                rowDot(removed, removed).value().clone());
    }

    private void checkLength(Batch batch) {
        if (batch.length() != config.length()) {
            throw new IllegalArgumentException("End4Rec: the batch has sequences of " + batch.length()
                    + " events; this model was made for " + config.length());
        }
    }

    /**
     * The intermediate values that the paper names; those that a stage does not need are null. Of H, H_hp and H_hn only
     * the newest position [B,d] is read again.
     */
    record Forward(
            Variable mask,
            Variable s0,
            List<Variable> mixed,
            @Nullable Decision decision,
            Variable newest,
            @Nullable Variable pureHard,
            @Nullable Variable noiseHard,
            @Nullable Filtered filtered,
            Variable representation) {}

    Forward forward(Tape tape, Batch batch, Pass pass, Stage stage) {
        checkLength(batch);
        Variable mask = EventEmbedding.mask(tape, batch);
        Variable s0 = embedding.embed(tape, batch, mask, pass);
        boolean every = batch.hasTargetsAtEveryPosition();
        HardNoiseEliminator deciding = sifts(stage) ? null : eliminator;
        if (every || mines(stage) || deciding == null && filter == null) {
            Mined mined = every ? miner.mine(s0, mask, pass, "original") : miner.mineNewest(s0, mask, pass, "original");
            return new Forward(
                    mask, s0, mined.mixed(), null, mined.output(), null, null, null, readOut(mined.output(), batch));
        }
        Mined mined = miner.mine(s0, mask, pass, "original");
        Variable h = mined.output();
        Variable newest = select(h, 1, -1);
        Decision decision = deciding == null ? null : deciding.decide(tape, h, s0, mask, batch, pass);
        Variable kept = decision == null ? null : reshape(decision.mask(), mask.shape());
        Variable noise =
                kept != null && needsHardContrast(pass, stage) ? eliminated(newest, s0, kept, mask, pass) : null;
        if (stage.equals(HARD) || filter == null) {
            Variable pure = kept == null ? newest : pureNewest(newest, s0, kept, mask, pass);
            return new Forward(mask, s0, mined.mixed(), decision, newest, pure, noise, null, readOut(pure, batch));
        }
        Variable pure = kept == null ? h : pure(h, s0, kept, mask, pass);
        Filtered filtered = filter.filterNewest(tape, pure, batch);
        return new Forward(
                mask,
                s0,
                mined.mixed(),
                decision,
                newest,
                select(pure, 1, -1),
                noise,
                filtered,
                readOut(filtered.kept(), batch));
    }

    /** H_hp: what is mined from the kept events, or what is kept of H. */
    private Variable pure(Variable h, Variable s0, Variable kept, Variable mask, Pass pass) {
        return config.level() == End4RecConfig.Level.REPRESENTATION
                ? multiply(h, kept)
                : miner.mine(multiply(s0, kept), mask, pass, "pure").output();
    }

    /** The newest position of H_hp. */
    private Variable pureNewest(Variable newest, Variable s0, Variable kept, Variable mask, Pass pass) {
        return config.level() == End4RecConfig.Level.REPRESENTATION
                ? multiply(newest, select(kept, 1, -1))
                : miner.mineNewest(multiply(s0, kept), mask, pass, "pure").output();
    }

    /** The newest position of H_hn: what the Hard Noise Eliminator took out. */
    private Variable eliminated(Variable newest, Variable s0, Variable kept, Variable mask, Pass pass) {
        Variable dropped = subtract(mask, kept);
        return config.level() == End4RecConfig.Level.REPRESENTATION
                ? multiply(newest, select(dropped, 1, -1))
                : miner.mineNewest(multiply(s0, dropped), mask, pass, "noise").output();
    }

    private boolean needsHardContrast(Pass pass, Stage stage) {
        return pass.isTraining() && config.weightContrast() > 0 && (stage.equals(HARD) || stage.equals(JOINT));
    }

    static boolean isJoint(Stage stage) {
        return stage.equals(JOINT) || stage.equals(SIFTED_JOINT);
    }

    /** z from the newest position [B,d], or from all [B,N,d]. */
    private Variable readOut(Variable s, Batch batch) {
        return outputNorm.apply(query == null ? s : query.apply(s, batch));
    }
}
