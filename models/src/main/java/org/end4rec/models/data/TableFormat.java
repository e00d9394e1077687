package org.end4rec.models.data;

import java.io.IOException;
import java.nio.file.Path;

/** A kind of file that is a table and no text, such as Parquet, for {@link EventLogReader#tables}. */
public interface TableFormat {
    /** Whether a file with these first bytes, six or fewer, is of this kind. */
    boolean knows(byte[] start);

    /** Opens a file of this kind. */
    LogTable open(Path file) throws IOException;
}
