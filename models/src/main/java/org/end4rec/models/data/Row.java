package org.end4rec.models.data;

import de.siegmar.fastcsv.reader.CsvCallbackHandler;
import de.siegmar.fastcsv.reader.RecordType;
import java.util.Arrays;

/** The fields of the row being read, in one buffer that the next row reuses. */
final class Row extends CsvCallbackHandler<Row> {
    private long line;
    private int fields;
    private char[] text = new char[256];
    private int[] ends = new int[16];
    private RecordType type = RecordType.DATA;

    /** Number of the row's first line, from 1. */
    long line() {
        return line;
    }

    int fields() {
        return fields;
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

    String field(int field) {
        return new String(text, from(field), length(field));
    }

    @Override
    protected void beginRecord(long startingLineNumber) {
        line = startingLineNumber;
        fields = 0;
        type = RecordType.DATA;
    }

    @Override
    protected void addField(char[] buffer, int offset, int length, boolean quoted) {
        int from = fields == 0 ? 0 : ends[fields - 1];
        if (from + length > text.length) {
            text = Arrays.copyOf(text, Math.max(from + length, 2 * text.length));
        }
        if (fields == ends.length) {
            ends = Arrays.copyOf(ends, 2 * fields);
        }
        System.arraycopy(buffer, offset, text, from, length);
        ends[fields++] = from + length;
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
    protected Row buildRecord() {
        return this;
    }
}
