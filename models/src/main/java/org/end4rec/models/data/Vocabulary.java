package org.end4rec.models.data;

import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * Ids as the user wrote them and their numbers 1 … size; 0 stands for padding and for an unknown id. An id is never
 * empty and has no line break, so a vocabulary can be kept as a text file with one id per line. The ids are kept as
 * bytes; a string is made when it is asked for. Immutable.
 */
public final class Vocabulary {
    private final IdTable table;

    /** Owns the table: nobody may add to it afterwards. */
    Vocabulary(IdTable table) {
        this.table = table;
    }

    /**
     * The vocabulary in which the first id has number 1.
     *
     * @throws IllegalArgumentException if an id is empty, has a line break or occurs twice
     */
    public static Vocabulary of(List<String> ids) {
        VocabularyBuilder builder = new VocabularyBuilder();
        for (String id : ids) {
            builder.add(id.toCharArray(), 0, id.length());
        }
        return builder.build();
    }

    /** Why the text cannot be an id, or null if it can. */
    static @Nullable String fault(char[] text, int from, int length) {
        if (length == 0) {
            return "is empty";
        }
        for (int i = from; i < from + length; i++) {
            if (text[i] == '\n' || text[i] == '\r') {
                return "contains a line break";
            }
        }
        return null;
    }

    /** Number of ids; the largest number. */
    public int size() {
        return table.size();
    }

    /** All ids by number: number n at index n − 1. A view that makes a string at each access. Immutable. */
    public List<String> ids() {
        return new Ids(table);
    }

    /** The number of an id, or 0 if it is unknown. */
    public int number(String id) {
        char[] text = id.toCharArray();
        return table.find(text, 0, text.length);
    }

    /**
     * The id of a number, a new string.
     *
     * @throws IllegalArgumentException if the number is not within 1 … size
     */
    public String id(int number) {
        if (number < 1 || number > size()) {
            throw new IllegalArgumentException(
                    "Vocabulary: there is no id number " + number + "; numbers are 1 to " + size());
        }
        return table.id(number);
    }

    private static final class Ids extends AbstractList<String> implements RandomAccess {
        private final IdTable table;

        Ids(IdTable table) {
            this.table = table;
        }

        @Override
        public String get(int index) {
            return table.id(Objects.checkIndex(index, table.size()) + 1);
        }

        @Override
        public int size() {
            return table.size();
        }
    }
}
