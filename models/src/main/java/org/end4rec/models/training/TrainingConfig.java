package org.end4rec.models.training;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.end4rec.models.data.NegativeSampler;
import org.end4rec.models.encoder.EncoderConfig;
import org.end4rec.models.encoder.Stage;
import org.end4rec.models.encoder.end4rec.End4RecConfig;

/**
 * Every number of a training run: one record, one JSON file, every key documented by its {@link Key} and listed in
 * docs/configuration.md. Immutable; the constructor refuses values out of range.
 */
public record TrainingConfig(
        @Key(
                "the model: end4rec, or a baseline: sasrec, fmlprec, mbstr, gru4rec or bert4rec; with +b, such as sasrec+b, it embeds"
                        + " behaviors too, and with +v, such as sasrec+b+v, neighbors vote beside it as they do beside END4Rec")
        String model,

        @Key("hidden size d") int dim,

        @Key("events per sequence N; the newest N of a history are used")
        int length,

        @Key("layers L") int layers,

        @Key("chunks k of END4Rec's chunked diagonal mechanism; must divide dim")
        int chunks,

        @Key(
                "how a layer of END4Rec mixes the positions: shared, weights that all frequencies share; banded, with weights"
                        + " for each frequency before them; causal, of the past alone, so that mining has every position as a target")
        End4RecConfig.Mixing mixing,

        @Key("whether the readout of END4Rec is told of which behavior the event to predict is")
        boolean query,

        @Key(
                "how many nearest neighbors of each event's item get a vote beside the scores of END4Rec, or of a baseline with +v;"
                        + " 0 is no votes")
        int neighbors,

        @Key("attention heads H of the encoders that attend; must divide dim")
        int heads,

        @Key("whether an EBM layer has its feed-forward part")
        boolean feedForward,

        @Key("whether END4Rec has its Hard Noise Eliminator; without it hard and remining are skipped")
        boolean hard,

        @Key("whether END4Rec has its Soft Noise Filter; without it soft is skipped")
        boolean soft,

        @Key("dropout rate, in [0, 1)") double dropout,

        @Key(
                "what elimination takes an event out of: sequence, all that is encoded, the gap closed; token, the embedded events;"
                        + " representation, the mined ones")
        End4RecConfig.Level level,

        @Key("how an event's noise score is made: squared_agreement, item_agreement, agreement or linear")
        End4RecConfig.Score score,

        @Key(
                "where the rates of behaviors come from, whose Poisson masses are their preferences: learned, from the log's mean"
                        + " number of events per user on; fixed, that mean; one, learned from 1 on")
        End4RecConfig.Preference preference,

        @Key("Gumbel-Softmax temperature tau, above 0") double temperature,

        @Key("precision epsilon of the compactness term, above 0")
        double codingPrecision,

        @Key("weight of the compactness term") double weightCompactness,

        @Key("weight of the noise-decoupling contrastive terms")
        double weightContrast,

        @Key("weight of the elimination budget while gradients reach the eliminator; 0 leaves it out")
        double weightElimination,

        @Key("share of events the elimination budget asks to eliminate, in [0, 1)")
        double eliminationRate,

        @Key("recommendation loss: softmax, sampled_softmax, bce or bpr")
        Loss loss,

        @Key("sampled items: per batch for sampled_softmax, per example for bce and bpr")
        int negatives,

        @Key("negatives are drawn in proportion to popularity to this power; 0 is uniform")
        double negativePower,

        @Key(
                "which events the baselines, and the mining of END4Rec, are trained to tell: all; each, the same one at a time;"
                        + " target, those of the target behavior; last, the same one at a time, as the model is asked")
        Positions positions,

        @Key("examples per step") int batchSize,

        @Key("sequences per tape; part of the result's bits, unlike the number of threads")
        int shardSize,

        @Key("guided training in stages (true) or the joint stage alone (false); an encoder that has but one stage"
                + " trains for the epochs of all these stages together, at learningRate")
        boolean guided,

        @Key("most epochs of the stage mining; 0 skips the stage, here and below")
        int miningEpochs,

        @Key("most epochs of the stage hard") int hardEpochs,

        @Key("most epochs of the stage remining, mining again from what is kept, with level=sequence")
        int reminingEpochs,

        @Key("most epochs of the stage soft") int softEpochs,
        @Key("most epochs of the stage joint") int jointEpochs,

        @Key(
                "epochs without a better validation NDCG@10, counted once it beats the one of popularity, after which a stage lowers its learning rate or, if that is done, ends")
        int patience,

        @Key("how often a stage goes on from its best epoch with 0.3 times its learning rate before it ends")
        int rateDecays,

        @Key("learning rate of mining and remining, and of an encoder's only stage")
        double learningRate,

        @Key("learning rate of hard and soft") double denoisingLearningRate,
        @Key("learning rate of joint") double jointLearningRate,

        @Key("steps over which each stage's learning rate rises from 0")
        int warmupSteps,

        @Key("decoupled weight decay of AdamW; 0 is plain Adam")
        double weightDecay,

        @Key("largest global norm of a step's gradient; 0 does not clip")
        double clipNorm,

        @Key("most validation users looked at after an epoch; 0 is all of them")
        int validationUsers,

        @Key("most training examples in an epoch, drawn anew for each; 0 is all of them")
        int epochExamples,

        @Key("seed of everything random") long seed) {
    /** The baselines, each also with {@code +b}, with {@code +v} and with both. */
    public static final List<String> BASELINES = List.of("sasrec", "fmlprec", "mbstr", "gru4rec", "bert4rec");

    /** What {@code model} may be. */
    public static final List<String> MODELS = Stream.concat(
                    Stream.of("end4rec"),
                    BASELINES.stream()
                            .flatMap(name -> Stream.of("", "+b", "+v", "+b+v").map(suffix -> name + suffix)))
            .toList();

    private static final String VOTES = "+v";

    /** What a float divides margins by and stays finite. */
    private static final double LEAST_TEMPERATURE = 1e-30;

    private static final List<String> ATTENDING = List.of("sasrec", "mbstr", "bert4rec");

    /** The default of every key. */
    public static final TrainingConfig DEFAULTS = new TrainingConfig(
            "end4rec",
            64,
            50,
            2,
            8,
            End4RecConfig.Mixing.CAUSAL,
            false,
            200,
            2,
            true,
            true,
            true,
            0.2,
            End4RecConfig.Level.SEQUENCE,
            End4RecConfig.Score.SQUARED_AGREEMENT,
            End4RecConfig.Preference.LEARNED,
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
        Objects.requireNonNull(level, "level");
        Objects.requireNonNull(score, "score");
        Objects.requireNonNull(preference, "preference");
        Objects.requireNonNull(loss, "loss");
        Objects.requireNonNull(positions, "positions");
        Objects.requireNonNull(mixing, "mixing");
        check(
                "model",
                model,
                MODELS.contains(model),
                "end4rec, or one of " + String.join(", ", BASELINES) + ", to which +b, +v or +b+v may be added");
        atLeast("dim", dim, 1);
        atLeast("length", length, 1);
        atLeast("layers", layers, 0);
        divisor("chunks", chunks, dim, model.equals("end4rec"));
        divisor("heads", heads, dim, ATTENDING.stream().anyMatch(model::startsWith));
        check("dropout", dropout, dropout >= 0 && (float) dropout < 1, "at least 0 and, as a float, below 1");
        check(
                "temperature",
                temperature,
                temperature >= LEAST_TEMPERATURE && Double.isFinite(temperature),
                "a finite number of at least " + LEAST_TEMPERATURE);
        positive("codingPrecision", codingPrecision);
        notNegative("weightCompactness", weightCompactness);
        notNegative("weightContrast", weightContrast);
        notNegative("weightElimination", weightElimination);
        check(
                "eliminationRate",
                eliminationRate,
                eliminationRate >= 0 && eliminationRate < 1,
                "at least 0 and below 1");
        atLeast("neighbors", neighbors, 0);
        atLeast("negatives", negatives, 1);
        check(
                "negativePower",
                negativePower,
                negativePower >= 0 && negativePower <= NegativeSampler.LARGEST_POWER,
                "from 0 to " + NegativeSampler.LARGEST_POWER);
        atLeast("batchSize", batchSize, 1);
        atLeast("shardSize", shardSize, 1);
        atLeast("miningEpochs", miningEpochs, 0);
        atLeast("hardEpochs", hardEpochs, 0);
        atLeast("reminingEpochs", reminingEpochs, 0);
        atLeast("softEpochs", softEpochs, 0);
        atLeast("jointEpochs", jointEpochs, 0);
        atLeast("patience", patience, 1);
        atLeast("rateDecays", rateDecays, 0);
        positive("learningRate", learningRate);
        positive("denoisingLearningRate", denoisingLearningRate);
        positive("jointLearningRate", jointLearningRate);
        atLeast("warmupSteps", warmupSteps, 0);
        notNegative("weightDecay", weightDecay);
        notNegative("clipNorm", clipNorm);
        atLeast("validationUsers", validationUsers, 0);
        atLeast("epochExamples", epochExamples, 0);
        check(
                "jointEpochs",
                jointEpochs,
                jointEpochs > 0 || guided && miningEpochs + (hard ? hardEpochs : 0) + (soft ? softEpochs : 0) > 0,
                "at least 1 where no other stage has epochs");
        check(
                "query",
                query,
                !query || !model.equals("end4rec") || tellsOneBehavior(mixing, positions),
                "false where mining is trained on prefixes before events of any behavior: choose mixing=causal with"
                        + " positions=all, or positions=target or last");
        check(
                "level",
                level.name().toLowerCase(Locale.ROOT),
                guided || !hard || level != End4RecConfig.Level.SEQUENCE || !model.equals("end4rec"),
                "token or representation where guided is false: no gradient tells the eliminator of events that are not there");
    }

    /** Whether a training sequence with a single target has one of the target behavior. */
    private static boolean tellsOneBehavior(End4RecConfig.Mixing mixing, Positions positions) {
        return switch (positions) {
            case ALL -> mixing == End4RecConfig.Mixing.CAUSAL;
            case EACH -> false;
            case TARGET, LAST -> true;
        };
    }

    /** Most epochs of all stages together: the budget of an encoder that has but one. */
    public int allEpochs() {
        int again = level == End4RecConfig.Level.SEQUENCE ? reminingEpochs : 0;
        return jointEpochs + (guided ? miningEpochs + hardEpochs + again + softEpochs : 0);
    }

    /** Most epochs of a stage of END4Rec; none of one whose part is left out. */
    int epochs(Stage stage) {
        return switch (stage.name()) {
            case "joint" -> jointEpochs;
            case "mining" -> guided ? miningEpochs : 0;
            case "hard" -> guided && hard ? hardEpochs : 0;
            case "remining" -> guided && hard ? reminingEpochs : 0;
            case "soft" -> guided && soft ? softEpochs : 0;
            default -> throw new IllegalArgumentException("TrainingConfig: there is no stage " + stage.name());
        };
    }

    /** Learning rate of a stage of END4Rec. */
    double learningRate(Stage stage) {
        return switch (stage.name()) {
            case "joint" -> jointLearningRate;
            case "mining", "remining" -> learningRate;
            default -> denoisingLearningRate;
        };
    }

    /** The model without its votes: the name of the encoder. */
    public String encoder() {
        return model.endsWith(VOTES) ? model.substring(0, model.length() - VOTES.length()) : model;
    }

    /** How many nearest neighbors vote beside the encoder: END4Rec's by default, a baseline's where its name says so. */
    public int votes() {
        return model.equals("end4rec") || model.endsWith(VOTES) ? neighbors : 0;
    }

    /** The encoder's part of the configuration, for a catalogue of that size and the number of the target behavior. */
    public End4RecConfig end4rec(int items, int behaviors, int target) {
        return End4RecConfig.builder(items, behaviors, length)
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

    /** A baseline's part of the configuration, with behaviors where the model's name ends with {@code +b}. */
    public EncoderConfig baseline(int items, int behaviors) {
        return new EncoderConfig(
                items,
                behaviors,
                length,
                dim,
                layers,
                heads,
                (float) dropout,
                encoder().endsWith("+b"));
    }

    /** A part of dim that only some encoders read, and only they refuse. */
    private static void divisor(String key, int value, int dim, boolean used) {
        atLeast(key, value, 1);
        if (used && dim % value != 0) {
            check(key, value, false, "a divisor of dim, which is " + dim + " (" + divisors(dim) + ")");
        }
    }

    private static void atLeast(String key, long value, long least) {
        check(key, value, value >= least, "at least " + least);
    }

    private static void positive(String key, double value) {
        check(key, value, value > 0 && Double.isFinite(value), "a finite number above 0");
    }

    private static void notNegative(String key, double value) {
        check(key, value, value >= 0 && Double.isFinite(value), "a finite number of at least 0");
    }

    private static void check(String key, Object value, boolean valid, String allowed) {
        if (!valid) {
            throw new ConfigException(String.format(Locale.ROOT, "%s is %s; it must be %s", key, value, allowed));
        }
    }

    /** All of them, in order; found in pairs, so that no dim a configuration can name takes long. */
    private static String divisors(int n) {
        TreeSet<Integer> found = new TreeSet<>();
        for (int i = 1; i <= n / i; i++) {
            if (n % i == 0) {
                found.add(i);
                found.add(n / i);
            }
        }
        return found.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
