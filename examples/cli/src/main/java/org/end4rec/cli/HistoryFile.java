package org.end4rec.cli;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.end4rec.models.data.EventLogException;
import org.end4rec.models.recommend.HistoryEvent;

/**
 * A history as text: a line {@code item,behavior} per event, oldest first; a header is passed over. The separator is a
 * tab if the first line has one, else a comma; blanks around a field are dropped, as they are in a log.
 */
final class HistoryFile {
    /** Stands for the standard input. */
    static final String STANDARD_INPUT = "-";

    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final Set<String> ITEM = Set.of("item", "item_id");
    private static final Set<String> BEHAVIOR = Set.of("behavior", "behaviour", "behavior_type", "type");

    private HistoryFile() {}

    /** Reads a file, or {@code input} if the name is {@link #STANDARD_INPUT}. */
    static List<HistoryEvent> read(String name, InputStream input) throws IOException {
        if (name.equals(STANDARD_INPUT)) {
            return parse(input.readAllBytes(), "standard input");
        }
        Path file = Path.of(name);
        if (Files.isDirectory(file)) {
            throw new EventLogException(file + ": is a folder; give a file with lines item,behavior");
        }
        if (!Files.exists(file)) {
            throw new NoSuchFileException(name);
        }
        // not a channel, which Java 17 cannot open on a pipe
        try (InputStream stream = new FileInputStream(file.toFile())) {
            return parse(stream.readAllBytes(), name);
        }
    }

    private static List<HistoryEvent> parse(byte[] bytes, String source) throws IOException {
        String decoded = decode(bytes, source);
        String text = decoded.startsWith(BYTE_ORDER_MARK) ? decoded.substring(1) : decoded;
        char separator = text.lines().findFirst().orElse("").indexOf('\t') >= 0 ? '\t' : ',';
        List<HistoryEvent> events = new ArrayList<>();
        try (CsvReader<CsvRecord> rows = CsvReader.builder()
                .fieldSeparator(separator)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .ofCsvRecord(text)) {
            boolean first = true;
            for (CsvRecord row : rows) {
                if (!first || !isHeader(row)) {
                    events.add(event(row, source));
                }
                first = false;
            }
        } catch (CsvParseException e) {
            Throwable reason = e.getCause() == null ? e : e.getCause();
            throw new EventLogException(
                    source + ": cannot be taken apart: " + reason.getMessage() + "; check its quotation marks", e);
        }
        return events;
    }

    private static String decode(byte[] bytes, String source) throws EventLogException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new EventLogException(source + ": the text is not UTF-8; save or convert it as UTF-8", e);
        }
    }

    private static boolean isHeader(CsvRecord row) {
        return row.getFieldCount() >= 2
                && ITEM.contains(row.getField(0).strip().toLowerCase(Locale.ROOT))
                && BEHAVIOR.contains(row.getField(1).strip().toLowerCase(Locale.ROOT));
    }

    private static HistoryEvent event(CsvRecord row, String source) throws EventLogException {
        if (row.getFieldCount() != 2
                || row.getField(0).isBlank()
                || row.getField(1).isBlank()) {
            throw new EventLogException(source + ", line " + row.getStartingLineNumber()
                    + ": expected item,behavior, found '" + String.join(",", row.getFields()) + "'");
        }
        return new HistoryEvent(row.getField(0).strip(), row.getField(1).strip());
    }
}
