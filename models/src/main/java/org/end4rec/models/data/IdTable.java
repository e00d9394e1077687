package org.end4rec.models.data;

import java.util.ArrayList;
import java.util.List;

/**
 * A growing set of ids, numbered from 1 in the order of their first appearance. There is no object per id: all
 * characters lie one after the other, 1 to 3 bytes each as in UTF-8. A surrogate is stored as a character of its own,
 * so every text is read back unchanged. Open addressing, at most three quarters full. Any threads may read while no
 * thread adds.
 */
final class IdTable {
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;
    private static final int PAGE_BITS = 12;
    private static final int PAGE_MASK = (1 << PAGE_BITS) - 1;

    private final List<byte[]> bytes = new ArrayList<>();
    // the bytes of id n begin at ends[n − 1] and end before ends[n]
    private final IntPages ends = new IntPages(1);
    private int size;
    private int slotCount = 1024;
    // a number, which is below slotCount, and above it a part of the id's hash: few ids are compared that differ
    private IntPages slots = new IntPages(slotCount);
    // false as long as ids come from addNew of one index alone; then no id is in a slot
    private boolean indexed;
    private boolean known;

    int size() {
        return size;
    }

    /** The id of {@code number}, from 1 to size, as a new string. */
    String id(int number) {
        int end = ends.get(number);
        char[] text = new char[end - ends.get(number - 1)];
        int length = 0;
        for (int at = ends.get(number - 1); at < end; at += width(text[length - 1])) {
            text[length++] = charAt(at);
        }
        return new String(text, 0, length);
    }

    /** Whether the id of a number ends with these two characters, both of ASCII. */
    boolean endsWith(int number, char beforeLast, char last) {
        int end = ends.get(number);
        return end - ends.get(number - 1) >= 2 && byteAt(end - 2) == beforeLast && byteAt(end - 1) == last;
    }

    /** Whether the id of a number is this text of ASCII. */
    boolean is(int number, byte[] text, int from, int to) {
        int at = ends.get(number - 1);
        boolean same = ends.get(number) - at == to - from;
        for (int i = from; same && i < to; i++) {
            same = byteAt(at++) == text[i];
        }
        return same;
    }

    /** The number of an id, or 0 if the table does not have the id. */
    int find(char[] text, int from, int length) {
        if (!indexed && size > 0) {
            throw new IllegalStateException("IdTable: the ids are not indexed");
        }
        return numberIn(slot(text, from, length));
    }

    /** The number of an id; a new id is added. */
    int add(char[] text, int from, int length) {
        index();
        int slot = slot(text, from, length);
        int number = numberIn(slot);
        if (number != 0) {
            return number;
        }
        append(text, from, length);
        slots.set(slot, size | tag(hash(text, from, length)));
        if (size > slotCount / 4 * 3) {
            growSlots(2 * slotCount);
        }
        return size;
    }

    /** Says that an index will add ids. Of two indexes, none knows the ids of the other, so the table must. */
    void attach() {
        if (known) {
            index();
        }
        known = true;
    }

    /** As {@link #add}, for an id that is new unless the table is indexed. */
    int addNew(char[] text, int from, int length) {
        if (indexed) {
            return add(text, from, length);
        }
        append(text, from, length);
        return size;
    }

    /** Makes the ids of {@link #addNew} known to {@link #find} and {@link #add}. */
    void index() {
        if (!indexed) {
            indexed = true;
            int count = slotCount;
            while (size > count / 4 * 3) {
                count *= 2;
            }
            growSlots(count);
        }
    }

    private void append(char[] text, int from, int length) {
        int end = ends.get(size);
        reserve(end + 3L * length);
        for (int i = from; i < from + length; i++) {
            char c = text[i];
            int width = width(c);
            if (width == 1) {
                put(end, c);
            } else if (width == 2) {
                put(end, 0xC0 | c >> 6);
                put(end + 1, 0x80 | c & 0x3F);
            } else {
                put(end, 0xE0 | c >> 12);
                put(end + 1, 0x80 | c >> 6 & 0x3F);
                put(end + 2, 0x80 | c & 0x3F);
            }
            end += width;
        }
        size++;
        ends.reserve(size + 1);
        ends.set(size, end);
    }

    private void reserve(long length) {
        if (length > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("IdTable: the ids take " + length + " bytes; at most "
                    + Integer.MAX_VALUE + " can be kept, so give the log shorter ids");
        }
        while ((long) bytes.size() << PAGE_BITS < length) {
            bytes.add(new byte[1 << PAGE_BITS]);
        }
    }

    private void put(int at, int value) {
        bytes.get(at >>> PAGE_BITS)[at & PAGE_MASK] = (byte) value;
    }

    private int byteAt(int at) {
        return bytes.get(at >>> PAGE_BITS)[at & PAGE_MASK];
    }

    private void growSlots(int count) {
        slotCount = count;
        slots = new IntPages(slotCount);
        for (int number = 1; number <= size; number++) {
            long hash = 0;
            int end = ends.get(number);
            char c;
            for (int at = ends.get(number - 1); at < end; at += width(c)) {
                c = charAt(at);
                hash = mix(hash, c);
            }
            int slot = first(hash);
            while (slots.get(slot) != 0) {
                slot = next(slot);
            }
            slots.set(slot, number | tag(hash));
        }
    }

    /** The slot that holds the id, or the free slot for it. */
    private int slot(char[] text, int from, int length) {
        long hash = hash(text, from, length);
        int slot = first(hash);
        int tag = tag(hash);
        for (int entry = slots.get(slot); entry != 0; entry = slots.get(slot)) {
            int number = entry & slotCount - 1;
            if (entry - number == tag && same(number, text, from, length)) {
                return slot;
            }
            slot = next(slot);
        }
        return slot;
    }

    private int numberIn(int slot) {
        return slots.get(slot) & slotCount - 1;
    }

    private static long hash(char[] text, int from, int length) {
        long hash = 0;
        for (int i = from; i < from + length; i++) {
            hash = mix(hash, text[i]);
        }
        return hash;
    }

    /** A part of the hash that does not choose the slot, above the bits of a number. */
    private int tag(long hash) {
        return (int) hash * slotCount;
    }

    private static long mix(long hash, char c) {
        // plus one, so that a leading NUL counts
        long mixed = (hash ^ c + 1) * MULTIPLIER;
        return mixed ^ mixed >>> 29;
    }

    private int first(long hash) {
        return (int) (hash >>> 32) & slotCount - 1;
    }

    private int next(int slot) {
        return slot + 1 & slotCount - 1;
    }

    private boolean same(int number, char[] text, int from, int length) {
        int at = ends.get(number - 1);
        int end = ends.get(number);
        for (int i = from; i < from + length; i++) {
            if (at == end || charAt(at) != text[i]) {
                return false;
            }
            at += width(text[i]);
        }
        return at == end;
    }

    private static int width(char c) {
        return c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
    }

    private char charAt(int at) {
        int lead = byteAt(at);
        if (lead >= 0) {
            return (char) lead;
        }
        if ((lead & 0x20) == 0) {
            return (char) ((lead & 0x1F) << 6 | byteAt(at + 1) & 0x3F);
        }
        return (char) ((lead & 0x0F) << 12 | (byteAt(at + 1) & 0x3F) << 6 | byteAt(at + 2) & 0x3F);
    }
}
