package org.end4rec.models.data;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ids as the user wrote them and their numbers 1 … size; 0 stands for padding and for an unknown id. An id is never
 * empty and has no line break, so a vocabulary can be kept as a text file with one id per line. Immutable.
 */
public final class Vocabulary {
    private final IdTable table;
    private final List<String> ids;

    /** Takes the table over: nobody may add to it afterwards. */
    Vocabulary(IdTable table) {
        this.table = table;
        this.ids = List.of(table.ids());
    }

    /**
     * The vocabulary in which the first id has number 1.
     *
     * @throws IllegalArgumentException if an id is empty, has a line break or occurs twice
     */
    public static Vocabulary of(List<String> ids) {
        IdTable table = new IdTable();
        for (int i = 0; i < ids.size(); i++) {
            char[] text = ids.get(i).toCharArray();
            String fault = fault(text, 0, text.length);
            if (fault != null) {
                throw new IllegalArgumentException("Vocabulary: id number " + (i + 1) + " " + fault
                        + "; an id is one line of at least one character");
            }
            int number = table.add(text, 0, text.length);
            if (number != i + 1) {
                throw new IllegalArgumentException("Vocabulary: '" + ids.get(i) + "' is both id number " + number
                        + " and id number " + (i + 1) + "; every id must occur once");
            }
        }
        return new Vocabulary(table);
    }

    /** What keeps the text from being an id, or null if nothing does. */
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
        return ids.size();
    }

    /** All ids by number: number n at index n − 1. Immutable. */
    public List<String> ids() {
        return ids;
    }

    /** The number of an id, or 0 if it is unknown. */
    public int number(String id) {
        char[] text = id.toCharArray();
        return table.find(text, 0, text.length);
    }

    /** The id of a number. @throws IllegalArgumentException if the number is not within 1 … size */
    public String id(int number) {
        if (number < 1 || number > ids.size()) {
            throw new IllegalArgumentException(
                    "Vocabulary: there is no id number " + number + "; numbers are 1 to " + ids.size());
        }
        return ids.get(number - 1);
    }
}
