package org.end4rec.models.data;

import java.util.Arrays;

/**
 * A growing set of ids, numbered from 1 in the order of their first appearance. Looks characters up in place, so that
 * reading a log makes one string per distinct id and none per event. Open addressing, at most half full.
 */
final class IdTable {
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private String[] ids = new String[16];
    private int size;
    private int[] slots = new int[64];

    int size() {
        return size;
    }

    /** The id of {@code number}, from 1 to size. */
    String id(int number) {
        return ids[number - 1];
    }

    String[] ids() {
        return Arrays.copyOf(ids, size);
    }

    /** The number of an id, or 0 if it is not here. */
    int find(char[] text, int from, int length) {
        return slots[slot(text, from, length)];
    }

    /** The number of an id, which is added if it is not here. */
    int add(char[] text, int from, int length) {
        int slot = slot(text, from, length);
        int number = slots[slot];
        if (number == 0) {
            if (size == ids.length) {
                ids = Arrays.copyOf(ids, 2 * size);
            }
            ids[size++] = new String(text, from, length);
            number = size;
            slots[slot] = number;
            if (2 * size > slots.length) {
                grow();
            }
        }
        return number;
    }

    private void grow() {
        slots = new int[2 * slots.length];
        for (int number = 1; number <= size; number++) {
            char[] text = id(number).toCharArray();
            slots[slot(text, 0, text.length)] = number;
        }
    }

    /** The slot that holds the id, or the free one where it belongs. */
    private int slot(char[] text, int from, int length) {
        long hash = length;
        for (int i = from; i < from + length; i++) {
            hash = (hash ^ text[i]) * MULTIPLIER;
            hash ^= hash >>> 29;
        }
        int mask = slots.length - 1;
        int slot = (int) (hash >>> 32) & mask;
        while (slots[slot] != 0 && !same(id(slots[slot]), text, from, length)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private static boolean same(String id, char[] text, int from, int length) {
        if (id.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (id.charAt(i) != text[from + i]) {
                return false;
            }
        }
        return true;
    }
}
