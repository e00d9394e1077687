package org.end4rec.models.data;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import org.end4rec.models.data.source.BlockForm;
import org.end4rec.models.data.source.LogBytes;
import org.end4rec.models.data.source.LogText;

/** A log that is a text: read by blocks if its form allows it, else row by row. */
final class TextFile {
    /** Enough for the characters that {@link LogText} looks at, of up to four bytes each. */
    private static final int START = 1 << 17;

    private final LogSettings settings;
    private final String source;
    private final boolean test;

    /** @param test whether the file has held-out events, for which user and item are enough */
    TextFile(LogSettings settings, String source, boolean test) {
        this.settings = settings;
        this.source = source;
        this.test = test;
    }

    /** Adds the events of the file, and says whether the file has behaviors. Owns the stream. */
    boolean addTo(EventCollector events, InputStream stream) throws EventLogException {
        LogBytes.Encoded encoded = LogBytes.text(stream, source, settings.unpackers());
        try (InputStream bytes = encoded.bytes()) {
            if (!encoded.charset().equals(StandardCharsets.UTF_8)) {
                return addRows(events, encoded);
            }
            byte[] start = bytes.readNBytes(START);
            InputStream all = new SequenceInputStream(new ByteArrayInputStream(start), bytes);
            int lines = start.length < START ? start.length : afterLastBreak(start);
            if (lines == 0 && start.length > 0) {
                return addRows(events, new LogBytes.Encoded(all, encoded.charset()));
            }
            LogLayout layout = LogLayout.of(LogText.start(start, lines, source), source, settings, test);
            BlockForm form = BlockEvents.form(layout, settings);
            LogLayout.Text text = layout.text();
            int first = text == null ? -1 : afterLines(start, text.linesBefore());
            if (form == null || text == null || first < 0) {
                return addRows(events, new LogBytes.Encoded(all, encoded.charset()));
            }
            all.skipNBytes(first);
            BlockEvents.addAll(events.begin(layout, source), form, text, all);
            return layout.columns().behavior() >= 0;
        } catch (IOException e) {
            throw LogText.fault(source, 0, e);
        }
    }

    private boolean addRows(EventCollector events, LogBytes.Encoded encoded) throws EventLogException {
        try (LogText text = LogText.open(encoded, source)) {
            LogLayout layout = LogLayout.of(text, source, settings, test);
            events.begin(layout, source).addAll(layout.rows());
            return layout.columns().behavior() >= 0;
        }
    }

    private static int afterLastBreak(byte[] bytes) {
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    /** The place after some lines, or −1 if a line among them ends with a carriage return alone. */
    private static int afterLines(byte[] bytes, long lines) {
        int at = 0;
        for (long line = 0; line < lines; line++) {
            while (at < bytes.length && bytes[at] != '\n') {
                if (bytes[at] == '\r' && (at + 1 == bytes.length || bytes[at + 1] != '\n')) {
                    return -1;
                }
                at++;
            }
            at++;
        }
        return at <= bytes.length ? at : -1;
    }
}
