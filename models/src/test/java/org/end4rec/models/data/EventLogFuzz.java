package org.end4rec.models.data;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import org.end4rec.models.run.FuzzFile;

/**
 * Any bytes end in an event log or in an {@link EventLogException}; whether bad rows are skipped says the first byte.
 */
public final class EventLogFuzz {
    private static final Path FILE = Path.of("log.tsv");

    private EventLogFuzz() {}

    /** The entry of the fuzzer. */
    public static void fuzzerTestOneInput(byte[] bytes) throws IOException {
        try {
            EventLog log = new EventLogReader()
                    .skipBadRows(bytes.length > 0 && bytes[0] % 2 == 0)
                    .read(new ByteArrayInputStream(bytes), FILE.toString());
            if (log.size() < 1) {
                throw new AssertionError("a log without events");
            }
            Histories.of(log);
        } catch (EventLogException refused) {
            FuzzFile.checkMessage(refused, FILE);
        }
    }
}
