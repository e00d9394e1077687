package org.end4rec.models.training;

import java.util.Objects;
import org.end4rec.models.data.NegativeSampler;
import org.end4rec.models.encoder.EncoderConfig;
import org.end4rec.models.encoder.Stage;
import org.end4rec.models.encoder.end4rec.beyond.End4RecVariant;

/**
 * Every number of a training run: one record, one JSON file, every key documented by its {@link Key} and listed in
 * docs/configuration.md. Immutable; the constructor refuses values out of range.
 */
public record TrainingConfig(
        @Key("the model: END4Rec or a baseline; with +b, such as sasrec+b, it embeds behaviors too, and with +v,"
                + " such as"
                + " sasrec+b+v, neighbors vote beside it as they do beside END4Rec")
        Model model,

        @Key(value = "hidden size d", least = 1, most = 16_384)
        int dim,

        @Key(value = "events per sequence N; the newest N of a history are used", least = 1, most = 65_536)
        int length,

        @Key(value = "layers L", least = 1, most = 1000) int layers,

        @Key(value = "chunks k of END4Rec's chunked diagonal mechanism; must divide dim", least = 1, most = 16_384)
        int chunks,

        @Key("how a layer of END4Rec mixes the positions: shared, weights that all frequencies share; banded,"
                + " with weights for each frequency before them; causal, of the past alone, so that mining has every"
                + " position as a target")
        End4RecVariant.Mixing mixing,

        @Key("whether the readout of END4Rec is told of which behavior the event to predict is")
        boolean query,

        @Key(
                value = "how many nearest neighbors of each event's item get a vote beside the scores of END4Rec,"
                        + " or of a baseline with +v;"
                        + " 0 is no votes",
                least = 0,
                most = 100_000)
        int neighbors,

        @Key(value = "attention heads H of the encoders that attend; must divide dim", least = 1, most = 16_384)
        int heads,

        @Key("whether an EBM layer has its feed-forward part")
        boolean feedForward,

        @Key("whether END4Rec has its Hard Noise Eliminator; without it hard and remining are skipped")
        boolean hard,

        @Key("whether END4Rec has its Soft Noise Filter; without it soft is skipped")
        boolean soft,

        @Key(value = "dropout rate", least = 0, most = 0.99) double dropout,

        @Key("what elimination takes an event out of: sequence, all that is encoded, the gap closed; token, the"
                + " embedded events; representation, the mined ones")
        End4RecVariant.Level level,

        @Key("how an event's noise score is made") End4RecVariant.Score score,

        @Key("where the rates of behaviors come from, whose Poisson masses are their preferences: learned, from"
                + " the log's mean number of events per user on; fixed, that mean; one, learned from 1 on")
        End4RecVariant.Preference preference,

        @Key(value = "Gumbel-Softmax temperature tau", least = 1e-6, most = 1e6)
        double temperature,

        @Key(value = "precision epsilon of the compactness term", least = 1e-6, most = 1e6)
        double codingPrecision,

        @Key(value = "weight of the compactness term", least = 0, most = 1e6)
        double weightCompactness,

        @Key(value = "weight of the noise-decoupling contrastive terms", least = 0, most = 1e6)
        double weightContrast,

        @Key(
                value = "weight of the elimination budget while gradients reach the eliminator; 0 leaves it out",
                least = 0,
                most = 1e6)
        double weightElimination,

        @Key(value = "share of events the elimination budget asks to eliminate", least = 0, most = 0.99)
        double eliminationRate,

        @Key("recommendation loss") Loss loss,

        @Key(
                value = "sampled items: per batch for sampled_softmax, per example for bce and bpr",
                least = 1,
                most = 1_000_000)
        int negatives,

        @Key(
                value = "negatives are drawn in proportion to popularity to this power; 0 is uniform",
                least = 0,
                most = NegativeSampler.LARGEST_POWER)
        double negativePower,

        @Key("which events the baselines, and the mining of END4Rec, are trained to tell: all; each, the same one"
                + " at a time;"
                + " target, those of the target behavior; last, the same one at a time, as the model is asked")
        Positions positions,

        @Key(value = "examples per step", least = 1, most = 1_000_000)
        int batchSize,

        @Key(
                value = "sequences per tape; part of the result's bits, unlike the number of threads",
                least = 1,
                most = 1_000_000)
        int shardSize,

        @Key("guided training in stages (true) or the joint stage alone (false); an encoder that has but one stage"
                + " trains for the epochs of all these stages together, at learningRate")
        boolean guided,

        @Key(value = "most epochs of the stage mining; 0 skips the stage, here and below", least = 0, most = 1_000_000)
        int miningEpochs,

        @Key(value = "most epochs of the stage hard", least = 0, most = 1_000_000)
        int hardEpochs,

        @Key(
                value = "most epochs of the stage remining, mining again from what is kept, with level=sequence",
                least = 0,
                most = 1_000_000)
        int reminingEpochs,

        @Key(value = "most epochs of the stage soft", least = 0, most = 1_000_000)
        int softEpochs,

        @Key(value = "most epochs of the stage joint", least = 0, most = 1_000_000)
        int jointEpochs,

        @Key(
                value = "epochs without a better validation NDCG@10, counted once it beats the one of popularity,"
                        + " after which a stage lowers its learning rate or, if that is done, ends",
                least = 1,
                most = 1_000_000)
        int patience,

        @Key(
                value = "how often a stage goes on from its best epoch with 0.3 times its learning rate before it ends",
                least = 0,
                most = 100)
        int rateDecays,

        @Key(value = "learning rate of mining and remining, and of an encoder's only stage", least = 1e-12, most = 1e30)
        double learningRate,

        @Key(value = "learning rate of hard and soft", least = 1e-12, most = 1e30)
        double denoisingLearningRate,

        @Key(value = "learning rate of joint", least = 1e-12, most = 1e30)
        double jointLearningRate,

        @Key(value = "steps over which each stage's learning rate rises from 0", least = 0, most = 1_000_000)
        int warmupSteps,

        @Key(value = "decoupled weight decay of AdamW; 0 is plain Adam", least = 0, most = 100)
        double weightDecay,

        @Key(
                value = "largest global norm of a step's gradient; 0 does not clip",
                least = 1e-3,
                most = 1e6,
                orZero = true)
        double clipNorm,

        @Key(
                value = "most validation users looked at after an epoch; 0 is all of them",
                least = 0,
                most = 1_000_000_000)
        int validationUsers,

        @Key(
                value = "most training examples in an epoch, drawn anew for each; 0 is all of them",
                least = 0,
                most = 1_000_000_000)
        int epochExamples,

        @Key("seed of everything random") long seed) {
    /** The default of every key. */
    public static final TrainingConfig DEFAULTS = new TrainingConfig(
            Model.END4REC,
            64,
            50,
            2,
            8,
            End4RecVariant.Mixing.CAUSAL,
            false,
            200,
            2,
            true,
            true,
            true,
            0.2,
            End4RecVariant.Level.SEQUENCE,
            End4RecVariant.Score.SQUARED_AGREEMENT,
            End4RecVariant.Preference.LEARNED,
            1.0,
            0.5,
            0.001,
            0.1,
            0.0,
            0.1,
            Loss.SOFTMAX,
            512,
            0.75,
            Positions.ALL,
            256,
            32,
            true,
            20,
            3,
            10,
            3,
            20,
            3,
            0,
            1e-3,
            5e-4,
            3e-4,
            100,
            0.0,
            5.0,
            2000,
            25_600,
            1);

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

    /** @throws ConfigException for a value out of range */
    public TrainingConfig {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(level, "level");
        Objects.requireNonNull(score, "score");
        Objects.requireNonNull(preference, "preference");
        Objects.requireNonNull(loss, "loss");
        Objects.requireNonNull(positions, "positions");
        Objects.requireNonNull(mixing, "mixing");
        ConfigKey.Numbers numbers = new ConfigKey.Numbers();
        numbers.check(dim, length, layers, chunks, neighbors, heads, dropout, temperature, codingPrecision);
        numbers.check(weightCompactness, weightContrast, weightElimination, eliminationRate, negatives, negativePower);
        numbers.check(batchSize, shardSize, miningEpochs, hardEpochs, reminingEpochs, softEpochs, jointEpochs);
        numbers.check(patience, rateDecays, learningRate, denoisingLearningRate, jointLearningRate, warmupSteps);
        numbers.check(weightDecay, clipNorm, validationUsers, epochExamples);
        boolean isEnd4Rec = model.architecture() == Architecture.END4REC;
        ConfigKey.checkDivisor("chunks", chunks, dim, isEnd4Rec);
        ConfigKey.checkDivisor("heads", heads, dim, model.architecture().attends());
        ConfigKey.refuseUnless(
                jointEpochs > 0 || (guided && miningEpochs + (hard ? hardEpochs : 0) + (soft ? softEpochs : 0) > 0),
                "jointEpochs",
                jointEpochs,
                "at least 1 where no other stage has epochs");
        ConfigKey.refuseUnless(
                !query || !isEnd4Rec || tellsOneBehavior(mixing, positions),
                "query",
                query,
                "false where mining is trained on prefixes before events of any behavior: choose mixing=causal with"
                        + " positions=all, or positions=target or last");
        ConfigKey.refuseUnless(
                guided || !hard || level != End4RecVariant.Level.SEQUENCE || !isEnd4Rec,
                "level",
                ConfigKey.text(level),
                "token or representation where guided is false: no gradient tells the eliminator of events that are"
                        + " not there");
    }

    /** Whether a training sequence with a single target has one of the target behavior. */
    private static boolean tellsOneBehavior(End4RecVariant.Mixing mixing, Positions positions) {
        return switch (positions) {
            case ALL -> mixing == End4RecVariant.Mixing.CAUSAL;
            case EACH -> false;
            case TARGET, LAST -> true;
        };
    }

    /** Most epochs of all stages together: the budget of an encoder that has but one. */
    public int allEpochs() {
        int again = level == End4RecVariant.Level.SEQUENCE ? reminingEpochs : 0;
        return jointEpochs + (guided ? miningEpochs + hardEpochs + again + softEpochs : 0);
    }

    /** Most epochs of a stage; none of one whose part is left out. */
    int epochs(Stage stage) {
        return switch (stage.budget()) {
            case ALL -> allEpochs();
            case JOINT -> jointEpochs;
            case MINING -> guided ? miningEpochs : 0;
            case HARD -> guided && hard ? hardEpochs : 0;
            case REMINING -> guided && hard ? reminingEpochs : 0;
            case SOFT -> guided && soft ? softEpochs : 0;
        };
    }

    /** Learning rate of a stage. */
    double learningRate(Stage stage) {
        return switch (stage.budget()) {
            case JOINT -> jointLearningRate;
            case ALL, MINING, REMINING -> learningRate;
            case HARD, SOFT -> denoisingLearningRate;
        };
    }

    /** The key of {@link #learningRate(Stage)}. */
    static String learningRateKey(Stage stage) {
        return switch (stage.budget()) {
            case JOINT -> "jointLearningRate";
            case ALL, MINING, REMINING -> "learningRate";
            case HARD, SOFT -> "denoisingLearningRate";
        };
    }

    /** How many nearest neighbors vote beside the encoder; 0 for a model without votes. */
    public int votes() {
        return model.votes() ? neighbors : 0;
    }

    /** END4Rec's part of the configuration, for a catalogue of that size and the number of the target behavior. */
    public End4RecVariant variant(int items, int behaviors, int target) {
        return End4RecVariant.builder(items, behaviors, length)
                .dim(dim)
                .layers(layers)
                .chunks(chunks)
                .mixing(mixing)
                .feedForward(feedForward)
                .dropout((float) dropout)
                .temperature((float) temperature)
                .codingPrecision(codingPrecision)
                .level(level)
                .score(score)
                .preference(preference)
                .weightCompactness(weightCompactness)
                .weightContrast(weightContrast)
                .elimination(weightElimination, eliminationRate)
                .hard(hard)
                .soft(soft)
                .target(query ? target : 0)
                .build();
    }

    /** A baseline's part of the configuration. */
    public EncoderConfig baseline(int items, int behaviors) {
        return new EncoderConfig(items, behaviors, length, dim, layers, heads, (float) dropout, model.behaviors());
    }
}
