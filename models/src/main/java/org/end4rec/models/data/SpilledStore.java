package org.end4rec.models.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Events in a file that is deleted when it is closed: twenty bytes an event. */
final class SpilledStore extends EventStore implements AutoCloseable {
    /** Bytes of an event: user, item, label and behavior in one int, time. */
    static final int EVENT_BYTES = 20;

    private static final int MOST_NAMES = 0xFFFF;
    private static final int BUFFER_BYTES = EVENT_BYTES << 15;

    private final Path file;
    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private final List<Refinement> refinements = new ArrayList<>();
    private int[] events = new int[1024];
    private long size;

    /** @param file must not exist */
    SpilledStore(Path file) throws IOException {
        this.file = file;
        channel = FileChannel.open(
                file,
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
    }

    /** The times of the first events are to be multiplied. */
    private record Refinement(long events, long factor) {}

    @Override
    void add(int user, int item, int behavior, long timestamp, int label) throws EventLogException {
        if (behavior > MOST_NAMES || label > MOST_NAMES) {
            throw new EventLogException("the log has more than " + MOST_NAMES + " "
                    + (label > MOST_NAMES ? "labels" : "behaviors") + "; are the columns in the right order?");
        }
        if (size == Integer.MAX_VALUE - 1) {
            throw new EventLogException("the log has more than " + size + " events, which is the most that can be"
                    + " prepared; prepare a part of its users or of its time");
        }
        if (!buffer.hasRemaining()) {
            flush();
        }
        buffer.putInt(user).putInt(item).putInt(label << 16 | behavior).putLong(timestamp);
        size++;
        if (user >= events.length) {
            events = Arrays.copyOf(events, Math.max(user + 1, events.length + (events.length >> 1)));
        }
        events[user]++;
    }

    @Override
    void refineTimes(long factor) {
        refinements.add(new Refinement(size, factor));
    }

    @Override
    long size() {
        return size;
    }

    /** [users+2] where the events of each user start if all events are ordered by user. */
    int[] offsets() {
        int[] offset = new int[users.size() + 2];
        for (int user = 1; user <= users.size(); user++) {
            offset[user + 1] = offset[user] + events[user];
        }
        return offset;
    }

    /** Takes an event; all events come in the order in which they were added. */
    @FunctionalInterface
    interface Reader {
        /** @param names label and behavior, the label in the upper half */
        void event(int user, int item, int names, long timestamp) throws IOException;
    }

    /** Gives all events to a reader. */
    void readAll(Reader reader) throws IOException {
        flush();
        channel.position(0);
        long at = 0;
        long factor = factor(0);
        long next = nextRefinement(0);
        while (at < size) {
            buffer.clear();
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
                continue;
            }
            buffer.flip();
            while (buffer.hasRemaining()) {
                if (at == next) {
                    factor = factor(at);
                    next = nextRefinement(at);
                }
                reader.event(buffer.getInt(), buffer.getInt(), buffer.getInt(), factor * buffer.getLong());
                at++;
            }
        }
        buffer.clear();
    }

    private long factor(long event) {
        return refinements.stream()
                .filter(each -> event < each.events)
                .mapToLong(Refinement::factor)
                .reduce(1, (a, b) -> a * b);
    }

    private long nextRefinement(long event) {
        return refinements.stream()
                .mapToLong(Refinement::events)
                .filter(each -> each > event)
                .min()
                .orElse(-1);
    }

    private void flush() throws EventLogException {
        buffer.flip();
        try {
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } catch (IOException e) {
            throw new EventLogException(file + ": cannot be written: " + e.getMessage(), e);
        }
        buffer.clear();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
