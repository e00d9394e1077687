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

/** The encoders that can be trained, each with its constructor and the number of its parameters. */
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
    BERT4REC(Heads.SOME, Bert4Rec::new, Bert4Rec::parameterCount);

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

    private final Heads heads;
    private final Creation creation;
    private final Count count;

    Architecture(Creation creation, Count count) {
        this.heads = Heads.NONE;
        this.creation = creation;
        this.count = count;
    }

    Architecture(Heads heads, BaselineCreation creation, ToDoubleFunction<EncoderConfig> count) {
        this.heads = heads;
        this.creation = (config, items, counts, target) ->
                creation.create(config.baseline(items, counts.length), config.seed());
        this.count = (config, items, behaviors) -> count.applyAsDouble(config.baseline(items, behaviors));
    }

    /** The encoders that END4Rec is compared with. */
    public static List<Architecture> baselines() {
        return Arrays.stream(values()).filter(each -> each != END4REC).toList();
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
