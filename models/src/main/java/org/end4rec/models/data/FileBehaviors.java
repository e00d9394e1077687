package org.end4rec.models.data;

import java.util.Arrays;
import org.end4rec.models.data.source.Row;
import org.jspecify.annotations.Nullable;

/** The behaviors of a file: as they are written, or as the format names them. */
final class FileBehaviors {
    private final IdTable behaviors;
    private final @Nullable LogFormat format;
    private final IdTable written;
    private int[] numbers = new int[16];
    private int known;

    FileBehaviors(IdTable behaviors, @Nullable LogFormat format) {
        this.behaviors = behaviors;
        this.format = format;
        this.written = format == null ? behaviors : new IdTable();
    }

    /** Whether behaviors have the names that are written. */
    boolean isAsWritten() {
        return format == null;
    }

    /** The behaviors as they are written; {@link #ofWritten} gives their numbers. */
    IdTable written() {
        return written;
    }

    /** The number of a behavior, or 0 if the format does not know it. */
    int number(Row row, int field) {
        return ofWritten(FileEvents.number(written, row, field, false));
    }

    /** The number of the behavior that has this number as it is written; 0 if the format does not know it. */
    int ofWritten(int index) {
        if (format == null) {
            return index;
        }
        while (known < index) {
            known++;
            if (known == numbers.length) {
                numbers = Arrays.copyOf(numbers, 2 * known);
            }
            char[] name = format.behavior().apply(written.id(known)).toCharArray();
            numbers[known] = name.length == 0 ? 0 : behaviors.add(name, 0, name.length);
        }
        return numbers[index];
    }
}
