package org.end4rec.models.data;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.end4rec.models.data.source.KeyNumbers;
import org.end4rec.models.data.source.LineBlock;

/**
 * Finds the numbers of ids by the keys of {@link LineBlock}, with one look into memory for most ids. Key and number lie
 * side by side; open addressing, at most half full. One thread adds. Other threads may ask at the same time: a slot
 * gets its key before its number, and never changes afterwards.
 */
final class IdIndex implements KeyNumbers {
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;
    private static final VarHandle ELEMENT = MethodHandles.arrayElementVarHandle(long[].class);

    private final IdTable table;
    private volatile long[] slots = new long[2 * 1024];
    private int size;
    private char[] text = new char[64];

    IdIndex(IdTable table) {
        this.table = table;
        table.attach();
    }

    @Override
    public int find(long key) {
        long[] now = slots;
        int mask = now.length / 2 - 1;
        int slot = first(key, mask);
        for (long number = numberAt(now, slot); number != 0; number = numberAt(now, slot)) {
            if (now[2 * slot] == key) {
                return (int) number;
            }
            slot = slot + 1 & mask;
        }
        return 0;
    }

    private static long numberAt(long[] slots, int slot) {
        return (long) ELEMENT.getAcquire(slots, 2 * slot + 1);
    }

    /** The number of the id; a new id is added to the table. The bytes are of ASCII. For one thread only. */
    int number(long key, byte[] bytes, int from, int to) {
        long[] now = slots;
        int mask = now.length / 2 - 1;
        int slot = first(key, mask);
        while (now[2 * slot + 1] != 0) {
            int number = (int) now[2 * slot + 1];
            if (now[2 * slot] == key && (key >= 0 || table.is(number, bytes, from, to))) {
                return number;
            }
            slot = slot + 1 & mask;
        }
        int number = add(bytes, from, to);
        now[2 * slot] = key;
        ELEMENT.setRelease(now, 2 * slot + 1, (long) number);
        if (++size > (mask + 1) / 2) {
            grow();
        }
        return number;
    }

    private int add(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length > text.length) {
            text = new char[2 * length];
        }
        for (int i = 0; i < length; i++) {
            text[i] = (char) bytes[from + i];
        }
        return table.addNew(text, 0, length);
    }

    private void grow() {
        long[] old = slots;
        long[] larger = new long[2 * old.length];
        int mask = larger.length / 2 - 1;
        for (int i = 0; i < old.length; i += 2) {
            if (old[i + 1] != 0) {
                int slot = first(old[i], mask);
                while (larger[2 * slot + 1] != 0) {
                    slot = slot + 1 & mask;
                }
                larger[2 * slot] = old[i];
                larger[2 * slot + 1] = old[i + 1];
            }
        }
        slots = larger;
    }

    private static int first(long key, int mask) {
        long hash = key * MULTIPLIER;
        return (int) (hash >>> 32) & mask;
    }
}
