package org.end4rec.models.data.source;

import de.siegmar.fastcsv.reader.CsvParseException;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipException;
import org.end4rec.models.data.EventLogException;
import org.jspecify.annotations.Nullable;

/**
 * The text of a log file. Its first lines are known before the first row is read. A line {@code sep=;}, which
 * spreadsheets write, and comments before the header are skipped. All errors of the file come as
 * {@link EventLogException}.
 */
public final class LogText implements AutoCloseable {
    private static final int SAMPLE = 1 << 15;
    private static final int SAMPLE_LINES = 20;
    private static final List<String> SEPARATORS = List.of("\t", ",", ";", "|", "::");

    private final String source;
    private final BufferedReader reader;
    private final List<String> sample = new ArrayList<>();
    private @Nullable String named;
    private int comments;
    private int linesBefore;

    private LogText(String source, BufferedReader reader) throws IOException {
        this.source = source;
        this.reader = reader;
        readStart();
    }

    /** Owns the stream: it is closed with the text, or at once if this call fails. */
    public static LogText open(LogBytes.Encoded stream, String source) throws EventLogException {
        Objects.requireNonNull(source, "source");
        try {
            return new LogText(source, LogBytes.decoded(stream.bytes(), stream.charset()));
        } catch (IOException e) {
            closeQuietly(stream.bytes());
            throw fault(source, 0, e);
        }
    }

    /** The beginning of a text, of whole lines, in UTF-8 without a mark. */
    public static LogText start(byte[] bytes, int length, String source) throws EventLogException {
        try {
            return new LogText(
                    source, LogBytes.decoded(new ByteArrayInputStream(bytes, 0, length), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw fault(source, 0, e);
        }
    }

    /** The first lines that are neither blank nor comments, the first of them perhaps the header; at most twenty. */
    public List<String> sample() {
        return sample;
    }

    /** The first of {@link #sample}; empty if the file has none. */
    public String firstLine() {
        return sample.isEmpty() ? "" : sample.get(0);
    }

    /** How many comment lines there were before the first line. */
    public int comments() {
        return comments;
    }

    /** The number of the first line in the file, from 1. */
    public long firstLineNumber() {
        return linesBefore + 1;
    }

    /** The separator that the file names, else the most frequent one of its first line, or null if there is none. */
    public @Nullable String guessSeparator() {
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
    public List<String> fields(int line, String separator) {
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
     * The rows of fields between separators, from the first line on.
     *
     * @param quotes whether quotation marks may enclose fields; in a file with tabs they never enclose a line break
     */
    public RowSource rows(String separator, boolean quotes) {
        return rows(source, reader, linesBefore, separator, quotes, hasBlankQuotes(separator));
    }

    /** As {@link #rows(String, boolean)}, of any reader. */
    public static RowSource rows(
            String source, Reader reader, long linesBefore, String separator, boolean quotes, boolean blankQuotes) {
        return new CsvRows(source, reader, linesBefore, separator, quotes, blankQuotes);
    }

    /** Whether blanks stand before quotation marks in the sample. */
    public boolean hasBlankQuotes(String separator) {
        return sample.stream().anyMatch(line -> line.contains(separator + " \""));
    }

    /**
     * The rows of JSON objects, one object a line.
     *
     * @param paths the names of the fields of a row, as in {@link #jsonNames}
     */
    public RowSource jsonRows(List<String> paths) {
        return new JsonRows(source, reader, linesBefore, paths);
    }

    /** Whether the first line is a JSON object. */
    public boolean isJson() {
        return firstLine().startsWith("{");
    }

    /** Whether the text is a JSON array. */
    public boolean isJsonArray() {
        return firstLine().equals("[") || firstLine().startsWith("[{");
    }

    /** The names of the values in the JSON objects of the sample: {@code user}, {@code product.id}, {@code a[].id}. */
    public List<String> jsonNames() {
        return sample.stream()
                .flatMap(line -> JsonRows.pathsOf(line).stream())
                .distinct()
                .toList();
    }

    @Override
    public void close() throws EventLogException {
        try {
            reader.close();
        } catch (IOException e) {
            throw fault(source, 0, e);
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

    static void closeQuietly(InputStream stream) {
        try {
            stream.close();
        } catch (IOException e) {
            // the error that led here is the one to report
            return;
        }
    }

    /** What went wrong, in the words of a user of the file. */
    public static EventLogException fault(String source, long line, Exception error) {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(error, "error");
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
                        source + ": the row after line " + line + " cannot be split into fields: "
                                + deepest(cause).replaceFirst(" \\(record starting at line \\d+\\)", "")
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
