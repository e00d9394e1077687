package org.end4rec.bench.peers;

import java.util.List;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Parameters;
import org.end4rec.autograd.Tape;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.end4rec.models.data.Batch;
import org.end4rec.models.data.Targets;
import org.end4rec.models.encoder.Encoding;
import org.end4rec.models.encoder.ForwardMode;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.encoder.Stage;
import org.end4rec.models.recommend.NextItemRanker;

/**
 * The best items for a query as the recommender finds them: an encoder whose answer is the query, whatever the history.
 */
final class CatalogueSearch {
    private static final int[] NO_EVENTS = {};

    private final NextItemRanker ranker;

    /** @param catalogue [V,d] */
    CatalogueSearch(float[] catalogue, int items, int d, float[] query) {
        SequenceEncoder encoder = new FixedEncoder(catalogue, items, d, query);
        ranker = new NextItemRanker(encoder, encoder.stages().get(0), 1);
    }

    /** The {@code top} largest scores, best first. */
    float[] best(int top) {
        return ranker.rank(NO_EVENTS, NO_EVENTS, top, false).scores();
    }

    private static final class FixedEncoder implements SequenceEncoder {
        private final Parameters parameters = new Parameters();
        private final Parameter table;
        private final float[] query;

        FixedEncoder(float[] catalogue, int items, int d, float[] query) {
            float[] padded = new float[(items + 1) * d];
            System.arraycopy(catalogue, 0, padded, d, items * d);
            table = parameters.add(
                    Parameter.withPaddingRow("item_embedding", Tensor.of(Shape.of(items + 1, d), padded)));
            this.query = query;
        }

        @Override
        public String name() {
            return "fixed";
        }

        @Override
        public Parameters parameters() {
            return parameters;
        }

        @Override
        public Parameter itemEmbedding() {
            return table;
        }

        @Override
        public List<Stage> stages() {
            return List.of(Stage.single(Targets.NEWEST));
        }

        @Override
        public Encoding encode(Tape tape, Batch batch, ForwardMode pass, Stage stage) {
            return new Encoding(tape.constant(Shape.of(1, query.length), query), List.of());
        }
    }
}
