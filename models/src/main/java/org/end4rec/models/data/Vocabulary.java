package org.end4rec.models.data;

import java.util.AbstractList;
import java.util.Arrays;
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
    /** One after the other; each has at least twice as many ids as the next, except the first. */
    private final IdTable[] tables;
    /** How many ids are in the tables before each table, and at the end the number of ids. */
    private final int[] before;

    /** Owns the table: nobody may add to it afterwards. */
    Vocabulary(IdTable table) {
        this(new IdTable[] {table});
    }

    private Vocabulary(IdTable[] tables) {
        this.tables = tables;
        for (IdTable table : tables) {
            table.index();
        }
        before = new int[tables.length + 1];
        for (int i = 0; i < tables.length; i++) {
            before[i + 1] = before[i] + tables[i].size();
        }
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

    /**
     * The vocabulary with more ids, which get the next numbers. Shares this vocabulary's ids, and copies about as many
     * as it adds.
     *
     * @throws IllegalArgumentException if an id is empty, has a line break, occurs twice or is here already
     */
    public Vocabulary with(List<String> more) {
        if (more.isEmpty()) {
            return this;
        }
        int kept = tables.length;
        int size = more.size();
        // the first table is the log's and stays
        while (kept > 1 && tables[kept - 1].size() < 2L * size) {
            size += tables[--kept].size();
        }
        IdTable merged = new IdTable();
        for (int number = before[kept] + 1; number <= size(); number++) {
            char[] id = id(number).toCharArray();
            merged.add(id, 0, id.length);
        }
        int added = size();
        for (String id : more) {
            String fault = fault(id.toCharArray(), 0, id.length());
            if (fault != null) {
                throw new IllegalArgumentException(
                        "Vocabulary: a new id " + fault + "; an id is one line of at least one character");
            }
            if (number(id) > 0 || merged.add(id.toCharArray(), 0, id.length()) + before[kept] != ++added) {
                throw new IllegalArgumentException("Vocabulary: the new id '" + id + "' is not new");
            }
        }
        IdTable[] longer = Arrays.copyOf(tables, kept + 1);
        longer[kept] = merged;
        return new Vocabulary(longer);
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
        return before[tables.length];
    }

    /** All ids by number: number n at index n − 1. A view that makes a string at each access. Immutable. */
    public List<String> ids() {
        return new Ids(this);
    }

    /** The number of an id, or 0 if it is unknown. */
    public int number(String id) {
        char[] text = Objects.requireNonNull(id, "id").toCharArray();
        for (int i = 0; i < tables.length; i++) {
            int found = tables[i].find(text, 0, text.length);
            if (found > 0) {
                return before[i] + found;
            }
        }
        return 0;
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
        int table = 0;
        while (number > before[table + 1]) {
            table++;
        }
        return tables[table].id(number - before[table]);
    }

    private static final class Ids extends AbstractList<String> implements RandomAccess {
        private final Vocabulary vocabulary;

        Ids(Vocabulary vocabulary) {
            this.vocabulary = vocabulary;
        }

        @Override
        public String get(int index) {
            return vocabulary.id(Objects.checkIndex(index, vocabulary.size()) + 1);
        }

        @Override
        public int size() {
            return vocabulary.size();
        }
    }
}
