package org.end4rec.models.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Path;
import java.util.List;
import org.end4rec.models.data.source.LogBytes;
import org.end4rec.models.data.source.LogText;

/**
 * Reads a list of ids from text, one id a line. Encodings and packings are those of a log, see {@link EventLogReader};
 * blanks around an id and blank lines do not count.
 */
public final class IdReader {
    private IdReader() {}

    /**
     * The ids in their order, with those that come twice.
     *
     * @param file the path {@code -} is the standard input
     * @throws EventLogException if the file is missing, damaged or far too long
     */
    public static List<String> read(Path file) throws EventLogException {
        String source = LogBytes.sourceOf(file);
        InputStream stream = LogBytes.stream(file);
        try (stream;
                Reader reader = LogBytes.characters(stream, source, List.of())) {
            return HistoryReader.all(reader, source, "the list of ids", "")
                    .lines()
                    .map(String::strip)
                    .filter(id -> !id.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw LogText.fault(source, 0, e);
        }
    }
}
