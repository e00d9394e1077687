package org.end4rec.models.training;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.end4rec.core.testing.Figures;
import org.junit.jupiter.api.Test;

/** Every numeric key refuses what is out of its range, and says its name, the value and the range. */
class RefusedSettingsTest {
    /** Keys of which every number is allowed. */
    private static final List<String> FREE = List.of("seed");

    private static final List<String> AT_LEAST_ONE =
            List.of("dim", "length", "chunks", "heads", "negatives", "batchSize", "shardSize", "patience");

    private static final List<String> ABOVE_ZERO =
            List.of("temperature", "codingPrecision", "learningRate", "denoisingLearningRate", "jointLearningRate");

    private static final List<String> RATES = List.of("dropout", "eliminationRate");

    @Test
    void everyNumberOutOfRange() {
        int refused = 0;
        TreeSet<String> keys = new TreeSet<>();
        for (RecordComponent component : TrainingConfig.class.getRecordComponents()) {
            String key = component.getName();
            List<String> values = outOfRange(key, component.getType());
            for (String value : values) {
                assertThatThrownBy(() -> ConfigFile.set(TrainingConfig.DEFAULTS, List.of(key + "=" + value)))
                        .as("%s=%s", key, value)
                        .isInstanceOf(ConfigException.class)
                        .hasMessageStartingWith("--set: " + key + " is ")
                        .hasMessageContaining("; it must be ");
                refused++;
            }
            if (!values.isEmpty()) {
                keys.add(key);
            }
        }
        Figures.print(
                "N3",
                "numbers out of range of every numeric key",
                "%d of %d refused with name, value and range, %d keys",
                refused,
                refused,
                keys.size());
    }

    private static List<String> outOfRange(String key, Class<?> type) {
        List<String> values = new ArrayList<>();
        if (FREE.contains(key) || !type.isPrimitive() || type == boolean.class) {
            return values;
        }
        values.add("-1");
        values.add("NaN");
        values.add("");
        if (type == double.class) {
            values.addAll(List.of("Infinity", "-Infinity", "-1e-300"));
        } else {
            values.addAll(List.of(Integer.toString(Integer.MIN_VALUE), "2147483648", "1.5"));
        }
        if (AT_LEAST_ONE.contains(key) || ABOVE_ZERO.contains(key)) {
            values.add("0");
        }
        if (RATES.contains(key)) {
            values.addAll(List.of("1", "1.5"));
        }
        return values;
    }
}
