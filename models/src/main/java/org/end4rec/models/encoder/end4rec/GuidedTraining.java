package org.end4rec.models.encoder.end4rec;

import static org.end4rec.models.encoder.Stage.AuxiliaryLoss.COMPACTNESS;
import static org.end4rec.models.encoder.Stage.AuxiliaryLoss.ELIMINATION_BUDGET;
import static org.end4rec.models.encoder.Stage.AuxiliaryLoss.HARD_CONTRAST;
import static org.end4rec.models.encoder.Stage.AuxiliaryLoss.SOFT_CONTRAST;

import java.util.List;
import java.util.Set;
import org.end4rec.models.data.Targets;
import org.end4rec.models.encoder.Stage;
import org.end4rec.models.encoder.Stage.Epochs;
import org.end4rec.models.encoder.Stage.Signal;

/**
 * Guided training, section 4.5: first the miner, then each of the denoising parts on top of it, finally all parts. A
 * transform mixes every position with all others. So a training sequence is a prefix of a history, and its target is
 * the event after the prefix. Where events leave the sequence, {@code SequenceElimination} has the stages.
 */
public final class GuidedTraining {
    /** Embedding, miner and readout. */
    public static final Set<String> MINER = Set.of("item_", "behavior_", "position_", "embedding_", "ebm.", "output_");

    /** The miner learns to predict from all events. */
    public static final Stage MINING =
            new Stage("mining", MINER, Targets.PREFIX, Signal.MINED, false, Set.of(COMPACTNESS), Epochs.MINING);

    /** The Hard Noise Eliminator learns from the events that it keeps. */
    public static final Stage HARD = new Stage(
            "hard",
            Set.of("hard."),
            Targets.NEWEST,
            Signal.PURE,
            true,
            Set.of(ELIMINATION_BUDGET, HARD_CONTRAST),
            Epochs.HARD);

    /** The Soft Noise Filter learns on the mined events that are kept. */
    public static final Stage SOFT = new Stage(
            "soft", Set.of("soft."), Targets.NEWEST, Signal.FILTERED, true, Set.of(SOFT_CONTRAST), Epochs.SOFT);

    /** All parts learn together. */
    public static final Stage JOINT = new Stage(
            "joint",
            Set.of(""),
            Targets.NEWEST,
            Signal.FILTERED,
            true,
            Set.of(COMPACTNESS, ELIMINATION_BUDGET, HARD_CONTRAST, SOFT_CONTRAST),
            Epochs.JOINT);

    /** The four steps, in order. */
    public static final List<Stage> STAGES = List.of(MINING, HARD, SOFT, JOINT);

    private GuidedTraining() {}
}
