package org.end4rec.bench.complexity;

import org.end4rec.autograd.optim.AdamW;
import org.end4rec.bench.fresh.FreshModels;
import org.end4rec.models.data.Batch;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.encoder.Stage;
import org.end4rec.models.encoder.end4rec.beyond.End4RecVariant;
import org.end4rec.models.parallel.Workers;
import org.end4rec.models.recommend.NextItemRanker;
import org.end4rec.models.training.TrainingStep;

/** A model with fresh parameters, a step of its training, and its answer to one user. d is 64. */
public final class WholeModel {
    private static final int TOP = 10;
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
        encoder = kind == Kind.END4REC
                ? FreshModels.end4rec(
                        size.items(), size.behaviors(), size.length(), size.layers(), true, End4RecVariant.Level.TOKEN)
                : FreshModels.sasrec(size.items(), size.behaviors(), size.length(), size.layers());
        stage = encoder.lastStage();
        encoder.parameters().train(stage::trains);
        batch = batch(size, size.batch());
        one = batch(size, 1);
        step = new TrainingStep(encoder, new Workers(size.threads()), FreshModels.SHARD);
        ranker = new NextItemRanker(encoder, stage, size.length());
    }

    private static Batch batch(ModelSize size, int sequences) {
        return FreshModels.batch(sequences, sequences, size.items(), size.behaviors(), size.length());
    }

    /** Gradients cleared, forward, backward, Adam; returns the loss. */
    public double train() {
        encoder.parameters().clearGradients();
        double loss = step.run(batch, stage, FreshModels.SEED, done++).total();
        optimizer.step(encoder.parameters(), FreshModels.RATE);
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
