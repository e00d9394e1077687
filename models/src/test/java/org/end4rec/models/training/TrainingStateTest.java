package org.end4rec.models.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingStateTest {
    private static final TrainingConfig CONFIG =
            ConfigFile.set(TrainingConfig.DEFAULTS, List.of("patience=2", "rateDecays=1"));

    /** Metrics .3 .2 .1 lower the rate; .4 is the new best; .4 again is not better, and with .1 the stage ends. */
    @Test
    void patienceLowersTheRateThenEndsTheStage() {
        TrainingState progress = TrainingState.START.afterEpoch(10, 0.3, true, false, CONFIG);
        assertThat(progress).isEqualTo(new TrainingState(0, 1, 1, 10, 10, 0.3, 1, true, 0, 1, false));
        progress = progress.afterEpoch(10, 0.2, true, false, CONFIG);
        assertThat(progress).isEqualTo(new TrainingState(0, 2, 2, 20, 20, 0.3, 1, true, 0, 1, false));
        progress = progress.afterEpoch(10, 0.1, true, false, CONFIG);
        assertThat(progress).isEqualTo(new TrainingState(0, 3, 3, 0, 30, 0.3, 1, true, 1, 3, false));
        progress = progress.afterEpoch(10, 0.4, true, false, CONFIG);
        assertThat(progress).isEqualTo(new TrainingState(0, 4, 4, 10, 40, 0.4, 4, true, 1, 3, false));
        progress = progress.afterEpoch(10, 0.4, true, false, CONFIG).afterEpoch(10, 0.1, true, false, CONFIG);
        assertThat(progress).isEqualTo(new TrainingState(0, 6, 6, 30, 60, 0.4, 4, true, 1, 3, true));
        assertThat(progress.nextStage()).isEqualTo(new TrainingState(1, 0, 6, 0, 60, -1, 0, true, 0, 0, false));
    }

    /** Without anything learned no epoch is one too many; from the first with something on, patience counts as ever. */
    @Test
    void patienceCountsOnceSomethingIsLearned() {
        TrainingState progress = TrainingState.START;
        for (int epoch = 1; epoch <= 5; epoch++) {
            progress = progress.afterEpoch(10, 0.1 / epoch, false, false, CONFIG);
            assertThat(progress)
                    .isEqualTo(
                            new TrainingState(0, epoch, epoch, 10 * epoch, 10 * epoch, 0.1, 1, false, 0, epoch, false));
        }
        progress = progress.afterEpoch(10, 0.05, true, false, CONFIG).afterEpoch(10, 0.05, false, false, CONFIG);
        assertThat(progress).isEqualTo(new TrainingState(0, 7, 7, 70, 70, 0.1, 1, true, 0, 6, false));
        progress = progress.afterEpoch(10, 0.05, false, false, CONFIG);
        assertThat(progress).isEqualTo(new TrainingState(0, 8, 8, 0, 80, 0.1, 1, true, 1, 8, false));
    }

    /** There is no use for a lower rate after the last epoch there may be. */
    @Test
    void theLastEpochEndsTheStage() {
        TrainingState progress = new TrainingState(0, 2, 2, 20, 20, 0.3, 1, true, 0, 0, false);
        assertThat(progress.afterEpoch(10, 0.1, true, true, CONFIG))
                .isEqualTo(new TrainingState(0, 3, 3, 30, 30, 0.3, 1, true, 0, 0, true));
        assertThat(progress.afterEpoch(10, 0.4, true, true, CONFIG).finished()).isTrue();
        assertThat(TrainingState.START.afterEpoch(10, 0.4, false, true, CONFIG).finished())
                .isTrue();
    }
}
