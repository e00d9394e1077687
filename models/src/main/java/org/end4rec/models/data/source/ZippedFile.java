package org.end4rec.models.data.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.end4rec.models.data.EventLogException;

/** The bytes of the only file in a zip archive. */
final class ZippedFile extends InputStream {
    private final ZipInputStream entries;
    private final String source;
    private final String name;
    private boolean finished;

    /**
     * Takes the stream over.
     *
     * @throws EventLogException if the archive has no file
     */
    ZippedFile(InputStream packed, String source) throws IOException {
        this.entries = new ZipInputStream(packed);
        this.source = source;
        this.name = nextFile();
        if (name.isEmpty()) {
            throw new EventLogException(source + ": the zip archive has no file");
        }
    }

    /** The name of the next entry that is a file; empty if there is none. */
    private String nextFile() throws IOException {
        for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
            // what an Apple computer adds to every archive
            if (!entry.isDirectory() && !entry.getName().startsWith("__MACOSX/")) {
                return entry.getName();
            }
        }
        return "";
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int from, int length) throws IOException {
        if (finished) {
            return -1;
        }
        try {
            int count = entries.read(to, from, length);
            if (count < 0) {
                finished = true;
                String another = nextFile();
                if (!another.isEmpty()) {
                    throw new EventLogException(source + ": the zip archive has several files, '" + name + "' and '"
                            + another + "'; unpack it, and give the files");
                }
            }
            return count;
        } catch (ZipException e) {
            throw new EventLogException(
                    source + ": the zip archive is damaged: " + e.getMessage() + "; copy or download it again", e);
        }
    }

    @Override
    public void close() throws IOException {
        entries.close();
    }
}
