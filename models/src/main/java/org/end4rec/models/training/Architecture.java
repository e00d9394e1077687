package org.end4rec.models.training;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.end4rec.models.encoder.EncoderConfig;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.encoder.bert4rec.Bert4Rec;
import org.end4rec.models.encoder.fmlprec.FmlpRec;
import org.end4rec.models.encoder.gru4rec.Gru4Rec;
import org.end4rec.models.encoder.mbstr.MbStr;
import org.end4rec.models.encoder.sasrec.SasRec;

/**
 * The kinds of models that can be trained: encoders, each with its constructor and the number of its parameters, then
 * the count-based baselines, which have neither.
 */
public enum Architecture {
    /** END4Rec with this project's additions. */
    END4REC(
            (config, items, counts, target) ->
                    config.variant(items, counts.length, target).create(counts, config.seed()),
            (config, items, behaviors) -> config.variant(items, behaviors, 1).parameterCount()),
    /** Attention to the past. */
    SASREC(Heads.SOME, SasRec::new, SasRec::parameterCount),
    /** Learned filters. */
    FMLPREC(Heads.NONE, FmlpRec::new, FmlpRec::parameterCount),
    /** Attention by behavior. */
    MBSTR(Heads.SOME, MbStr::new, MbStr::parameterCount),
    /** A gated recurrent unit. */
    GRU4REC(Heads.NONE, Gru4Rec::new, Gru4Rec::parameterCount),
    /** Attention both ways. */
    BERT4REC(Heads.SOME, Bert4Rec::new, Bert4Rec::parameterCount),
    /** The most popular items. */
    POPULARITY,
    /** Items that followed the newest items. */
    MARKOV,
    /** Items that share users with the items of the history. */
    ITEMKNN;

    /** Whether an encoder has attention heads. */
    private enum Heads {
        SOME,
        NONE
    }

    /** Makes an encoder. */
    private interface Creation {
        SequenceEncoder create(TrainingConfig config, int items, double[] meanBehaviorCounts, int target);
    }

    /** Makes a baseline. */
    private interface BaselineCreation {
        SequenceEncoder create(EncoderConfig config, long seed);
    }

    /** Counts the parameters of an encoder. */
    private interface Count {
        double of(TrainingConfig config, int items, int behaviors);
    }

    private final boolean counted;
    private final Heads heads;
    private final Creation creation;
    private final Count count;

    /** A count-based baseline. */
    Architecture() {
        this.counted = true;
        this.heads = Heads.NONE;
        this.creation = (config, items, counts, target) -> {
            throw new UnsupportedOperationException("Architecture.create: " + this + " is counted, it has no encoder");
        };
        this.count = (config, items, behaviors) -> 0;
    }

    Architecture(Creation creation, Count count) {
        this.counted = false;
        this.heads = Heads.NONE;
        this.creation = creation;
        this.count = count;
    }

    Architecture(Heads heads, BaselineCreation creation, ToDoubleFunction<EncoderConfig> count) {
        this.counted = false;
        this.heads = heads;
        this.creation = (config, items, counts, target) ->
                creation.create(config.baseline(items, counts.length), config.seed());
        this.count = (config, items, behaviors) -> count.applyAsDouble(config.baseline(items, behaviors));
    }

    /** The encoders that END4Rec is compared with. */
    public static List<Architecture> baselines() {
        return Arrays.stream(values())
                .filter(each -> each != END4REC && !each.counted)
                .toList();
    }

    /** Whether it is a count-based baseline, which has no encoder. */
    public boolean isCounted() {
        return counted;
    }

    /** Whether the encoder has attention heads. */
    public boolean attends() {
        return heads == Heads.SOME;
    }

    /**
     * A new encoder with fresh parameters.
     *
     * @param items number of items, V
     * @param meanBehaviorCounts [R] mean number of events of each behavior per user of the training log
     * @param target number of the behavior that is predicted
     * @throws UnsupportedOperationException for a count-based baseline
     */
    public SequenceEncoder create(TrainingConfig config, int items, double[] meanBehaviorCounts, int target) {
        return creation.create(config, items, meanBehaviorCounts, target);
    }

    /**
     * How many numbers the parameters of an encoder hold, without making it: a configuration may name sizes that no
     * machine has room for. A {@code double} holds any such count.
     */
    public double parameterCount(TrainingConfig config, int items, int behaviors) {
        return count.of(config, items, behaviors);
    }

    /** The name in {@code --model}, such as {@code sasrec}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
