package org.end4rec.models.encoder.end4rec.beyond;

import static org.end4rec.models.encoder.end4rec.GuidedTraining.HARD;
import static org.end4rec.models.encoder.end4rec.GuidedTraining.MINER;
import static org.end4rec.models.encoder.end4rec.GuidedTraining.MINING;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Parameters;
import org.end4rec.autograd.Tape;
import org.end4rec.models.data.Batch;
import org.end4rec.models.data.Targets;
import org.end4rec.models.encoder.DenoisingEncoder;
import org.end4rec.models.encoder.EliminationThreshold;
import org.end4rec.models.encoder.Encoding;
import org.end4rec.models.encoder.EventDecision;
import org.end4rec.models.encoder.EventDecisions;
import org.end4rec.models.encoder.FilteredEnergy;
import org.end4rec.models.encoder.ForwardMode;
import org.end4rec.models.encoder.KeptEvents;
import org.end4rec.models.encoder.Stage;
import org.end4rec.models.encoder.Stage.AuxiliaryLoss;
import org.end4rec.models.encoder.Stage.Epochs;
import org.end4rec.models.encoder.Stage.Signal;
import org.end4rec.models.encoder.end4rec.End4Rec;
import org.jspecify.annotations.Nullable;

/**
 * Not in the paper. END4Rec that removes eliminated events from the sequence before anything is encoded, once the
 * eliminator is trained. The gap is closed. A sequence whose events would all be removed is kept whole. Mining
 * continues with such sequences, and the validation chooses how many events are removed.
 */
public final class SequenceElimination implements DenoisingEncoder {
    /** The miner again, trained on sequences without the eliminated events. */
    public static final Stage REMINING = new Stage(
            "remining", MINER, Targets.PREFIX, Signal.MINED, false, Set.of(AuxiliaryLoss.COMPACTNESS), Epochs.REMINING);

    /** The Soft Noise Filter, on such sequences. */
    public static final Stage SOFT = new Stage(
            "soft",
            Set.of("soft."),
            Targets.NEWEST,
            Signal.FILTERED,
            false,
            Set.of(AuxiliaryLoss.SOFT_CONTRAST),
            Epochs.SOFT);

    /**
     * Trains all parameters except the eliminator's. Removed events are not in the batch, so no gradient can reach it.
     */
    public static final Stage JOINT = new Stage(
            "joint",
            union(MINER, SOFT.moves()),
            Targets.NEWEST,
            Signal.FILTERED,
            false,
            Set.of(AuxiliaryLoss.COMPACTNESS, AuxiliaryLoss.SOFT_CONTRAST),
            Epochs.JOINT);

    /** The stages, in order. */
    public static final List<Stage> STAGES = List.of(MINING, HARD, REMINING, SOFT, JOINT);

    private static final Set<Epochs> BEFORE = Set.of(Epochs.MINING, Epochs.HARD);

    /** The bias of the noise score: a smaller one keeps more events. */
    private static final String BIAS = "hard.score.bias";

    private final End4Rec model;

    /** @param model a model that was made with {@link #STAGES} */
    SequenceElimination(End4Rec model) {
        this.model = model;
    }

    private static Set<String> union(Set<String> a, Set<String> b) {
        Set<String> all = new HashSet<>(a);
        all.addAll(b);
        return Set.copyOf(all);
    }

    @Override
    public String name() {
        return model.name();
    }

    @Override
    public Parameters parameters() {
        return model.parameters();
    }

    @Override
    public Parameter itemEmbedding() {
        return model.itemEmbedding();
    }

    @Override
    public List<Stage> stages() {
        return model.stages();
    }

    @Override
    public Encoding encode(Tape tape, Batch batch, ForwardMode mode, Stage stage) {
        return model.encode(tape, batch, mode, stage);
    }

    @Override
    public boolean judgesEvents() {
        return model.judgesEvents();
    }

    /** Whether a stage comes after the eliminator's. */
    private static boolean sifts(Stage stage) {
        return !BEFORE.contains(stage.epochs());
    }

    @Override
    public KeptEvents sift(Batch batch, Stage stage) {
        Objects.requireNonNull(batch, "batch");
        Objects.requireNonNull(stage, "stage");
        EventDecisions judged = sifts(stage) ? model.judge(batch) : null;
        if (judged == null) {
            return new KeptEvents(batch);
        }
        float[] kept = judged.sparing().kept();
        return new KeptEvents(batch.keeping(kept), kept);
    }

    /** The decisions, with all events kept in a sequence that would lose all of them. */
    @Override
    public List<EventDecision> decisions(Batch batch) {
        EventDecisions judged = model.judge(batch);
        return judged == null ? List.of() : judged.sparing().list();
    }

    @Override
    public @Nullable EliminationThreshold threshold(Stage stage) {
        Objects.requireNonNull(stage, "stage");
        if (!model.judgesEvents() || stage.epochs() == Epochs.MINING) {
            return null;
        }
        return new EliminationThreshold() {
            @Override
            public float[] margins(Batch batch) {
                List<EventDecision> decisions = model.decisions(batch);
                float[] margins = new float[decisions.size()];
                for (int i = 0; i < margins.length; i++) {
                    margins[i] = decisions.get(i).margin();
                }
                return margins;
            }

            @Override
            public void raiseMargins(float by) {
                model.parameters().get(BIAS).value().data()[0] -= by;
            }
        };
    }

    @Override
    public @Nullable FilteredEnergy filteredEnergy(Batch batch) {
        return model.filteredEnergy(batch);
    }
}
