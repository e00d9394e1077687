package org.end4rec.models.encoder.end4rec.beyond;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.end4rec.models.data.Targets;
import org.end4rec.models.encoder.DenoisingEncoder;
import org.end4rec.models.encoder.Stage;
import org.end4rec.models.encoder.end4rec.End4Rec;
import org.end4rec.models.encoder.end4rec.End4RecConfig;
import org.end4rec.models.encoder.end4rec.End4RecConfig.Elimination;
import org.end4rec.models.encoder.end4rec.GuidedTraining;

/**
 * END4Rec with the additions of this project: the numbers of the paper's model, and a switch for each addition.
 *
 * @param items number of items, V
 * @param behaviors number of behaviors, R
 * @param length events per sequence, N
 * @param dim hidden size, d
 * @param layers EBM layers, L
 * @param chunks chunks of the diagonal mechanism, k; divides d
 * @param feedForward whether an EBM layer has its feed-forward part
 * @param dropout dropout rate, in [0, 1)
 * @param temperature Gumbel-Softmax temperature, τ > 0
 * @param codingPrecision ε > 0 of the compactness term
 * @param level where an eliminated event is removed
 * @param score the noise score of an event
 * @param preference the source of the preferences of behaviors
 * @param weightCompactness weight of the compactness term, w_c
 * @param weightContrast weight of the contrastive terms, w_n
 * @param weightElimination weight of the elimination budget, w_e; 0 leaves it out
 * @param eliminationRate share of events the budget asks to eliminate, ρ in [0, 1)
 * @param hard whether there is a Hard Noise Eliminator; without it every event is kept
 * @param soft whether there is a Soft Noise Filter; without it z is read from H_hp
 * @param mixing how an EBM layer mixes the positions
 * @param target number of the target behavior, if the readout reads it; else 0
 */
