package org.end4rec.bench.complexity;

import java.util.Arrays;
import org.end4rec.autograd.optim.AdamW;
import org.end4rec.core.random.RandomStream;
import org.end4rec.models.data.Batch;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.encoder.Stage;
import org.end4rec.models.encoder.end4rec.End4Rec;
import org.end4rec.models.encoder.end4rec.End4RecConfig;
import org.end4rec.models.encoder.sasrec.SasRec;
import org.end4rec.models.encoder.sasrec.SasRecConfig;
import org.end4rec.models.parallel.Workers;
import org.end4rec.models.recommend.NextItemRanker;
import org.end4rec.models.training.TrainingStep;

/** A model with fresh parameters, a step of its training, and its answer to one user. d is 64. */
public final class WholeModel {
    private static final int DIM = 64;
    private static final int CHUNKS = 8;
    private static final int HEADS = 2;
    private static final int SHARD = 32;
    private static final int TOP = 10;
    private static final double RATE = 1e-3;
    private static final long SEED = 1;
    private static final int WARM_UP_STEPS = 100;

    private final SequenceEncoder encoder;
    private final Stage stage;
    private final Batch batch;
    private final Batch one;
    private final TrainingStep step;
    private final AdamW optimizer = new AdamW(0);
    private final NextItemRanker ranker;
    private int done;

    /** Which model. */
    public enum Kind {
        /** END4Rec, its hard mask on events. */
        END4REC("END4Rec"),
        /** SASRec with two heads. */
        SASREC("SASRec");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        /** The name a reader sees. */
        public String title() {
            return title;
        }
    }

    /** A model of that size. */
    public WholeModel(Kind kind, ModelSize size) {
        encoder = kind == Kind.END4REC ? end4rec(size) : sasrec(size);
        stage = encoder.stages().get(encoder.stages().size() - 1);
        encoder.parameters().train(stage::trains);
        batch = batch(size, size.batch());
        one = batch(size, 1);
        step = new TrainingStep(encoder, new Workers(size.threads()), SHARD, null);
        ranker = new NextItemRanker(encoder, stage, size.length());
    }

    private static SequenceEncoder sasrec(ModelSize size) {
        return new SasRec(
                new SasRecConfig(size.items(), size.behaviors(), size.length(), DIM, size.layers(), HEADS, 0f, true),
                SEED);
    }

    private static SequenceEncoder end4rec(ModelSize size) {
        End4RecConfig config = new End4RecConfig(
                size.items(),
                size.behaviors(),
                size.length(),
                DIM,
                size.layers(),
                CHUNKS,
                true,
                0f,
                1f,
                0.5,
                End4RecConfig.Level.TOKEN,
                End4RecConfig.Score.AGREEMENT,
                0.001,
                0.1,
                0,
                0);
        double[] counts = new double[size.behaviors()];
        Arrays.fill(counts, 1);
        return new End4Rec(config, counts, SEED);
    }

    private static Batch batch(ModelSize size, int sequences) {
        RandomStream stream = RandomStream.of(SEED, "bench", sequences);
        int events = sequences * size.length();
        int[] items = new int[events];
        int[] behaviors = new int[events];
        int[] targets = new int[sequences];
        for (int i = 0; i < events; i++) {
            items[i] = 1 + stream.below(i, size.items());
            behaviors[i] = 1 + stream.below((long) events + i, size.behaviors());
        }
        for (int i = 0; i < sequences; i++) {
            targets[i] = 1 + stream.below(2L * events + i, size.items());
        }
        return new Batch(sequences, size.length(), items, behaviors, targets);
    }

    /** Gradients cleared, forward, backward, Adam; returns the loss. */
    public double train() {
        encoder.parameters().clearGradients();
        double loss = step.run(batch, stage, SEED, done++).total();
        optimizer.step(encoder.parameters(), RATE);
        return loss;
    }

    /** Steps and answers until the compiler has seen enough of them: code of the Vector API is slow before. */
    public void warmUp() {
        for (int i = 0; i < WARM_UP_STEPS; i++) {
            train();
            answer();
        }
    }

    /** The scores of the ten best items for one full history. */
    public float[] answer() {
        return ranker.rank(one.items(), one.behaviors(), TOP, false).scores();
    }
}
