package org.end4rec.models.data.source;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The fields of the row being read, without blanks around them, in one buffer that the next row reuses. */
public final class Row {
    private long line;
    private int breaks;
    private int fields;
    private char[] text = new char[256];
    private int[] ends = new int[16];
    private @Nullable String fault;

    /** A row without fields. */
    Row() {}

    /** Begins another row. */
    void begin(long number) {
        line = number;
        breaks = 0;
        fields = 0;
        fault = null;
    }

    /**
     * Adds a field, without the blanks around it.
     *
     * @param unquotes whether quotation marks around the whole field do not belong to it
     */
    void add(char[] buffer, int from, int to, boolean unquotes) {
        int start = from;
        int end = to;
        while (start < end && isBlank(buffer[start])) {
            start++;
        }
        while (end > start && isBlank(buffer[end - 1])) {
            end--;
        }
        if (unquotes && end - start >= 2 && buffer[start] == '"' && buffer[end - 1] == '"') {
            start++;
            end--;
        }
        int at = fields == 0 ? 0 : ends[fields - 1];
        if (at + end - start > text.length) {
            text = Arrays.copyOf(text, Math.max(at + end - start, 2 * text.length));
        }
        if (fields == ends.length) {
            ends = Arrays.copyOf(ends, 2 * fields);
        }
        System.arraycopy(buffer, start, text, at, end - start);
        ends[fields++] = at + end - start;
    }

    /** Adds a field; {@code null} is an empty field. */
    void add(@Nullable String value) {
        char[] characters = value == null ? new char[0] : value.toCharArray();
        add(characters, 0, characters.length, false);
    }

    /** Counts the line breaks of a field, after which the row has more lines. */
    void addBreaks(char[] buffer, int from, int to) {
        for (int i = from; i < to; i++) {
            if (buffer[i] == '\n' || buffer[i] == '\r' && (i + 1 == to || buffer[i + 1] != '\n')) {
                breaks++;
            }
        }
    }

    /** Says what is wrong with the row as a whole. */
    void fail(String reason) {
        fault = reason;
    }

    /** What is wrong with the row as a whole, or null. */
    public @Nullable String fault() {
        return fault;
    }

    /** Number of the row's first line in its file, or of the row in its table, from 1. */
    public long line() {
        return line;
    }

    /** The number of lines of the row: more than one if a field has a line break. */
    public int lines() {
        return 1 + breaks;
    }

    /** Number of fields. */
    public int fields() {
        return fields;
    }

    /** Whether the row has nothing but blanks. */
    boolean isBlank() {
        return fields == 1 && ends[0] == 0;
    }

    /** The characters of all fields, one field after the other. */
    public char[] text() {
        return text;
    }

    /** Where a field begins in {@link #text}. */
    public int from(int field) {
        return field == 0 ? 0 : ends[field - 1];
    }

    /** Number of characters of a field. */
    public int length(int field) {
        return ends[field] - from(field);
    }

    /** Whether a field is this text. */
    public boolean is(int field, String expected) {
        int from = from(field);
        boolean same = length(field) == expected.length();
        for (int i = 0; same && i < expected.length(); i++) {
            same = text[from + i] == expected.charAt(i);
        }
        return same;
    }

    /** A field as a string. */
    public String field(int field) {
        return new String(text, from(field), length(field));
    }

    /** Blanks, tabs and the like, a no-break space, and a byte order mark that has come into the middle of a file. */
    static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\u00a0' || c == '\ufeff' || c > 127 && Character.isWhitespace(c);
    }
}
