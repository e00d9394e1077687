package org.end4rec.models.data;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * The text of a log file as rows: plain or gzip, which the first two bytes tell, UTF-8 with or without a byte order
 * mark. The first line is known before the first row is read. All errors of the file come as
 * {@link EventLogException}.
 */
final class LogText implements AutoCloseable {
    private static final int FIRST_LINE_LIMIT = 1 << 16;
    private static final String SEPARATORS = "\t,;|";

    private final String source;
    private final BufferedReader reader;
    private final String firstLine;
    private long lastLine;
    private @Nullable CloseableIterator<Row> rows;

    private LogText(String source, BufferedReader reader) throws IOException {
        this.source = source;
        this.reader = reader;
        this.firstLine = peekFirstLine();
    }

    static LogText open(Path file) throws EventLogException {
        String source = file.toString();
        if (Files.isDirectory(file)) {
            throw new EventLogException(source + ": is a folder; give the file of the log itself");
        }
        try {
            return open(Files.newInputStream(file), source);
        } catch (IOException e) {
            throw fault(source, 0, e);
        }
    }

    /** Takes the stream over: it is closed with the text, or here if this fails. */
    static LogText open(InputStream stream, String source) throws EventLogException {
        try {
            BufferedReader reader = new BufferedReader(
                    new InputStreamReader(
                            unpacked(new BufferedInputStream(stream, 1 << 16)),
                            StandardCharsets.UTF_8
                                    .newDecoder()
                                    .onMalformedInput(CodingErrorAction.REPORT)
                                    .onUnmappableCharacter(CodingErrorAction.REPORT)),
                    FIRST_LINE_LIMIT);
            return new LogText(source, reader);
        } catch (IOException e) {
            closeQuietly(stream);
            throw fault(source, 0, e);
        }
    }

    /** The first line that is not blank, without a byte order mark; at most its first 65,536 characters. */
    String firstLine() {
        return firstLine;
    }

    /** The separator that is most frequent in the first line, or 0 if there is none. */
    char guessSeparator() {
        char best = 0;
        long most = 0;
        for (int i = 0; i < SEPARATORS.length(); i++) {
            char candidate = SEPARATORS.charAt(i);
            long count = firstLine.chars().filter(c -> c == candidate).count();
            if (count > most) {
                most = count;
                best = candidate;
            }
        }
        return best;
    }

    /** The fields of the first line, stripped of blanks and quotation marks. */
    List<String> firstFields(char separator) {
        List<String> fields = new ArrayList<>();
        int from = 0;
        while (from <= firstLine.length()) {
            int to = firstLine.indexOf(separator, from);
            if (to < 0) {
                to = firstLine.length();
            }
            String field = firstLine.substring(from, to).strip();
            if (field.length() >= 2 && field.startsWith("\"") && field.endsWith("\"")) {
                field = field.substring(1, field.length() - 1);
            }
            fields.add(field);
            from = to + 1;
        }
        return fields;
    }

    /** The next row, which reuses the previous one, or null at the end of the file. Blank lines are passed over. */
    @Nullable
    Row next(char separator) throws EventLogException {
        try {
            if (rows == null) {
                rows = CsvReader.builder()
                        .fieldSeparator(separator)
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .allowUnclosedQuote(false)
                        .build(new Row(), reader)
                        .iterator();
            }
            if (!rows.hasNext()) {
                return null;
            }
            Row row = rows.next();
            lastLine = row.line();
            return row;
        } catch (UncheckedIOException | CsvParseException | NoSuchElementException e) {
            throw fault(source, lastLine, e);
        }
    }

    @Override
    public void close() throws EventLogException {
        try {
            reader.close();
        } catch (IOException e) {
            throw fault(source, lastLine, e);
        }
    }

    private static InputStream unpacked(InputStream stream) throws IOException {
        stream.mark(2);
        boolean gzip = stream.read() == 0x1f && stream.read() == 0x8b;
        stream.reset();
        return gzip ? new GZIPInputStream(stream, 1 << 16) : stream;
    }

    private String peekFirstLine() throws IOException {
        reader.mark(FIRST_LINE_LIMIT);
        if (reader.read() != '\uFEFF') {
            reader.reset();
        }
        reader.mark(FIRST_LINE_LIMIT);
        char[] start = new char[FIRST_LINE_LIMIT];
        int length = 0;
        int count;
        while (length < start.length && (count = reader.read(start, length, start.length - length)) > 0) {
            length += count;
        }
        reader.reset();
        return new String(start, 0, length)
                .lines()
                .filter(line -> !line.isBlank())
                .findFirst()
                .orElse("");
    }

    private static void closeQuietly(InputStream stream) {
        try {
            stream.close();
        } catch (IOException e) {
            // the error that led here is the one to report
            return;
        }
    }

    /** What went wrong, in the words of a user of the file. */
    private static EventLogException fault(String source, long line, Exception error) {
        String after = line == 0 ? "" : " somewhere after line " + line;
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof EventLogException known) {
                return known;
            }
            if (cause instanceof NoSuchFileException) {
                return new EventLogException(source + ": there is no such file; check the path", error);
            }
            if (cause instanceof EOFException) {
                return new EventLogException(
                        source + ": the gzip file ends too early" + after + "; copy or download it again", error);
            }
            if (cause instanceof ZipException) {
                return new EventLogException(
                        source + ": the gzip file is damaged" + after + "; copy or download it again", error);
            }
            if (cause instanceof CharacterCodingException) {
                return new EventLogException(
                        source + ": the text is not UTF-8" + after + "; save or convert the file as UTF-8", error);
            }
            if (cause instanceof CsvParseException) {
                return new EventLogException(
                        source + ": the row after line " + line + " cannot be taken apart: " + deepest(cause)
                                + "; check its quotation marks",
                        error);
            }
        }
        return new EventLogException(source + ": cannot be read" + after + ": " + deepest(error), error);
    }

    private static String deepest(Throwable error) {
        Throwable deepest = error;
        for (Throwable cause = error.getCause(); cause != null; cause = cause.getCause()) {
            deepest = cause;
        }
        return String.valueOf(deepest.getMessage());
    }
}
