package org.end4rec.models.data.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.end4rec.models.data.EventLogException;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a text with one JSON object a line. A field is named by its path: {@code product.id} is the member
 * {@code id} of the object {@code product}, {@code events[].aid} the member {@code aid} of each object in the array
 * {@code events}. A line has a row for each element of its array; the members outside the array are in all of them.
 */
final class JsonRows implements RowSource {
    private static final String ELEMENTS = "[]";
    private static final int LONGEST_LINE = 1 << 24;
    private static final JsonFactory FACTORY = new JsonFactory();

    private final String source;
    private final Reader reader;
    private final List<String> paths;
    private final @Nullable String array;
    private final Row row = new Row();
    private final List<@Nullable String[]> elements = new ArrayList<>();
    private @Nullable String[] values;
    private char[] text = new char[1 << 12];
    private int length;
    private int nextElement;
    private long line;
    private boolean carriageReturn;

    /** @param linesBefore lines of the file before the first line of the reader */
    JsonRows(String source, Reader reader, long linesBefore, List<String> paths) {
        this.source = source;
        this.reader = reader;
        this.paths = List.copyOf(paths);
        this.line = linesBefore;
        this.values = new String[paths.size()];
        this.array = paths.stream()
                .filter(path -> path.contains(ELEMENTS))
                .map(path -> path.substring(0, path.indexOf(ELEMENTS)))
                .findFirst()
                .orElse(null);
    }

    @Override
    public @Nullable Row next() throws EventLogException {
        while (true) {
            if (nextElement < elements.size()) {
                return row(elements.get(nextElement++));
            }
            try {
                if (!readLine()) {
                    return null;
                }
            } catch (IOException e) {
                throw LogText.fault(source, line, e);
            }
            elements.clear();
            nextElement = 0;
            values = new String[paths.size()];
            String fault = parse();
            if (fault != null) {
                elements.clear();
                row.begin(line);
                row.fail(fault);
                return row;
            }
            if (array == null) {
                return row(values);
            }
        }
    }

    private Row row(@Nullable String[] fields) {
        row.begin(line);
        for (int i = 0; i < fields.length; i++) {
            row.add(fields[i] == null ? values[i] : fields[i]);
        }
        return row;
    }

    @Override
    public String fieldName(int field) {
        return "'" + paths.get(field) + "'";
    }

    @Override
    public void close() throws EventLogException {
        try {
            reader.close();
        } catch (IOException e) {
            throw LogText.fault(source, line, e);
        }
    }

    /** Reads the next line that is not blank; false at the end of the text. */
    private boolean readLine() throws IOException {
        while (true) {
            length = 0;
            boolean blank = true;
            int c = reader.read();
            if (c == '\n' && carriageReturn) {
                c = reader.read();
            }
            if (c < 0) {
                return false;
            }
            line++;
            while (c >= 0 && c != '\n' && c != '\r') {
                if (length == text.length) {
                    checkLength();
                    text = Arrays.copyOf(text, 2 * length);
                }
                text[length++] = (char) c;
                blank &= Row.isBlank((char) c);
                c = reader.read();
            }
            carriageReturn = c == '\r';
            if (!blank) {
                return true;
            }
        }
    }

    private void checkLength() throws EventLogException {
        if (length >= LONGEST_LINE) {
            throw new EventLogException(source + ": line " + line + " has more than " + LONGEST_LINE
                    + " characters; write one JSON object a line");
        }
    }

    /** Takes the line apart, and returns null or what is wrong with the line. */
    private @Nullable String parse() {
        try (JsonParser parser = FACTORY.createParser(text, 0, length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return "is no JSON object";
            }
            object(parser, "", values);
            return parser.nextToken() == null ? null : "has more than one JSON object";
        } catch (JsonProcessingException e) {
            return "is no JSON object: " + e.getOriginalMessage().split("\n", 2)[0] + ", at character "
                    + e.getLocation().getColumnNr();
        } catch (IOException e) {
            throw new IllegalStateException("a text in memory cannot fail", e);
        }
    }

    private void object(JsonParser parser, String prefix, @Nullable String[] fields) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String path = prefix + parser.currentName();
            parser.nextToken();
            value(parser, path, fields);
        }
    }

    private void value(JsonParser parser, String path, @Nullable String[] fields) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            if (isWanted(path + ".")) {
                object(parser, path + ".", fields);
            } else {
                parser.skipChildren();
            }
        } else if (token == JsonToken.START_ARRAY) {
            if (path.equals(array)) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    @Nullable String[] element = new String[paths.size()];
                    value(parser, path + ELEMENTS, element);
                    elements.add(element);
                }
            } else {
                parser.skipChildren();
            }
        } else if (token != JsonToken.VALUE_NULL) {
            int index = paths.indexOf(path);
            if (index >= 0) {
                fields[index] = parser.getText();
            }
        }
    }

    private boolean isWanted(String prefix) {
        for (String path : paths) {
            if (path.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    /** The paths of all values of an object, in their order; none if the text is no object. */
    static List<String> pathsOf(String object) {
        Set<String> found = new LinkedHashSet<>();
        try (JsonParser parser = FACTORY.createParser(object)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                collect(parser, "", found);
            }
        } catch (IOException e) {
            return List.copyOf(found);
        }
        return List.copyOf(found);
    }

    private static void collect(JsonParser parser, String path, Set<String> found) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String inner = (path.isEmpty() ? "" : path + ".") + parser.currentName();
                parser.nextToken();
                collect(parser, inner, found);
            }
        } else if (token == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                collect(parser, path + ELEMENTS, found);
            }
        } else {
            found.add(path);
        }
    }
}
