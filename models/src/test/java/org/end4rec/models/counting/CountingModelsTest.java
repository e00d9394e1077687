package org.end4rec.models.counting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.end4rec.models.data.Histories;
import org.end4rec.models.data.Split;
import org.junit.jupiter.api.Test;

class CountingModelsTest {
    private final Histories histories =
            TinyLogs.of(2, new int[] {1, 2, 1}, new int[] {1, 2, 1, 1}, new int[] {1, 2, 1, 1});
    private final Split split = Split.leaveLastOut(histories, "buy", false);

    @Test
    void makesEachByItsName() {
        assertThat(CountingModels.NAMES)
                .extracting(name -> CountingModels.create(name, CountingModels.defaults(name), histories, split)
                        .getClass()
                        .getSimpleName())
                .containsExactly("Popularity", "MarkovChain", "ItemNeighbors");
    }

    // errors

    @Test
    void refusesWhatIsNotThere() {
        assertThatThrownBy(() -> CountingModels.defaults("x"))
                .hasMessage("CountingModels: there is no model 'x'; the models are popularity, markov, itemknn");
        assertThatThrownBy(() -> CountingModels.create("markov", Map.of("dim", 1.0), histories, split))
                .hasMessage("CountingModels: markov has no setting 'dim'; it has window, smoothing");
        assertThatThrownBy(() -> CountingModels.create("popularity", Map.of("dim", 1.0), histories, split))
                .hasMessage("CountingModels: popularity has no setting 'dim'; it has none");
        assertThatThrownBy(() -> CountingModels.create("markov", Map.of("window", 1.5), histories, split))
                .hasMessage("CountingModels: window is 1.5; it must be a whole number");
    }
}
