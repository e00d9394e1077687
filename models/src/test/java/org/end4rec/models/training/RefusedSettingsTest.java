package org.end4rec.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.end4rec.core.testing.Figures;
import org.junit.jupiter.api.Test;

/** Every numeric key refuses what is out of its range, and says its name, the value and the range. */
class RefusedSettingsTest {
    /** Keys of which every number is allowed. */
    private static final List<String> FREE = List.of("seed");

    @Test
    void everyNumberOutOfRange() {
        int refused = 0;
        TreeSet<String> keys = new TreeSet<>();
        for (ConfigKey key : ConfigKey.ALL) {
            List<String> values = outOfRange(key);
            for (String value : values) {
                assertThatThrownBy(() -> ConfigFile.set(TrainingConfig.DEFAULTS, List.of(key.name() + "=" + value)))
                        .as("%s=%s", key.name(), value)
                        .isInstanceOf(ConfigException.class)
                        .hasMessageStartingWith("--set: " + key.name() + " is ")
                        .hasMessageEndingWith("; it must be " + key.allowed());
                refused++;
            }
            if (!values.isEmpty()) {
                keys.add(key.name());
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

    /** A group that is made in Java refuses them, too, and not only a file. */
    @Test
    void everyNumberOutOfRangeOfAGroup() {
        for (ConfigKey key : ConfigKey.ALL) {
            if (Double.isNaN(key.key().least())) {
                continue;
            }
            Map<String, Object> values = KeyTree.values(TrainingConfig.DEFAULTS);
            values.put(key.name(), key.parse("-1"));
            assertThatThrownBy(() -> KeyTree.build(key.component().getDeclaringRecord(), values))
                    .as(key.name())
                    .isInstanceOf(ConfigException.class)
                    .hasMessageStartingWith(key.name() + " is -1")
                    .hasMessageEndingWith("; it must be " + key.allowed());
        }
    }

    @Test
    void everyNumericKeyHasARange() {
        for (ConfigKey key : ConfigKey.ALL) {
            Class<?> type = key.component().getType();
            boolean numeric = type.isPrimitive() && type != boolean.class && !FREE.contains(key.name());
            assertThat(key.key().least() < key.key().most()).as(key.name()).isEqualTo(numeric);
        }
    }

    /** The least and the largest number are in the range, where no other key forbids them. */
    @Test
    void theEndsOfEveryRange() {
        List<String> others = List.of("chunks", "heads", "jointEpochs");
        for (ConfigKey key : ConfigKey.ALL) {
            if (Double.isNaN(key.key().least()) || others.contains(key.name())) {
                continue;
            }
            for (double end : new double[] {key.key().least(), key.key().most()}) {
                List<String> set = List.of("chunks=1", "heads=1", key.name() + "=" + text(key, end));
                String kept = ConfigFile.texts(ConfigFile.set(TrainingConfig.DEFAULTS, set))
                        .get(key.name());
                assertThat(Double.parseDouble(kept)).as(key.name()).isEqualTo(end);
            }
        }
    }

    private static String text(ConfigKey key, double value) {
        return key.component().getType() == double.class ? Double.toString(value) : Long.toString((long) value);
    }

    private static List<String> outOfRange(ConfigKey key) {
        List<String> values = new ArrayList<>();
        if (Double.isNaN(key.key().least())) {
            return values;
        }
        values.add("-1");
        values.add("NaN");
        values.add("");
        if (key.component().getType() == double.class) {
            values.addAll(List.of("Infinity", "-Infinity", "-1e-300"));
            values.add(Double.toString(Math.nextDown(key.key().least())));
            values.add(Double.toString(Math.nextUp(key.key().most())));
        } else {
            values.addAll(List.of(Integer.toString(Integer.MIN_VALUE), "2147483647", "2147483648", "1.5"));
            values.add(text(key, key.key().least() - 1));
            values.add(text(key, key.key().most() + 1));
        }
        if (key.key().least() > 0 && !key.key().orZero()) {
            values.add("0");
        }
        return values;
    }
}
