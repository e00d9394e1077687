package org.end4rec.models.data;

import java.io.IOException;
import java.io.InputStream;

/**
 * Unpacks a kind of packed file that Java itself does not know, such as zstd, for {@link EventLogReader#unpackers}. It
 * keeps nothing between two calls.
 */
public interface Unpacker {
    /** Whether a file with these first bytes, six or fewer, is of this kind. */
    boolean knows(byte[] start);

    /**
     * The bytes of a file of this kind. Damage is an {@code IOException} here or while they are read.
     *
     * @param packed all bytes of the file
     */
    InputStream unpack(InputStream packed) throws IOException;
}
