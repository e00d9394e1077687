package org.end4rec.models.data;

import de.siegmar.fastcsv.reader.CsvCallbackHandler;
import de.siegmar.fastcsv.reader.RecordType;
import java.util.Arrays;

/** The fields of the row being read, without blanks around them, in one buffer that the next row reuses. */
final class CsvRow extends CsvCallbackHandler<CsvRow> {
    private final boolean unquotes;
    private long line;
    private int breaks;
    private int fields;
    private char[] text = new char[256];
    private int[] ends = new int[16];
    private RecordType type = RecordType.DATA;

    /** @param unquotes whether quotation marks around a whole field do not belong to it */
    CsvRow(boolean unquotes) {
        this.unquotes = unquotes;
    }

    /** Number of the row's first line, from 1. */
    long line() {
        return line;
    }

    /** The number of lines of the row: more than one if a field has a line break. */
    int lines() {
        return 1 + breaks;
    }

    int fields() {
        return fields;
    }

    /** Whether the row has nothing but blanks. */
    boolean isBlank() {
        return fields == 1 && ends[0] == 0;
    }

    char[] text() {
        return text;
    }

    int from(int field) {
        return field == 0 ? 0 : ends[field - 1];
    }

    int length(int field) {
        return ends[field] - from(field);
    }

    /** Whether a field is this text. */
    boolean is(int field, String expected) {
        int from = from(field);
        boolean same = length(field) == expected.length();
        for (int i = 0; same && i < expected.length(); i++) {
            same = text[from + i] == expected.charAt(i);
        }
        return same;
    }

    String field(int field) {
        return new String(text, from(field), length(field));
    }

    @Override
    protected void beginRecord(long startingLineNumber) {
        line = startingLineNumber;
        breaks = 0;
        fields = 0;
        type = RecordType.DATA;
    }

    @Override
    protected void addField(char[] buffer, int offset, int length, boolean quoted) {
        int start = offset;
        int end = offset + length;
        while (start < end && isBlank(buffer[start])) {
            start++;
        }
        while (end > start && isBlank(buffer[end - 1])) {
            end--;
        }
        if (quoted) {
            countBreaks(buffer, offset, offset + length);
        } else if (unquotes && end - start >= 2 && buffer[start] == '"' && buffer[end - 1] == '"') {
            start++;
            end--;
        }
        int from = fields == 0 ? 0 : ends[fields - 1];
        if (from + end - start > text.length) {
            text = Arrays.copyOf(text, Math.max(from + end - start, 2 * text.length));
        }
        if (fields == ends.length) {
            ends = Arrays.copyOf(ends, 2 * fields);
        }
        System.arraycopy(buffer, start, text, from, end - start);
        ends[fields++] = from + end - start;
    }

    /** Blanks, tabs and the like, a no-break space, and a byte order mark that has come into the middle of a file. */
    static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\u00a0' || c == '\ufeff' || c > 127 && Character.isWhitespace(c);
    }

    private void countBreaks(char[] buffer, int from, int to) {
        for (int i = from; i < to; i++) {
            if (buffer[i] == '\n' || buffer[i] == '\r' && (i + 1 == to || buffer[i + 1] != '\n')) {
                breaks++;
            }
        }
    }

    @Override
    protected void setComment(char[] buffer, int offset, int length) {
        type = RecordType.COMMENT;
    }

    @Override
    protected void setEmpty() {
        type = RecordType.EMPTY;
    }

    @Override
    protected RecordType getRecordType() {
        return type;
    }

    @Override
    protected int getFieldCount() {
        return fields;
    }

    @Override
    protected CsvRow buildRecord() {
        return this;
    }
}
