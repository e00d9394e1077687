package org.end4rec.models.data;

import java.util.Objects;

/** Collects the ids of a {@link Vocabulary}, the first with number 1. */
public final class VocabularyBuilder {
    private final IdTable table = new IdTable();

    /** No ids. */
    public VocabularyBuilder() {}

    /**
     * Adds the id in {@code text} from index {@code from} on. Copies it, and makes no object.
     *
     * @throws IllegalArgumentException if the id is empty, has a line break or is here already
     * @throws IndexOutOfBoundsException if the characters are not all of {@code text}
     */
    public VocabularyBuilder add(char[] text, int from, int length) {
        Objects.checkFromIndexSize(from, length, text.length);
        int expected = table.size() + 1;
        String fault = Vocabulary.fault(text, from, length);
        if (fault != null) {
            throw new IllegalArgumentException("Vocabulary: id number " + expected + " " + fault
                    + "; an id is one line of at least one character");
        }
        int number = table.add(text, from, length);
        if (number != expected) {
            throw new IllegalArgumentException("Vocabulary: '" + table.id(number) + "' is both id number " + number
                    + " and id number " + expected + "; every id must occur once");
        }
        return this;
    }

    /** The vocabulary of the ids added. The builder is used up: adding to it afterwards has no defined result. */
    public Vocabulary build() {
        return new Vocabulary(table);
    }
}
