package org.end4rec.bench.peers;

import java.util.ArrayList;
import java.util.List;
import org.end4rec.models.data.Batch;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.encoder.Stage;
import org.end4rec.models.recommend.NextItemRanker;

/** Our answer to one user: encode, score the catalogue, take the best. */
final class OurRequest implements Contender {
    private final NextItemRanker ranker;
    private final List<Batch> requests = new ArrayList<>();
    private int done;

    OurRequest(SequenceEncoder encoder) {
        Stage finished = encoder.lastStage();
        ranker = new NextItemRanker(encoder, finished, BenchModel.LENGTH);
        for (int i = 0; i < BenchModel.BATCHES; i++) {
            requests.add(BenchModel.batch(i, 1));
        }
    }

    private float[] answerNext() {
        Batch request = requests.get(done++ % requests.size());
        return ranker.rank(request.items(), request.behaviors(), Workload.Request.TOP, false)
                .scores();
    }

    @Override
    public float[] answer() {
        return answerNext();
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
