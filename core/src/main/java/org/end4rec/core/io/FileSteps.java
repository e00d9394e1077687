package org.end4rec.core.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * The steps of {@link AtomicFile}, each of which may fail: one place for tests to make disks full and machines stop.
 */
public interface FileSteps {
    /** The steps on the real file system. */
    static FileSteps real() {
        return RealFileSteps.INSTANCE;
    }

    /** The files of a folder whose names start with {@code prefix} and end with {@code suffix}. */
    List<Path> list(Path folder, String prefix, String suffix) throws IOException;

    /** A stream into a new, empty file; it fails if the file exists. */
    OutputStream create(Path file) throws IOException;

    /** Returns when the file's contents are on the disk. */
    void force(Path file) throws IOException;

    /** Gives {@code from} the name {@code to} in one step, replacing any file of that name. */
    void move(Path from, Path to) throws IOException;

    /** Returns when the folder's entries are on the disk; does nothing where the system cannot do that. */
    void forceFolder(Path folder) throws IOException;

    /** Removes a file if it is there. */
    void delete(Path file) throws IOException;
}
