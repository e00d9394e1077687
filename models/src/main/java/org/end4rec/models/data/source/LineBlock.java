package org.end4rec.models.data.source;

import java.util.Arrays;

/**
 * A part of a log in bytes, of whole lines, and what {@link BlockParser} found in it: the fields of its plain lines as
 * numbers, and the other lines by their places. Reused for block after block.
 */
public final class LineBlock {
    /** Marks the key of a text of one to eight characters of ASCII, of seven bits each. */
    private static final long SHORT_TEXT = 1L << 62;

    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;
    private static final int MOST_DIGITS = 18;
    private static final int MOST_CHARACTERS = 8;
    private static final int CHARACTER_BITS = 7;

    byte[] bytes = new byte[LineBlocks.SIZE];
    int length;

    private int rows;
    private int[] line = new int[1024];
    private long[] time = new long[1024];
    private boolean dates;
    private boolean zones;
    private final FieldColumn user = new FieldColumn();
    private final FieldColumn item = new FieldColumn();
    private final FieldColumn behavior = new FieldColumn();
    private final FieldColumn label = new FieldColumn();

    private int others;
    private int[] otherRow = new int[16];
    private int[] otherFrom = new int[16];
    private int[] otherTo = new int[16];
    private int[] otherLine = new int[16];

    private int lines;
    private int end;

    /** A block without lines. */
    LineBlock() {}

    /** One field of all plain lines. */
    public static final class FieldColumn {
        private long[] key = new long[1024];
        private int[] from = new int[1024];
        private int[] to = new int[1024];
        private int[] number = new int[1024];

        private FieldColumn() {}

        /** A number that equal texts share, and different texts too if it is negative. */
        public long key(int row) {
            return key[row];
        }

        /** Where the text begins in the bytes of the block. */
        public int from(int row) {
            return from[row];
        }

        /** Where the text ends. */
        public int to(int row) {
            return to[row];
        }

        private void grow(int capacity) {
            key = Arrays.copyOf(key, capacity);
            from = Arrays.copyOf(from, capacity);
            to = Arrays.copyOf(to, capacity);
            number = Arrays.copyOf(number, capacity);
        }

        /** The number of the text if it was known when the block was parsed, else 0. */
        public int number(int row) {
            return number[row];
        }

        private void find(int rows, KeyNumbers known) {
            for (int row = 0; row < rows; row++) {
                number[row] = key[row] < 0 ? 0 : known.find(key[row]);
            }
        }

        private void set(int row, byte[] bytes, int start, int stop) {
            key[row] = LineBlock.key(bytes, start, stop);
            from[row] = start;
            to[row] = stop;
        }
    }

