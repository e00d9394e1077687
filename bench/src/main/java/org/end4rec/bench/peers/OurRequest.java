package org.end4rec.bench.peers;

import java.util.ArrayList;
import java.util.List;
import org.end4rec.models.data.Batch;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.training.EncoderScorer;

/** Our answer to one user: encode, score the catalogue, take the best. */
final class OurRequest implements Side {
    private final EncoderScorer scorer;
    private final List<Batch> requests = new ArrayList<>();
    private final float[] scores;
    private final float[] best = new float[Workload.Request.TOP];
    private int done;

    OurRequest(SequenceEncoder encoder) {
        scorer =
                new EncoderScorer(encoder, encoder.stages().get(encoder.stages().size() - 1));
        scores = new float[encoder.itemEmbedding().shape().dim(0)];
        for (int i = 0; i < BenchModel.BATCHES; i++) {
            requests.add(BenchModel.batch(i, 1));
        }
    }

    private void answerNext() {
        scorer.score(requests.get(done++ % requests.size()), scores);
        CatalogueSearch.top(scores, 1, best);
    }

    @Override
    public float[] answer() {
        answerNext();
        return best.clone();
    }

    @Override
    public double seconds(int calls) {
        long start = System.nanoTime();
        for (int i = 0; i < calls; i++) {
            answerNext();
        }
        return (System.nanoTime() - start) * 1e-9;
    }
}
