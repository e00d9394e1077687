package org.end4rec.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.end4rec.models.data.Batch;
import org.end4rec.models.encoder.EliminationThreshold;
import org.end4rec.models.parallel.Workers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EliminationRateSearchTest {
    private static final int EVENTS = 40;

    /** A tenth more is clearly better. */
    private static final EliminationRateSearch.Judge<Double> BY_FAR = new EliminationRateSearch.Judge<>() {
        @Override
        public double figure(Double validation) {
            return validation;
        }

        @Override
        public boolean isClearlyBetter(Double better, Double other) {
            return better > other + 0.1;
        }
    };

    private final Workers workers = new Workers(2);
    private final Line line = new Line();
    private final EliminationRateSearch share = new EliminationRateSearch(line, List.of(batch(1), batch(21)), workers);
    private final List<Double> tried = new ArrayList<>();

    /** Item v has the margin v − 10 at first. */
    private static final class Line implements EliminationThreshold {
        private float raised;

        @Override
        public float[] margins(Batch batch) {
            float[] margins = new float[batch.items().length];
            for (int i = 0; i < margins.length; i++) {
                margins[i] = batch.items()[i] - 10 + raised;
            }
            return margins;
        }

        @Override
        public void raiseMargins(float by) {
            raised += by;
        }
    }

    /** Twenty events of the items from that on. */
    private static Batch batch(int first) {
        int[] items = new int[EVENTS / 2];
        for (int i = 0; i < items.length; i++) {
            items[i] = first + i;
        }
        return new Batch(1, items.length, items, new int[items.length], new int[1]);
    }

    @AfterEach
    void close() {
        workers.close();
    }

    /** What a validation says of the share that is set. */
    private double validation(DoubleUnaryOperator ndcg) {
        double now = share.measure();
        tried.add(now);
        return ndcg.applyAsDouble(now);
    }

    // values

    @Test
    void measuresWhatIsNotAboveTheLine() {
        // items 1 to 10 have a margin of at most 0
        assertThat(share.measure()).isEqualTo(10.0 / EVENTS);
        line.raiseMargins(0.5f);
        assertThat(share.measure()).isEqualTo(9.0 / EVENTS);
    }

    @Test
    void searchSetsTheShareThatValidatesBest() {
        double best = share.search(() -> validation(s -> 1 - Math.abs(s - 0.36)), BY_FAR);
        assertThat(tried).hasSize(13).startsWith(0.0, 0.05, 0.1).endsWith(0.6);
        assertThat(share.measure()).isEqualTo(0.35);
        assertThat(best).isCloseTo(0.99, within(1e-9));
    }

    @Test
    void followTakesAStepAtMost() {
        share.search(() -> validation(s -> 1 - Math.abs(s - 0.2)), BY_FAR);
        tried.clear();
        share.follow(share.measure(), () -> validation(s -> s), BY_FAR);
        assertThat(tried).containsExactly(0.2, 0.15, 0.25);
        assertThat(share.measure()).isEqualTo(0.25);
        // training moved the line; what was before it is the middle of the next steps
        line.raiseMargins(7);
        share.follow(0.25, () -> validation(s -> -s), BY_FAR);
        assertThat(share.measure()).isEqualTo(0.2);
    }

    /**
     * Amid the gap between the last that goes and the first that stays: an event that moves a little stays on its side.
     */
    @Test
    void theLineIsAmidTheGap() {
        share.follow(0.3, () -> validation(s -> s < 0.31 ? s : 0), BY_FAR);
        // items 1 to 12 of 40 go, whose margins are up to 2; that of item 13 is 3
        assertThat(line.raised).isEqualTo(-2.5f);
    }

    // edges

    @Test
    void ofEqualsTheFirstStays() {
        share.search(() -> validation(s -> 0.5), BY_FAR);
        assertThat(share.measure()).isZero();
        share.follow(0.3, () -> validation(s -> 0.5), BY_FAR);
        assertThat(share.measure()).isEqualTo(0.3);
    }

    @Test
    void noneStaysUnlessAnotherShareIsClearlyBetter() {
        double validation = share.search(() -> validation(s -> s / 7), BY_FAR);
        assertThat(share.measure()).isZero();
        assertThat(validation).isZero();
        share.search(() -> validation(s -> s / 5), BY_FAR);
        assertThat(share.measure()).isEqualTo(0.6);
        // a small share that has lost its gain is given up, a larger one goes down step by step
        share.follow(0.05, () -> validation(s -> s), BY_FAR);
        assertThat(share.measure()).isZero();
        share.follow(0.1, () -> validation(s -> s), BY_FAR);
        assertThat(share.measure()).isEqualTo(0.15);
    }

    @Test
    void staysFromNoneToThreeFifths() {
        share.follow(0, () -> validation(s -> 9 * s), BY_FAR);
        assertThat(tried).containsExactly(0.0, 0.05);
        assertThat(share.measure()).isEqualTo(0.05);
        tried.clear();
        share.follow(0.6, () -> validation(s -> s), BY_FAR);
        assertThat(share.measure()).isEqualTo(0.6);
        assertThat(tried).containsExactly(0.6, 0.55);
    }
}
