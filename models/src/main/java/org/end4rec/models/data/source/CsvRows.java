package org.end4rec.models.data.source;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.RecordType;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.NoSuchElementException;
import org.end4rec.models.data.EventLogException;
import org.jspecify.annotations.Nullable;

/** The rows of a text with separators. Blank lines are skipped. */
final class CsvRows implements RowSource {
    /** No text contains this character, so a reader with this quotation mark finds none. */
    private static final char NO_QUOTE = '\uffff';

    private final String source;
    private final CloseableIterator<Row> rows;
    private long lastLine;

    /**
     * @param linesBefore lines of the file before the first line of the reader
     * @param quotes whether quotation marks may enclose fields; in a file with tabs they never enclose a line break
     * @param blankQuotes whether blanks may stand around quotation marks
     */
    CsvRows(String source, Reader reader, long linesBefore, String separator, boolean quotes, boolean blankQuotes) {
        this.source = source;
        this.lastLine = linesBefore;
        boolean tabs = separator.equals("\t");
        CsvReader.CsvReaderBuilder builder = CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false);
        if (separator.length() == 1) {
            builder.fieldSeparator(separator.charAt(0));
        } else {
            builder.fieldSeparator(separator);
        }
        if (!quotes || tabs) {
            builder.quoteCharacter(NO_QUOTE);
        } else if (blankQuotes) {
            builder.trimWhitespacesAroundQuotes(true);
        }
        rows = builder.build(new Fields(linesBefore, quotes && tabs), reader).iterator();
    }

    @Override
    public @Nullable Row next() throws EventLogException {
        try {
            while (rows.hasNext()) {
                Row row = rows.next();
                lastLine = row.line() + row.lines() - 1;
                if (!row.isBlank()) {
                    return row;
                }
            }
            return null;
        } catch (UncheckedIOException | CsvParseException | NoSuchElementException e) {
            throw LogText.fault(source, lastLine, e);
        }
    }

    @Override
    public void close() throws EventLogException {
        try {
            rows.close();
        } catch (IOException e) {
            throw LogText.fault(source, lastLine, e);
        }
    }

    /** Puts the fields of a record into a row. */
    private static final class Fields extends CsvCallbackHandler<Row> {
        private final Row row = new Row();
        private final long linesBefore;
        private final boolean unquotes;
        private RecordType type = RecordType.DATA;

        /** @param unquotes whether quotation marks around a whole field do not belong to it */
        Fields(long linesBefore, boolean unquotes) {
            this.linesBefore = linesBefore;
            this.unquotes = unquotes;
        }

        @Override
        protected void beginRecord(long startingLineNumber) {
            row.begin(linesBefore + startingLineNumber);
            type = RecordType.DATA;
        }

        @Override
        protected void addField(char[] buffer, int offset, int length, boolean quoted) {
            if (quoted) {
                row.addBreaks(buffer, offset, offset + length);
            }
            row.add(buffer, offset, offset + length, unquotes && !quoted);
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
            return row.fields();
        }

        @Override
        protected Row buildRecord() {
            return row;
        }
    }
}
