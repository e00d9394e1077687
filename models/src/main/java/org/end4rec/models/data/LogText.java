package org.end4rec.models.data;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * The text of a log file as rows. Its first lines are known before the first row is read. A line {@code sep=;}, which
 * spreadsheets write, and comments before the header are skipped. All errors of the file come as
 * {@link EventLogException}.
 */
final class LogText implements AutoCloseable {
    private static final String STANDARD_INPUT = "-";
    private static final int SAMPLE = 1 << 15;
    private static final int SAMPLE_LINES = 20;
    private static final List<String> SEPARATORS = List.of("\t", ",", ";", "|", "::");

    /** No text contains this character, so a reader with this quotation mark finds none. */
    private static final char NO_QUOTE = '\uffff';

    private final String source;
    private final BufferedReader reader;
    private final List<String> sample = new ArrayList<>();
    private @Nullable String named;
    private int comments;
    private int linesBefore;
    private long lastLine;
    private @Nullable CloseableIterator<CsvRow> rows;

    private LogText(String source, BufferedReader reader) throws IOException {
        this.source = source;
        this.reader = reader;
        readStart();
    }

    /**
     * Opens a file, a pipe or, for the path {@code -}, the standard input; {@code listener} is called with the bytes
     * read.
     */
    static LogText open(Path file, ProgressListener listener) throws EventLogException {
        String source = sourceOf(file);
        InputStream stream = stream(file);
        File known = file.toFile();
        return open(new WatchedStream(stream, known.isFile() ? known.length() : 0, listener), source);
    }

    /** The name of a file in messages. */
    static String sourceOf(Path file) {
        return file.toString().equals(STANDARD_INPUT) ? "standard input" : file.toString();
    }

    /** The bytes of a file, a pipe or, for the path {@code -}, of the standard input. */
    static InputStream stream(Path file) throws EventLogException {
        String source = file.toString();
        if (source.equals(STANDARD_INPUT)) {
            return System.in;
        }
        if (Files.isDirectory(file)) {
            throw new EventLogException(source + ": is a folder; give the file itself");
        }
        try {
            // not a channel, which Java 17 cannot open on a pipe
            return new FileInputStream(file.toFile());
        } catch (FileNotFoundException e) {
            throw new EventLogException(
                    Files.exists(file)
                            ? source + ": cannot be opened; check the permissions of the file"
                            : source + ": there is no such file; check the path",
                    e);
        }
    }

    /** Owns the stream: it is closed with the text, or at once if this call fails. */
    static LogText open(InputStream stream, String source) throws EventLogException {
        try {
            return new LogText(source, LogBytes.characters(stream, source));
        } catch (IOException e) {
            closeQuietly(stream);
            throw fault(source, 0, e);
        }
    }

    /** The first lines that are neither blank nor comments, the first of them perhaps the header; at most twenty. */
    List<String> sample() {
        return sample;
    }

    /** The first of {@link #sample}; empty if the file has none. */
    String firstLine() {
        return sample.isEmpty() ? "" : sample.get(0);
    }

    /** How many comment lines there were before the first line. */
    int comments() {
        return comments;
    }

    /** The number of the first line in the file, from 1. */
    long firstLineNumber() {
        return linesBefore + 1;
    }

    /** The separator that the file names, else the most frequent one of its first line, or null if there is none. */
    @Nullable
    String guessSeparator() {
        return named != null ? named : guess(firstLine());
    }

    private static @Nullable String guess(String line) {
        String best = null;
        int most = 0;
        for (String candidate : SEPARATORS) {
            int count = count(line, candidate);
            if (count > most) {
                most = count;
                best = candidate;
            }
        }
        return best;
    }

    private static int count(String line, String separator) {
        int count = 0;
        for (int at = line.indexOf(separator); at >= 0; at = line.indexOf(separator, at + separator.length())) {
            count++;
        }
        return count;
    }

    /** The fields of a line of the sample, stripped of blanks and quotation marks. */
    List<String> fields(int line, String separator) {
        String text = sample.get(line);
        List<String> fields = new ArrayList<>();
        int from = 0;
        while (from <= text.length()) {
            int to = text.indexOf(separator, from);
            if (to < 0) {
                to = text.length();
            }
            String field = text.substring(from, to).strip();
            if (field.length() >= 2 && field.startsWith("\"") && field.endsWith("\"")) {
                field = field.substring(1, field.length() - 1);
            }
            fields.add(field);
            from = to + separator.length();
        }
        return fields;
    }