    /**
     * The key of a text: a number of up to eighteen digits is its own key; a text of at most eight bytes is in its key;
     * all others have a negative key, a hash.
     */
    public static long key(byte[] bytes, int from, int to) {
        int size = to - from;
        if (size <= MOST_DIGITS && (size == 1 || bytes[from] != '0')) {
            long number = 0;
            int at = from;
            while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
                number = 10 * number + (bytes[at++] - '0');
            }
            if (at == to) {
                return number;
            }
        }
        if (size <= MOST_CHARACTERS) {
            long text = SHORT_TEXT;
            for (int at = from; at < to; at++) {
                text |= (long) bytes[at] << CHARACTER_BITS * (at - from);
            }
            return text;
        }
        long hash = size;
        for (int at = from; at < to; at++) {
            hash = (hash ^ bytes[at]) * MULTIPLIER;
            hash ^= hash >>> 29;
        }
        return hash | Long.MIN_VALUE;
    }

    void clear() {
        rows = 0;
        others = 0;
        lines = 0;
        end = 0;
        dates = false;
        zones = false;
    }

    /** Whether rows so far have dates; false without rows. */
    boolean hasDates() {
        return dates;
    }

    /** Whether rows so far have dates with a zone. */
    boolean hasZones() {
        return zones;
    }

    void addRow(int lineNumber, long timestamp, boolean isDate, boolean hasZone) {
        if (rows == line.length) {
            int capacity = 2 * rows;
            line = Arrays.copyOf(line, capacity);
            time = Arrays.copyOf(time, capacity);
            user.grow(capacity);
            item.grow(capacity);
            behavior.grow(capacity);
            label.grow(capacity);
        }
        line[rows] = lineNumber;
        time[rows] = timestamp;
        dates = isDate;
        zones = hasZone;
    }

    void setFields(BlockForm form, int[] from, int[] to, int fields) {
        int whole = form.wholeNumbers() ? 2 : 0;
        user.set(rows, bytes, from[form.user()], withoutFraction(from[form.user()], to[form.user()], whole));
        item.set(rows, bytes, from[form.item()], withoutFraction(from[form.item()], to[form.item()], whole));
        if (form.behavior() >= 0) {
            behavior.set(rows, bytes, from[form.behavior()], to[form.behavior()]);
        }
        if (form.label() >= 0) {
            int at = form.label();
            label.set(rows, bytes, at < fields ? from[at] : 0, at < fields ? to[at] : 0);
        }
        rows++;
    }

    private int withoutFraction(int from, int to, int fraction) {
        boolean has = fraction > 0 && to - from > fraction && bytes[to - 2] == '.' && bytes[to - 1] == '0';
        return has ? to - fraction : to;
    }

    /** Looks up the numbers that are known. */
    void find(KnownFields known) {
        user.find(rows, known.users());
        item.find(rows, known.items());
        behavior.find(rows, known.behaviors());
        label.find(rows, known.labels());
    }

    /** Adds a line that is not plain; lines side by side become one part. */
    void addOther(int from, int to, int lineNumber) {
        if (others > 0 && otherTo[others - 1] == from && otherRow[others - 1] == rows) {
            otherTo[others - 1] = to;
            return;
        }
        if (others == otherRow.length) {
            otherRow = Arrays.copyOf(otherRow, 2 * others);
            otherFrom = Arrays.copyOf(otherFrom, 2 * others);
            otherTo = Arrays.copyOf(otherTo, 2 * others);
            otherLine = Arrays.copyOf(otherLine, 2 * others);
        }
        otherRow[others] = rows;
        otherFrom[others] = from;
        otherTo[others] = to;
        otherLine[others++] = lineNumber;
    }

    void endAt(int position, int count) {
        end = position;
        lines = count;
    }

    /** The bytes of the block. Not to be modified. */
    public byte[] bytes() {
        return bytes;
    }

    /** Number of bytes. */
    public int length() {
        return length;
    }

    /** Number of plain lines. */
    public int rows() {
        return rows;
    }

    /** The lines before a plain line in the block. */
    public int line(int row) {
        return line[row];
    }

    /** The time of a plain line: a number, or seconds since 1970. */
    public long time(int row) {
        return time[row];
    }

    /** Whether all times of plain lines are dates; otherwise all are numbers. */
    public boolean dates() {
        return dates;
    }

    /** Whether all dates have a zone; otherwise none has. */
    public boolean zones() {
        return zones;
    }

    /** The users of the plain lines. */
    public FieldColumn user() {
        return user;
    }

    /** The items of the plain lines. */
    public FieldColumn item() {
        return item;
    }

    /** The behaviors of the plain lines. */
    public FieldColumn behavior() {
        return behavior;
    }

    /** The labels of the plain lines; an empty text is no label. */
    public FieldColumn label() {
        return label;
    }

    /** Number of parts with other lines. */
    public int others() {
        return others;
    }

    /** How many plain lines come before a part with other lines. */
    public int otherRow(int part) {
        return otherRow[part];
    }

    /** Where a part with other lines begins in the bytes. */
    public int otherFrom(int part) {
        return otherFrom[part];
    }

    /** Where a part with other lines ends. */
    public int otherTo(int part) {
        return otherTo[part];
    }

    /** The lines before a part with other lines in the block. */
    public int otherLine(int part) {
        return otherLine[part];
    }

    /** Number of lines that were read. */
    public int lines() {
        return lines;
    }

    /**
     * Where the parser stopped: at the end of the block, or at a line after which lines cannot be told apart by their
     * line breaks alone.
     */
    public int end() {
        return end;
    }
}
