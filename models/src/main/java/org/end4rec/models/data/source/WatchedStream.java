package org.end4rec.models.data.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.end4rec.models.data.ProgressListener;

/** Reports how many bytes of a file were read, once a megabyte. */
final class WatchedStream extends FilterInputStream {
    private static final int STEP = 1 << 20;

    private final long total;
    private final ProgressListener listener;
    private long done;
    private long next = STEP;

    /** @param total bytes of the file, or 0 where they are not known */
    WatchedStream(InputStream stream, long total, ProgressListener listener) {
        super(stream);
        this.total = total;
        this.listener = listener;
    }

    @Override
    public int read() throws IOException {
        int value = in.read();
        count(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int count = in.read(bytes, from, length);
        count(Math.max(0, count));
        return count;
    }

    private void count(int bytes) {
        done += bytes;
        if (done >= next) {
            next = done + STEP;
            // a file may grow while it is read
            listener.at(done, total == 0 ? 0 : Math.max(done, total));
        }
    }
}