    /**
     * Starts the rows.
     *
     * @param quotes whether quotation marks may enclose fields; in a file with tabs they never enclose a line break
     */
    void begin(String separator, boolean quotes) {
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
        } else if (sample.stream().anyMatch(line -> line.contains(separator + " \""))) {
            builder.trimWhitespacesAroundQuotes(true);
        }
        rows = builder.build(new CsvRow(quotes && tabs), reader).iterator();
    }

    /** The next row, which reuses the previous one, or null at the end of the file. Blank lines are skipped. */
    @Nullable
    CsvRow next() throws EventLogException {
        CloseableIterator<CsvRow> iterator = rows;
        if (iterator == null) {
            throw new IllegalStateException("LogText: call begin before next");
        }
        try {
            while (iterator.hasNext()) {
                CsvRow row = iterator.next();
                lastLine = line(row) + row.lines() - 1;
                if (!row.isBlank()) {
                    return row;
                }
            }
            return null;
        } catch (UncheckedIOException | CsvParseException | NoSuchElementException e) {
            throw fault(source, lastLine, e);
        }
    }

    /** Number of a row's first line in the file, from 1. */
    long line(CsvRow row) {
        return linesBefore + row.line();
    }

    @Override
    public void close() throws EventLogException {
        try {
            reader.close();
        } catch (IOException e) {
            throw fault(source, lastLine, e);
        }
    }

    /** Skips everything before the first line, and samples the lines from there on. */
    private void readStart() throws IOException {
        reader.mark(SAMPLE);
        char[] start = new char[SAMPLE];
        int length = 0;
        int count;
        while (length < start.length && (count = reader.read(start, length, start.length - length)) > 0) {
            length += count;
        }
        reader.reset();
        String text = new String(start, 0, length);
        if (text.indexOf('\0') >= 0) {
            throw new EventLogException(
                    source + ": the file has a byte 0 near its beginning, so it is no text in UTF-8;"
                            + " save or convert it as UTF-8");
        }
        int from = 0;
        while (from < length) {
            int end = lineEnd(text, from);
            String line = text.substring(from, end).strip();
            boolean preamble = line.isEmpty() || isSeparatorLine(line) || isComment(line, text, end);
            if (!preamble) {
                break;
            }
            linesBefore++;
            comments += line.startsWith("#") ? 1 : 0;
            from = afterBreak(text, end);
        }
        reader.skip(from);
        text.substring(from)
                .lines()
                .filter(line -> !line.isBlank())
                .limit(SAMPLE_LINES)
                .forEach(sample::add);
    }

    private boolean isSeparatorLine(String line) {
        if (named == null && line.length() == 5 && line.regionMatches(true, 0, "sep=", 0, 4)) {
            named = line.substring(4);
            return true;
        }
        return false;
    }

    /** Whether a line begins with # and has fewer fields than the first line without #. */
    private static boolean isComment(String line, String text, int end) {
        if (!line.startsWith("#")) {
            return false;
        }
        String row = text.substring(end)
                .lines()
                .filter(each -> !each.isBlank() && !each.startsWith("#"))
                .findFirst()
                .orElse("");
        String separator = guess(row);
        return separator != null && count(line, separator) < count(row, separator);
    }

    private static int lineEnd(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return end;
    }

    private static int afterBreak(String text, int end) {
        return text.startsWith("\r\n", end) ? end + 2 : Math.min(end + 1, text.length());
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
    static EventLogException fault(String source, long line, Exception error) {
        String after = line == 0 ? "" : " somewhere after line " + line;
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof EventLogException known) {
                return known;
            }
            if (cause instanceof EOFException) {
                return new EventLogException(
                        source + ": the gzip file ends too early" + after + "; copy or download it again", error);
            }
            if (cause instanceof ZipException) {
                return new EventLogException(source + ": " + cause.getMessage(), error);
            }
            if (cause instanceof CharacterCodingException) {
                return new EventLogException(
                        source + ": the text is not UTF-8" + after + "; save or convert the file as UTF-8", error);
            }
            if (cause instanceof CsvParseException) {
                return new EventLogException(
                        source + ": the row after line " + line + " cannot be split into fields: " + deepest(cause)
                                + "; check its quotation marks, or take them as text with --quotes none",
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
