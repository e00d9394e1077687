package org.end4rec.models.training;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Parameters;
import org.end4rec.models.encoder.Stage;

/** The parameters of an encoder after the best epoch of its stage. Not thread-safe. */
final class BestParameters {
    private final Parameters parameters;
    private Map<String, float[]> best = Map.of();
    private boolean saved = true;

    BestParameters(Parameters parameters) {
        this.parameters = Objects.requireNonNull(parameters, "parameters");
    }

    /** Takes the best parameters of a checkpoint's stage, by name. */
    void resume(Map<String, float[]> ofStage) {
        best = Objects.requireNonNull(ofStage, "ofStage");
    }

    /** Keeps the current parameters as the best ones. */
    void keep() {
        best = copy();
        saved = false;
    }

    /** Sets the encoder's parameters to the best ones. */
    void restore() {
        write(best);
    }

    /** Saves the best parameters, unless they are saved already. */
    void save(RunStore store, int number, Stage stage) throws IOException {
        if (saved) {
            return;
        }
        Map<String, float[]> now = copy();
        restore();
        try {
            store.saveBest(number, stage, parameters);
            saved = true;
        } finally {
            write(now);
        }
    }

    private void write(Map<String, float[]> values) {
        for (Parameter parameter : parameters) {
            float[] value = values.get(parameter.name());
            if (value != null) {
                System.arraycopy(value, 0, parameter.value().data(), 0, value.length);
            }
        }
    }

    private Map<String, float[]> copy() {
        Map<String, float[]> copy = new LinkedHashMap<>();
        for (Parameter parameter : parameters) {
            copy.put(parameter.name(), parameter.value().data().clone());
        }
        return copy;
    }
}
