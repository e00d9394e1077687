package org.end4rec.models.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.end4rec.models.data.source.LogBytes;
import org.end4rec.models.data.source.LogText;

/**
 * Reads the history of one user from text: a line {@code item,behavior} per event, oldest first. Encodings, packings,
 * blanks and names of a header are read as in a log, see {@link EventLogReader}. The separator is a tab if the first
 * line has one, else a comma.
 */
public final class HistoryReader {
    private static final int LONGEST = 1 << 26;

    private HistoryReader() {}

    /**
     * Gives item and behavior of each event to {@code events}.
     *
     * @param file the path {@code -} is the standard input
     * @throws EventLogException if the file is missing, damaged or far too long, or a line does not have these two
     *     fields
     */
    public static void read(Path file, BiConsumer<String, String> events) throws EventLogException {
        Objects.requireNonNull(events, "events");
        String source = LogBytes.sourceOf(file);
        InputStream stream = LogBytes.stream(file);
        try (stream;
                Reader reader = LogBytes.characters(stream, source, List.of())) {
            parse(all(reader, source, "the history", "; give only its newest events"), source, events);
        } catch (IOException e) {
            throw LogText.fault(source, 0, e);
        }
    }

    /** The whole text, if it is not far too long for {@code what}. */
    static String all(Reader reader, String source, String what, String remedy) throws IOException {
        StringBuilder text = new StringBuilder();
        char[] part = new char[1 << 16];
        for (int count = reader.read(part); count >= 0; count = reader.read(part)) {
            text.append(part, 0, count);
            if (text.length() > LONGEST) {
                throw new EventLogException(String.format(
                        Locale.ROOT, "%s: %s has more than %,d characters%s", source, what, LONGEST, remedy));
            }
        }
        return text.toString();
    }

    private static void parse(String text, String source, BiConsumer<String, String> events) throws IOException {
        char separator = text.lines().findFirst().orElse("").indexOf('\t') >= 0 ? '\t' : ',';
        try (CsvReader<CsvRecord> rows = CsvReader.builder()
                .fieldSeparator(separator)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .ofCsvRecord(text)) {
            boolean first = true;
            for (CsvRecord row : rows) {
                if (!first || !isHeader(row)) {
                    add(row, source, events);
                }
                first = false;
            }
        } catch (CsvParseException e) {
            Throwable reason = e.getCause() == null ? e : e.getCause();
            throw new EventLogException(
                    source + ": cannot be split into fields: " + reason.getMessage() + "; check its quotation marks",
                    e);
        }
    }

    private static boolean isHeader(CsvRecord row) {
        return row.getFieldCount() >= 2
                && ColumnNames.ITEM.knows(row.getField(0))
                && ColumnNames.BEHAVIOR.knows(row.getField(1));
    }

    private static void add(CsvRecord row, String source, BiConsumer<String, String> events) throws EventLogException {
        if (row.getFieldCount() != 2
                || row.getField(0).isBlank()
                || row.getField(1).isBlank()) {
            throw new EventLogException(source + ", line " + row.getStartingLineNumber()
                    + ": expected item,behavior, found '"
                    + EventLogReader.shown(String.join(",", row.getFields())) + "'");
        }
        events.accept(row.getField(0).strip(), row.getField(1).strip());
    }
}