public record End4RecVariant(
        int items,
        int behaviors,
        int length,
        int dim,
        int layers,
        int chunks,
        boolean feedForward,
        float dropout,
        float temperature,
        double codingPrecision,
        Level level,
        Score score,
        Preference preference,
        double weightCompactness,
        double weightContrast,
        double weightElimination,
        double eliminationRate,
        boolean hard,
        boolean soft,
        Mixing mixing,
        int target) {
    /** A prefix of the miner's parameters; a stage that moves it trains the miner. */
    private static final String MINER_PARAMETER = "ebm.";

    /** Where elimination removes an event. */
    public enum Level {
        /** The embedded events, which are encoded again: an eliminated event leaves no trace in its neighbours. */
        TOKEN,
        /** The mined representation, as in the authors' code. */
        REPRESENTATION,
        /**
         * The sequence: an eliminated event is removed before anything is encoded, and the gap is closed. Mining
         * continues with such sequences, and the validation chooses how many events are removed.
         */
        SEQUENCE
    }

    /** How an EBM layer mixes the positions. */
    public enum Mixing {
        /** Chunked diagonal fusion of the spectrum, whose weights all bins share: the paper's. */
        SHARED,
        /**
         * The same after a weight for each bin and channel, so a layer can distinguish near events from far events.
         */
        BANDED,
        /** Chunked diagonal fusion of two learned causal filters, so that every position can be trained on. */
        CAUSAL
    }

    /** How an event's noise score is made. */
    public enum Score {
        /** A linear function of the mined representation, as in the authors' code. */
        LINEAR,
        /** The linear function minus the event's agreement with the rest of its history. */
        AGREEMENT,
        /** As agreement, but of the items only: behaviors and positions do not show how well an event fits. */
        ITEM_AGREEMENT,
        /** As item agreement, but squared event by event before the mean: a few good fits outweigh many poor ones. */
        SQUARED_AGREEMENT
    }

    /** Where the rate λ_b of a behavior comes from, and with it its preference p_b. */
    public enum Preference {
        /** It starts at the mean number of events of behavior b per user, and is learned. */
        LEARNED,
        /** It stays at that mean. */
        FIXED,
        /** It starts at 1 for every behavior, and is learned. */
        ONE
    }

    /** @throws IllegalArgumentException if the chunks do not divide the hidden size */
    public End4RecVariant {
        Objects.requireNonNull(level, "level");
        Objects.requireNonNull(score, "score");
        Objects.requireNonNull(preference, "preference");
        Objects.requireNonNull(mixing, "mixing");
        End4RecConfig.checkChunks(chunks, dim);
    }

    /** The numbers of the paper's model. */
    public End4RecConfig paper() {
        return new End4RecConfig(
                items,
                behaviors,
                length,
                dim,
                layers,
                chunks,
                feedForward,
                dropout,
                temperature,
                codingPrecision,
                weightCompactness,
                weightContrast,
                level == Level.REPRESENTATION ? Elimination.REPRESENTATION : Elimination.TOKEN,
                hard,
                soft);
    }

    /**
     * A model with fresh parameters.
     *
     * @param meanBehaviorCounts [R] mean number of events of each behavior per user of the training log
     * @param seed same seed, same parameters
     */
    public DenoisingEncoder create(double[] meanBehaviorCounts, long seed) {
        double[] rates = meanBehaviorCounts.clone();
        if (preference == Preference.ONE) {
            Arrays.fill(rates, 1);
        }
        End4Rec model = new End4Rec(paper(), rates, new Additions(this), stages(), seed);
        return level == Level.SEQUENCE ? new SequenceElimination(model) : model;
    }

    /** How many numbers the parameters of the model hold. */
    public double parameterCount() {
        return ParameterCount.of(this);
    }

    /** A causal mixing reads out all positions at once; the query is a part of the miner. */
    private List<Stage> stages() {
        List<Stage> stages = level == Level.SEQUENCE ? SequenceElimination.STAGES : GuidedTraining.STAGES;
        return stages.stream()
                .map(stage -> stage.targets() == Targets.PREFIX && mixing == Mixing.CAUSAL
                        ? stage.withTargets(Targets.NEXT)
                        : stage)
                .map(stage -> target > 0 && stage.trains(MINER_PARAMETER) ? stage.moving(BehaviorQuery.NAMES) : stage)
                .toList();
    }

    /**
     * Starts from a model of the usual size with the parts of the paper, but the score {@code ITEM_AGREEMENT}, without
     * dropout and without auxiliary losses.
     */
    public static Builder builder(int items, int behaviors, int length) {
        return new Builder(items, behaviors, length);
    }

    /** Makes an {@link End4RecVariant}. */
    public static final class Builder {
        private final int items;
        private final int behaviors;
        private final int length;
        private int dim = 64;
        private int layers = 2;
        private int chunks = 8;
        private boolean feedForward = true;
        private float dropout;
        private float temperature = 1;
        private double codingPrecision = 0.5;
        private Level level = Level.TOKEN;
        private Score score = Score.ITEM_AGREEMENT;
        private Preference preference = Preference.LEARNED;
        private double weightCompactness;
        private double weightContrast;
        private double weightElimination;
        private double eliminationRate;
        private boolean hard = true;
        private boolean soft = true;
        private Mixing mixing = Mixing.SHARED;
        private int target;

        private Builder(int items, int behaviors, int length) {
            this.items = items;
            this.behaviors = behaviors;
            this.length = length;
        }

        /** Hidden size, d; {@link #chunks} divides it. */
        public Builder dim(int dim) {
            this.dim = dim;
            return this;
        }

        /** EBM layers, L. */
        public Builder layers(int layers) {
            this.layers = layers;
            return this;
        }

        /** Chunks of the diagonal mechanism, k. */
        public Builder chunks(int chunks) {
            this.chunks = chunks;
            return this;
        }

        /** Whether an EBM layer has its feed-forward part. */
        public Builder feedForward(boolean feedForward) {
            this.feedForward = feedForward;
            return this;
        }

        /** Dropout rate, in [0, 1). */
        public Builder dropout(float dropout) {
            this.dropout = dropout;
            return this;
        }

        /** Gumbel-Softmax temperature, τ > 0. */
        public Builder temperature(float temperature) {
            this.temperature = temperature;
            return this;
        }

        /** ε > 0 of the compactness term. */
        public Builder codingPrecision(double codingPrecision) {
            this.codingPrecision = codingPrecision;
            return this;
        }

        /** Where elimination removes an event. */
        public Builder level(Level level) {
            this.level = Objects.requireNonNull(level, "level");
            return this;
        }

        /** How an event's noise score is made. */
        public Builder score(Score score) {
            this.score = Objects.requireNonNull(score, "score");
            return this;
        }

        /** Where the preferences of behaviors come from. */
        public Builder preference(Preference preference) {
            this.preference = Objects.requireNonNull(preference, "preference");
            return this;
        }

        /** Weight of the compactness term, w_c. */
        public Builder weightCompactness(double weightCompactness) {
            this.weightCompactness = weightCompactness;
            return this;
        }

        /** Weight of the contrastive terms, w_n. */
        public Builder weightContrast(double weightContrast) {
            this.weightContrast = weightContrast;
            return this;
        }

        /** Weight of the elimination budget, w_e, and the share of events it asks to eliminate, ρ in [0, 1). */
        public Builder elimination(double weight, double rate) {
            weightElimination = weight;
            eliminationRate = rate;
            return this;
        }

        /** Whether there is a Hard Noise Eliminator. */
        public Builder hard(boolean hard) {
            this.hard = hard;
            return this;
        }

        /** Whether there is a Soft Noise Filter. */
        public Builder soft(boolean soft) {
            this.soft = soft;
            return this;
        }

        /** How an EBM layer mixes the positions. */
        public Builder mixing(Mixing mixing) {
            this.mixing = Objects.requireNonNull(mixing, "mixing");
            return this;
        }

        /** Number of the target behavior, if the readout reads it; else 0. */
        public Builder target(int target) {
            this.target = target;
            return this;
        }

        /**
         * The configuration.
         *
         * @throws IllegalArgumentException if the chunks do not divide the hidden size
         */
        public End4RecVariant build() {
            return new End4RecVariant(
                    items,
                    behaviors,
                    length,
                    dim,
                    layers,
                    chunks,
                    feedForward,
                    dropout,
                    temperature,
                    codingPrecision,
                    level,
                    score,
                    preference,
                    weightCompactness,
                    weightContrast,
                    weightElimination,
                    eliminationRate,
                    hard,
                    soft,
                    mixing,
                    target);
        }
    }
}
