package org.end4rec.models.training;

import java.util.Map;
import org.end4rec.models.encoder.EncoderConfig;
import org.end4rec.models.encoder.Stage;
import org.end4rec.models.encoder.end4rec.beyond.End4RecVariant;

/**
 * Every number of a training run, in groups. A file of it is flat: {@link ConfigFile} finds each key by its
 * {@link Key}, which also says what docs/configuration.md lists. Immutable; the constructor refuses values that do not
 * fit together.
 */
public record TrainingConfig(
        @Key(
                value = "the model: END4Rec or a baseline; a baseline with +b, such as sasrec+b, embeds behaviors too;"
                        + " with +v, such as sasrec+b+v, neighbors vote beside it as they vote beside END4Rec;"
                        + " popularity, markov and itemknn count events and train nothing",
                standard = "end4rec")
        Model model,

        EncoderSettings encoder,
        End4RecSettings end4rec,

        @Key(
                value = "how many nearest neighbors of each event's item get a vote beside the scores of END4Rec,"
                        + " or beside the scores of a baseline with +v; 0 means no votes; itemknn scores so many"
                        + " neighbors, at least 1",
                standard = "200",
                least = 0,
                most = 100_000,
                after = "query")
        int neighbors,

        Objective objective,
        Batching batching,
        Schedule schedule,
        Optimizer optimizer,
        Limits limits,
        CountingSettings counting,

        @Key(value = "seed of everything random", standard = "1")
        long seed) {
    /** The default of every key. */
    public static final TrainingConfig DEFAULTS = ConfigFile.standard();

    /** The targets of a training sequence. */
    public enum Positions {
        /** The event after the newest one, an example for each event of the target behavior. */
        LAST,
        /** The events of the target behavior. */
        TARGET,
        /** The events of any behavior. */
        ALL,
        /** The events of any behavior, an example for each. */
        EACH
    }

    /** The recommendation loss. */
    public enum Loss {
        /** Cross-entropy over the whole catalogue. */
        SOFTMAX,
        /** Softmax over the target and a sample, with logQ correction. */
        SAMPLED_SOFTMAX,
        /** Binary cross-entropy of the target and sampled items. */
        BCE,
        /** Bayesian personalized ranking. */
        BPR
    }

    /** @throws ConfigException for a value out of range, and for values that do not fit together */
    public TrainingConfig {
        ConfigKey.checkAll(
                TrainingConfig.class,
                model,
                encoder,
                end4rec,
                neighbors,
                objective,
                batching,
                schedule,
                optimizer,
                limits,
                counting,
                seed);
        boolean isEnd4Rec = !model.isBaseline();
        ConfigKey.refuseUnless(
                neighbors > 0 || model.architecture() != Architecture.ITEMKNN,
                "neighbors",
                neighbors,
                "at least 1 for itemknn");
        ConfigKey.checkDivisor("chunks", end4rec.chunks(), encoder.dim(), isEnd4Rec);
        ConfigKey.checkDivisor(
                "heads", encoder.heads(), encoder.dim(), model.architecture().attends());
        int jointEpochs = schedule.jointEpochs();
        ConfigKey.refuseUnless(
                jointEpochs > 0 || (schedule.guided() && epochsBeforeJoint(schedule, end4rec) > 0),
                "jointEpochs",
                jointEpochs,
                "at least 1 if no other stage has epochs");
        ConfigKey.refuseUnless(
                !end4rec.query() || !isEnd4Rec || predictsOneBehavior(end4rec.mixing(), objective.positions()),
                "query",
                end4rec.query(),
                "false if mining trains on prefixes before events of any behavior: choose mixing=causal with"
                        + " positions=all, or positions=target or last");
        boolean eliminatesInSequence = end4rec.hard() && end4rec.level() == End4RecVariant.Level.SEQUENCE;
        ConfigKey.refuseUnless(
                schedule.guided() || !eliminatesInSequence || !isEnd4Rec,
                "level",
                ConfigKey.text(end4rec.level()),
                "token or representation if guided is false: an event that has left the sequence gives the eliminator"
                        + " no gradient");
    }

    /** END4Rec as the paper describes it: see {@link Preset#PAPER}. */
    public static TrainingConfig paper() {
        return Preset.PAPER.on(DEFAULTS);
    }

    /** Most epochs of the stages before joint; remining, which needs mining, does not count. */
    private static int epochsBeforeJoint(Schedule schedule, End4RecSettings end4rec) {
        return schedule.miningEpochs()
                + (end4rec.hard() ? schedule.hardEpochs() : 0)
                + (end4rec.soft() ? schedule.softEpochs() : 0);
    }

    /** Whether each training sequence with only one target has a target of the target behavior. */
    private static boolean predictsOneBehavior(End4RecVariant.Mixing mixing, Positions positions) {
        return switch (positions) {
            case ALL -> mixing == End4RecVariant.Mixing.CAUSAL;
            case EACH -> false;
            case TARGET, LAST -> true;
        };
    }

    /** Hidden size d. */
    public int dim() {
        return encoder.dim();
    }

    /** Events per sequence, N. */
    public int length() {
        return encoder.length();
    }

    /** Most epochs of all stages together: the budget of an encoder with only one stage. */
    public int allEpochs() {
        int again = end4rec.level() == End4RecVariant.Level.SEQUENCE ? schedule.reminingEpochs() : 0;
        int before = schedule.miningEpochs() + schedule.hardEpochs() + again + schedule.softEpochs();
        return schedule.jointEpochs() + (schedule.guided() ? before : 0);
    }

    /** Most epochs of a stage; 0 for a stage whose part is left out. */
    int epochs(Stage stage) {
        boolean guided = schedule.guided();
        return switch (stage.epochs()) {
            case ALL -> allEpochs();
            case JOINT -> schedule.jointEpochs();
            case MINING -> guided ? schedule.miningEpochs() : 0;
            case HARD -> guided && end4rec.hard() ? schedule.hardEpochs() : 0;
            case REMINING -> guided && end4rec.hard() ? schedule.reminingEpochs() : 0;
            case SOFT -> guided && end4rec.soft() ? schedule.softEpochs() : 0;
        };
    }

    /** Learning rate of a stage. */
    double learningRate(Stage stage) {
        return switch (stage.epochs()) {
            case JOINT -> optimizer.jointLearningRate();
            case ALL, MINING, REMINING -> optimizer.learningRate();
            case HARD, SOFT -> optimizer.denoisingLearningRate();
        };
    }

    /** The key of {@link #learningRate(Stage)}. */
    static String learningRateKey(Stage stage) {
        return switch (stage.epochs()) {
            case JOINT -> "jointLearningRate";
            case ALL, MINING, REMINING -> "learningRate";
            case HARD, SOFT -> "denoisingLearningRate";
        };
    }

    /** How many nearest neighbors vote beside the encoder; 0 for a model without votes. */
    public int votes() {
        return model.votes() ? neighbors : 0;
    }

    /** The settings of a count-based baseline by name; empty for a model with an encoder. */
    public Map<String, Double> countingSettings() {
        return switch (model.architecture()) {
            case MARKOV -> Map.of("window", (double) counting.window(), "smoothing", counting.smoothing());
            case ITEMKNN ->
                Map.of(
                        "neighbors",
                        (double) neighbors,
                        "shrinkage",
                        counting.shrinkage(),
                        "recency",
                        counting.recency());
            default -> Map.of();
        };
    }

    /** END4Rec's part of the configuration, for a catalogue of that size and the number of the target behavior. */
    public End4RecVariant variant(int items, int behaviors, int target) {
        return End4RecVariant.builder(items, behaviors, length())
                .dim(encoder.dim())
                .layers(encoder.layers())
                .chunks(end4rec.chunks())
                .mixing(end4rec.mixing())
                .feedForward(end4rec.feedForward())
                .dropout((float) encoder.dropout())
                .temperature((float) end4rec.temperature())
                .codingPrecision(end4rec.codingPrecision())
                .level(end4rec.level())
                .score(end4rec.score())
                .preference(end4rec.preference())
                .weightCompactness(end4rec.weightCompactness())
                .weightContrast(end4rec.weightContrast())
                .elimination(end4rec.weightElimination(), end4rec.eliminationRate())
                .hard(end4rec.hard())
                .soft(end4rec.soft())
                .target(end4rec.query() ? target : 0)
                .build();
    }

    /** A baseline's part of the configuration. */
    public EncoderConfig baseline(int items, int behaviors) {
        return new EncoderConfig(
                items,
                behaviors,
                length(),
                dim(),
                encoder.layers(),
                encoder.heads(),
                (float) encoder.dropout(),
                model.behaviors());
    }
}
