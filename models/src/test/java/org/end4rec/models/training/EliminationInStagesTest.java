package org.end4rec.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.end4rec.core.random.RandomStream;
import org.end4rec.models.data.Batch;
import org.end4rec.models.data.BatchAssembler;
import org.end4rec.models.data.Example;
import org.end4rec.models.data.Targets;
import org.end4rec.models.encoder.DenoisingEncoder;
import org.end4rec.models.encoder.EliminationThreshold;
import org.end4rec.models.encoder.EventDecision;
import org.end4rec.models.encoder.FilteredEnergy;
import org.end4rec.models.encoder.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** When the trainer searches the share of eliminated events, when it follows it, and on which histories it measures. */
class EliminationInStagesTest {
    private static final int SAMPLE = 2000;
    private static final TrainingConfig CONFIG = ConfigFile.set(
            ScriptedEncoder.CONFIG, List.of("miningEpochs=1", "hardEpochs=1", "jointEpochs=1", "seed=7"));

    /**
     * Eliminates, but not in mining; it validates best at a share of a quarter, and each step of training moves all
     * margins.
     */
    private static final class Eliminating extends ScriptedEncoder implements DenoisingEncoder, EliminationThreshold {
        private final List<Batch> measured = new ArrayList<>();
        private final List<Double> shares = new ArrayList<>();
        private final RandomStream margins = RandomStream.of(3, "margins", 0);
        private double raised;
        private int events;
        private int counted;

        Eliminating() {
            super(List.of(MINING, HARD, JOINT), Targets.NEWEST, step -> 1, validation -> 0);
        }

        @Override
        public @Nullable EliminationThreshold threshold(Stage stage) {
            return stage.equals(MINING) ? null : this;
        }

        @Override
        public boolean judgesEvents() {
            return true;
        }

        @Override
        public List<EventDecision> decisions(Batch batch) {
            throw new UnsupportedOperationException("the threshold is all that is asked for");
        }

        @Override
        public @Nullable FilteredEnergy filteredEnergy(Batch batch) {
            return null;
        }

        @Override
        public float[] margins(Batch batch) {
            if (measured.size() % batches() == 0) {
                events = 0;
            }
            measured.add(batch);
            int real = 0;
            for (int item : batch.items()) {
                real += item > 0 ? 1 : 0;
            }
            float[] found = new float[real];
            for (int i = 0; i < real; i++) {
                found[i] = (float) margin(events++);
            }
            counted = events;
            return found;
        }

        /** Between 0 and 1 at first. */
        private double margin(int event) {
            return margins.uniform(event) + raised + 0.125 * trained.size();
        }

        @Override
        public void raiseMargins(float by) {
            raised += by;
        }

        @Override
        double share(int validation) {
            int eliminated = 0;
            for (int event = 0; event < counted; event++) {
                eliminated += margin(event) <= 0 ? 1 : 0;
            }
            double share = counted == 0 ? 0 : (double) eliminated / counted;
            shares.add(share);
            return 0.9 - 2 * Math.abs(share - 0.25);
        }

        private static int batches() {
            return (SAMPLE + 63) / 64;
        }
    }

    @Test
    void aSearchInTheFirstStageThatEliminatesThenStepsAround() {
        Eliminating encoder = new Eliminating();
        encoder.train(CONFIG, TrainingListener.NONE);
        List<Double> expected = new ArrayList<>(List.of(0.0)); // mining
        for (int i = 0; i <= 12; i++) {
            expected.add(0.05 * i); // the start of hard
        }
        expected.addAll(List.of(0.25, 0.2, 0.3)); // after the epoch of hard
        expected.add(0.25); // the start of joint
        expected.addAll(List.of(0.25, 0.2, 0.3));
        assertThat(encoder.shares).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(encoder.shares.get(i)).as("validation %d", i).isCloseTo(expected.get(i), within(1e-3));
        }
        assertThat(encoder.measured).as("histories").hasSizeGreaterThan(Eliminating.batches());
    }

    /** The same sample each time, so that a share of now is comparable with one of before. */
    @Test
    void measuresOnTheSameHistoriesEachTime() {
        Eliminating encoder = new Eliminating();
        encoder.train(CONFIG, TrainingListener.NONE);
        List<Example> all = ScriptedEncoder.DATA.split().train();
        int[] order = RandomStream.of(7, "eliminated share", 0).permutation(all.size());
        BatchAssembler assembler = new BatchAssembler(ScriptedEncoder.DATA.histories(), CONFIG.length(), false);
        List<Batch> measured = encoder.measured;
        assertThat(measured.size() % Eliminating.batches()).isZero();
        for (int i = 0; i < measured.size(); i++) {
            int from = i % Eliminating.batches() * 64;
            List<Example> expected = new ArrayList<>();
            for (int at = from; at < Math.min(from + 64, SAMPLE); at++) {
                expected.add(all.get(order[at]));
            }
            assertThat(measured.get(i).items())
                    .isEqualTo(assembler.batch(expected).items());
        }
    }
}
