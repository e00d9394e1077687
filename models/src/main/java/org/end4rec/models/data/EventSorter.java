package org.end4rec.models.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Orders the events of a store by user and time; events of the same user and time keep their order. If the events do
 * not fit into the memory, they go into a file by ranges of users first, and each range is ordered by itself. The
 * result does not depend on the memory.
 */
final class EventSorter {
    /** Bytes of memory for an event: its columns, its place and room for merging. */
    private static final int MEMORY_BYTES = 28;

    private static final int BUFFER_BYTES = SpilledStore.EVENT_BYTES << 11;

    private final SpilledStore events;
    private final int[] offset;
    private final int most;

    /** @param memory bytes that may be used; a user with more events is ordered all the same */
    EventSorter(SpilledStore events, long memory) {
        this.events = events;
        this.offset = events.offsets();
        this.most = (int) Math.max(1, Math.min(Integer.MAX_VALUE, memory / MEMORY_BYTES));
    }

    int[] offsets() {
        return offset;
    }

    /** Gives the events in their order to a reader. */
    void sort(Path scratch, SpilledStore.Reader sorted) throws IOException {
        List<Integer> starts = ranges();
        if (starts.size() == 2) {
            Range all = new Range(1, offset.length - 1);
            events.readAll(all::add);
            all.giveTo(sorted);
            return;
        }
        try (FileChannel channel = FileChannel.open(
                scratch,
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE)) {
            scatter(channel, starts);
            for (int i = 0; i + 1 < starts.size(); i++) {
                Range range = new Range(starts.get(i), starts.get(i + 1));
                range.read(channel);
                range.giveTo(sorted);
            }
        }
    }

    /** The first user of each range, and the user after the last. */
    private List<Integer> ranges() {
        List<Integer> starts = new ArrayList<>(List.of(1));
        int end = offset.length - 1;
        for (int user = 1; user < end; user++) {
            int start = starts.get(starts.size() - 1);
            if (user > start && offset[user + 1] - offset[start] > most) {
                starts.add(user);
            }
        }
        starts.add(end);
        return starts;
    }

    private void scatter(FileChannel channel, List<Integer> starts) throws IOException {
        short[] rangeOf = new short[offset.length];
        ByteBuffer[] buffers = new ByteBuffer[starts.size() - 1];
        long[] position = new long[buffers.length];
        if (buffers.length > Short.MAX_VALUE) {
            throw new EventLogException(
                    "the memory is too small to order " + events.size() + " events; give more with --memory");
        }
        for (int i = 0; i < buffers.length; i++) {
            buffers[i] = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
            position[i] = (long) offset[starts.get(i)] * SpilledStore.EVENT_BYTES;
            for (int user = starts.get(i); user < starts.get(i + 1); user++) {
                rangeOf[user] = (short) i;
            }
        }
        events.readAll((user, item, names, timestamp) -> {
            int range = rangeOf[user];
            ByteBuffer buffer = buffers[range];
            if (!buffer.hasRemaining()) {
                position[range] += write(channel, buffer, position[range]);
            }
            buffer.putInt(user).putInt(item).putInt(names).putLong(timestamp);
        });
        for (int i = 0; i < buffers.length; i++) {
            write(channel, buffers[i], position[i]);
        }
    }

    private static long write(FileChannel channel, ByteBuffer buffer, long position) throws IOException {
        buffer.flip();
        long at = position;
        while (buffer.hasRemaining()) {
            at += channel.write(buffer, at);
        }
        buffer.clear();
        return at - position;
    }

    /** The events of the users from … to−1. */
    private final class Range {
        private final int first;
        private final int end;
        private final int base;
        private final int[] item;
        private final int[] names;
        private final long[] time;
        private final int[] next;

        Range(int first, int end) {
            this.first = first;
            this.end = end;
            base = offset[first];
            int size = offset[end] - base;
            item = new int[size];
            names = new int[size];
            time = new long[size];
            next = new int[end - first];
            for (int user = first; user < end; user++) {
                next[user - first] = offset[user] - base;
            }
        }

        void add(int user, int itemNumber, int bothNames, long timestamp) {
            int at = next[user - first]++;
            item[at] = itemNumber;
            names[at] = bothNames;
            time[at] = timestamp;
        }

        void read(FileChannel channel) throws IOException {
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
            long at = (long) base * SpilledStore.EVENT_BYTES;
            long stop = (long) offset[end] * SpilledStore.EVENT_BYTES;
            while (at < stop) {
                buffer.clear().limit((int) Math.min(BUFFER_BYTES, stop - at));
                while (buffer.hasRemaining()) {
                    int count = channel.read(buffer, at);
                    if (count < 0) {
                        throw new IOException("the file of events by users became shorter");
                    }
                    at += count;
                }
                buffer.flip();
                while (buffer.hasRemaining()) {
                    add(buffer.getInt(), buffer.getInt(), buffer.getInt(), buffer.getLong());
                }
            }
        }

        void giveTo(SpilledStore.Reader sorted) throws IOException {
            int longest = 0;
            for (int user = first; user < end; user++) {
                longest = Math.max(longest, offset[user + 1] - offset[user]);
            }
            int[] order = new int[longest];
            int[] scratch = new int[longest];
            for (int user = first; user < end; user++) {
                int from = offset[user] - base;
                int count = offset[user + 1] - offset[user];
                for (int i = 0; i < count; i++) {
                    order[i] = from + i;
                }
                StableOrder.sort(order, scratch, count, at -> time[at]);
                for (int i = 0; i < count; i++) {
                    int at = order[i];
                    sorted.event(user, item[at], names[at], time[at]);
                }
            }
        }
    }
}
