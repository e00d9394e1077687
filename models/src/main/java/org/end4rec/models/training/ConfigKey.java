package org.end4rec.models.training;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A key of the configuration: a component of {@link TrainingConfig} or of one of its groups. */
record ConfigKey(RecordComponent component, Key key) {
    /** All keys, in the order of files and of the documentation. */
    static final List<ConfigKey> ALL = KeyTree.keys(TrainingConfig.class);

    /** The most names in a message. */
    private static final int MOST_NAMES = 10;

    private static final double LARGEST_PLAIN = 1e9;
    private static final double SMALLEST_PLAIN = 1e-3;

    /** The name. */
    String name() {
        return component.getName();
    }

    private boolean hasRange() {
        return !Double.isNaN(key.least());
    }

    /** The allowed values, as a continuation of "it must be". */
    String allowed() {
        Class<?> type = component.getType();
        if (type == boolean.class) {
            return "true or false";
        }
        if (type == Model.class) {
            return Model.ALLOWED;
        }
        if (type.isEnum()) {
            return "one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(ConfigKey::text)
                            .collect(Collectors.joining(", "));
        }
        if (!hasRange()) {
            return "a whole number of at most " + Long.SIZE + " bits";
        }
        return (type == double.class ? "a number " : "a whole number ") + range();
    }

    private String range() {
        return (key.orZero() ? "that is 0 or " : "") + "from " + number(key.least()) + " to " + number(key.most());
    }

    /** An enum's constant as it is written; anything else as it is. */
    static String text(Object value) {
        return value instanceof Enum<?> constant ? constant.name().toLowerCase(Locale.ROOT) : String.valueOf(value);
    }

    private static String number(double value) {
        if (value == Math.rint(value) && value <= LARGEST_PLAIN) {
            return String.format(Locale.ROOT, "%,d", (long) value);
        }
        return value >= SMALLEST_PLAIN && value <= LARGEST_PLAIN
                ? BigDecimal.valueOf(value).toPlainString()
                : String.format(Locale.ROOT, "%.0e", value).replaceFirst("\\+?0*(\\d+)$", "$1");
    }

    /** @throws ConfigException if the number is out of the range, if there is one */
    void check(Number value) {
        double number = value.doubleValue();
        boolean inRange = number >= key.least() && number <= key.most();
        refuseUnless(!hasRange() || inRange || (number == 0 && key.orZero()), name(), value, allowed());
    }

    /**
     * Refuses null, and numbers out of their range, among what a constructor is given for the components of a record.
     */
    static void checkAll(Class<?> record, @Nullable Object... values) {
        RecordComponent[] components = KeyTree.components(record);
        for (int i = 0; i < components.length; i++) {
            Object value = Objects.requireNonNull(values[i], components[i].getName());
            if (value instanceof Number number) {
                new ConfigKey(components[i], components[i].getAnnotation(Key.class)).check(number);
            }
        }
    }

    /** The value that a text stands for, in its range or not; the text itself for a model; null if there is none. */
    @Nullable
    Object parse(String text) {
        Class<?> type = component.getType();
        try {
            if (type == int.class) {
                return Integer.valueOf(text);
            }
            if (type == long.class) {
                return Long.valueOf(text);
            }
            if (type == double.class) {
                return Double.valueOf(text);
            }
        } catch (NumberFormatException e) {
            return null;
        }
        if (type == boolean.class) {
            return text.equals("true") || text.equals("false") ? Boolean.valueOf(text) : null;
        }
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .filter(constant -> text(constant).equals(text))
                    .findFirst()
                    .orElse(null);
        }
        return text;
    }

    /**
     * What {@link #parse} gave, checked and ready for the record.
     *
     * @throws ConfigException if it is not allowed
     */
    Object checked(Object value) {
        if (value instanceof Number number) {
            check(number);
        }
        return value instanceof String text ? Model.parse(text) : value;
    }

    /** Refuses a key that must divide dim and does not, if the model reads the key. */
    static void checkDivisor(String key, int value, int dim, boolean used) {
        if (used && dim % value != 0) {
            List<String> divisors = IntStream.rangeClosed(1, dim)
                    .filter(each -> dim % each == 0)
                    .mapToObj(String::valueOf)
                    .toList();
            String some = divisors.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
            String more = divisors.size() > MOST_NAMES ? ", …" : "";
            refuseUnless(false, key, value, "a divisor of dim, which is " + dim + " (" + some + more + ")");
        }
    }

    static void refuseUnless(boolean valid, String key, Object value, String allowed) {
        if (!valid) {
            throw new ConfigException(key + " is " + value + "; it must be " + allowed);
        }
    }

    /** Suggestions for an unknown name: keys that contain the name, or else the nearest keys. */
    static String nearest(String name) {
        ToIntFunction<ConfigKey> distance =
                key -> key.name().toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT))
                        ? 0
                        : edits(name, key.name());
        int least = ALL.stream().mapToInt(distance).min().orElseThrow();
        return ALL.stream()
                .filter(key -> distance.applyAsInt(key) == least)
                .map(ConfigKey::name)
                .limit(MOST_NAMES)
                .collect(Collectors.joining(", "));
    }

    /**
     * Characters to insert, to delete or to replace until one name is the other (Levenshtein 1966); case does not
     * count.
     */
    private static int edits(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        int[] row = IntStream.rangeClosed(0, b.length()).toArray();
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
