package org.end4rec.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Parameters;
import org.end4rec.autograd.optim.AdamW;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.end4rec.models.data.Targets;
import org.end4rec.models.encoder.Stage;
import org.junit.jupiter.api.Test;

class BestParametersTest {
    private static final Stage STAGE = Stage.single(Targets.NEWEST);

    private final Parameters parameters = new Parameters();
    private final float[] weight = parameters
            .add(new Parameter("weight", Tensor.of(Shape.of(2), 1f, 2f)))
            .value()
            .data();
    private final BestParameters best = new BestParameters(parameters);
    private final Store store = new Store();

    /** Notes what is saved; it may fail. */
    private static final class Store implements RunStore {
        private final List<List<Float>> saved = new ArrayList<>();
        private boolean full;

        @Override
        public void saveBest(int index, Stage stage, Parameters parameters) throws IOException {
            if (full) {
                throw new IOException("no space left");
            }
            float[] values = parameters.get("weight").value().data();
            saved.add(List.of(values[0], values[1]));
        }

        @Override
        public void saveCheckpoint(TrainingState progress, Parameters parameters, AdamW optimizer) {}

        @Override
        public void append(EpochReport report) {}
    }

    @Test
    void areThoseOfWhenTheyWereKept() {
        best.keep();
        weight[0] = 7;
        best.restore();
        assertThat(weight).containsExactly(1f, 2f);
        best.resume(Map.of("weight", new float[] {3, 4}));
        best.restore();
        assertThat(weight).containsExactly(3f, 4f);
    }

    @Test
    void areSavedOnceAndLeaveTheEncoderAsItIs() throws IOException {
        best.save(store, 0, STAGE);
        assertThat(store.saved).as("nothing was kept").isEmpty();
        best.keep();
        weight[0] = 7;
        best.save(store, 0, STAGE);
        assertThat(weight).containsExactly(7f, 2f);
        best.save(store, 0, STAGE);
        assertThat(store.saved).containsExactly(List.of(1f, 2f));
        best.keep();
        best.save(store, 0, STAGE);
        assertThat(store.saved).containsExactly(List.of(1f, 2f), List.of(7f, 2f));
    }

    /** What could not be saved is saved the next time, although the encoder has moved on. */
    @Test
    void areSavedLaterIfTheStoreFails() throws IOException {
        best.keep();
        weight[0] = 7;
        store.full = true;
        assertThatThrownBy(() -> best.save(store, 0, STAGE)).hasMessage("no space left");
        assertThat(weight).containsExactly(7f, 2f);
        store.full = false;
        best.save(store, 0, STAGE);
        assertThat(store.saved).containsExactly(List.of(1f, 2f));
        assertThat(weight).containsExactly(7f, 2f);
    }
}
