package org.end4rec.models.encoder;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.end4rec.models.data.Targets;
import org.jspecify.annotations.Nullable;

/**
 * The plan of one stage of training: a row of the table in docs/end4rec.md.
 *
 * @param name the name in configurations, logs and saved runs
 * @param moves prefixes of the names of the parameters that move
 * @param targets the targets of a training sequence, unless the configuration asks for the target behavior only
 * @param reads the signal that z is read from
 * @param eliminates whether the encoder eliminates hard noise on the way to that signal; events that have left the
 *     sequence before are gone in any case
 * @param losses the terms that are added to the recommendation loss
 * @param epochs the keys of the configuration for the number of epochs and the learning rate
 */
public record Stage(
        String name,
        Set<String> moves,
        Targets targets,
        Signal reads,
        boolean eliminates,
        Set<AuxiliaryLoss> losses,
        Epochs epochs) {
    /** The signal that z is read from. */
    public enum Signal {
        /** H, mined from all events. */
        MINED,
        /** H_hp, H without hard noise. */
        PURE,
        /** S_sp, H_hp without soft noise; the only signal of an encoder that does not denoise. */
        FILTERED
    }

    /** A term of the loss besides the recommendation loss. */
    public enum AuxiliaryLoss {
        /** Compactness of the mined signals. */
        COMPACTNESS,
        /** The budget of eliminated events. */
        ELIMINATION_BUDGET,
        /** Contrast of the events that the Hard Noise Eliminator keeps with those that it eliminates. */
        HARD_CONTRAST,
        /** Contrast of the signal that the Soft Noise Filter keeps with the signal that it removes. */
        SOFT_CONTRAST
    }

    /** The keys of the configuration for a stage: its number of epochs, and its learning rate. */
    public enum Epochs {
        /** {@code miningEpochs}, {@code learningRate}. */
        MINING,
        /** {@code hardEpochs}, {@code denoisingLearningRate}. */
        HARD,
        /** {@code reminingEpochs}, {@code learningRate}. */
        REMINING,
        /** {@code softEpochs}, {@code denoisingLearningRate}. */
        SOFT,
        /** {@code jointEpochs}, {@code jointLearningRate}. */
        JOINT,
        /** The epochs of all stages together, {@code learningRate}: for an encoder that has one stage. */
        ALL
    }

    /** No reference is null. */
    public Stage {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(moves, "moves");
        Objects.requireNonNull(targets, "targets");
        Objects.requireNonNull(reads, "reads");
        Objects.requireNonNull(losses, "losses");
        Objects.requireNonNull(epochs, "epochs");
    }

    /** The stage of an encoder with one stage: everything moves. */
    public static Stage single(Targets targets) {
        return new Stage("joint", Set.of(""), targets, Signal.FILTERED, false, Set.of(), Epochs.ALL);
    }

    /** The same stage with other targets. */
    public Stage withTargets(Targets other) {
        return new Stage(name, moves, other, reads, eliminates, losses, epochs);
    }

    /** The same stage, in which the parameters of one more prefix move. */
    public Stage moving(String prefix) {
        Set<String> more = new HashSet<>(moves);
        more.add(prefix);
        return new Stage(name, Set.copyOf(more), targets, reads, eliminates, losses, epochs);
    }

    /** Whether the parameter of that name moves. */
    public boolean trains(String parameter) {
        return moves.stream().anyMatch(parameter::startsWith);
    }

    /** Whether a loss is part of the stage. */
    public boolean has(AuxiliaryLoss loss) {
        return losses.contains(Objects.requireNonNull(loss, "loss"));
    }

    /**
     * Written by hand: the generated method of a record would keep the class loader of an application that was taken
     * down.
     */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Stage stage
                && name.equals(stage.name)
                && moves.equals(stage.moves)
                && targets == stage.targets
                && reads == stage.reads
                && eliminates == stage.eliminates
                && losses.equals(stage.losses)
                && epochs == stage.epochs;
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + moves.hashCode();
    }
}
