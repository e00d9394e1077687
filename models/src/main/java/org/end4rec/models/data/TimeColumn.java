package org.end4rec.models.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The times of a log while it is read. All times are in steps of one size, a power of ten of the log's unit. The steps
 * get finer when a time has more digits after its point than earlier times. Dates and numbers do not mix.
 */
final class TimeColumn {
    private static final long[] POWERS = new long[Timestamps.MOST_DIGITS + 1];

    /**
     * 1990 and 2100 in seconds since 1970: a number between them is taken for seconds, a number between a thousand
     * times these for ms.
     */
    static final long EARLIEST = 631_152_000L;

    static final long LATEST = 4_102_444_800L;
    private static final List<String> UNITS = List.of("seconds", "milliseconds", "microseconds", "nanoseconds");

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = 10 * POWERS[i - 1];
        }
    }

    private final Timestamps time;
    private final long[] ofUnit = new long[UNITS.size()];
    private final long[] firstLineOfUnit = new long[UNITS.size()];
    private long times;
    private long withoutZone;
    private boolean dates;
    private String source = "";
    private String firstPlace = "";
    private int decimals;
    private long largest;
    private long steps;

    /** @param format how times are written, or null for numbers and dates that {@link Timestamps} knows */
    TimeColumn(@Nullable TimeFormat format) {
        time = new Timestamps(format);
    }

    /** Begins another file, which messages name unless its name is empty. */
    void begin(String name) {
        source = name;
    }

    /** Begins after the times of a log that was prepared before. */
    void continueFrom(TimeScale scale, long count, long largestBefore, String place) {
        times = scale.timed() ? count : 0;
        dates = scale.dates();
        decimals = scale.decimals();
        largest = largestBefore;
        firstPlace = place;
        long perUnit = 1;
        for (int unit = 0; unit < ofUnit.length && !dates; unit++, perUnit *= 1000) {
            if (scale.stepsPerSecond() == perUnit * POWERS[decimals]) {
                ofUnit[unit] = times;
            }
        }
    }

    /** How the times so far are counted. */
    TimeScale scale(boolean timed) {
        return new TimeScale(timed, dates, decimals, stepsPerSecond());
    }

    /** Steps that one unit of the log has: 1, or a power of ten where times have digits after the point. */
    long stepsPerUnit() {
        return POWERS[decimals];
    }

    /** Steps that a second has, or 0 if the unit is unknown. */
    long stepsPerSecond() {
        if (dates) {
            return POWERS[decimals];
        }
        long perUnit = 1;
        for (int unit = 0; unit < ofUnit.length; unit++, perUnit *= 1000) {
            if (times > 0 && ofUnit[unit] == times && perUnit <= Long.MAX_VALUE / POWERS[decimals]) {
                return perUnit * POWERS[decimals];
            }
        }
        return 0;
    }

    /**
     * Takes the next time of the log; the times of the store get finer steps if this time needs them.
     *
     * @return what is wrong with the time, or null; then {@link #steps} is the time
     */
    @Nullable
    String take(char[] text, int from, int length, long line, EventStore events) {
        try {
            time.parse(text, from, length);
        } catch (NumberFormatException e) {
            return "is '" + EventLogReader.shown(new String(text, from, length)) + "'; expected " + time.expected();
        }
        return take(time.value(), time.decimals(), time.isDate(), time.hasZone(), line, events);
    }

    /** As {@link #take(char[], int, int, long, EventStore)}, for a time whose parts are known. */
    @Nullable
    String take(long value, int digits, boolean date, boolean zone, long line, EventStore events) {
        if (times > 0 && date != dates) {
            return "is a "
                    + (dates
                            ? "number, and " + firstPlace + " has a date"
                            : "date, and " + firstPlace + " has a number")
                    + "; write all times in one way";
        }
        if (!align(value, digits, events)) {
            return "needs more than " + Timestamps.MOST_DIGITS + " digits in the finest unit of the times so far;"
                    + " round the times, or write all times in one unit";
        }
        note(value, digits, date, zone, line);
        return null;
    }

    /** The time that was taken last, in steps. */
    long steps() {
        return steps;
    }

    private boolean align(long value, int digits, EventStore events) {
        if (digits == 0 && decimals == 0) {
            steps = value;
            largest = Math.max(largest, Math.abs(value));
            return true;
        }
        int finer = Math.max(decimals, digits);
        long most = Long.MAX_VALUE / POWERS[finer - digits];
        if (Math.abs(value) > most || largest > Long.MAX_VALUE / POWERS[finer - decimals]) {
            return false;
        }
        if (finer > decimals) {
            events.refineTimes(POWERS[finer - decimals]);
            largest *= POWERS[finer - decimals];
            decimals = finer;
        }
        steps = value * POWERS[finer - digits];
        largest = Math.max(largest, Math.abs(steps));
        return true;
    }

    private void note(long value, int digits, boolean date, boolean zone, long line) {
        if (times++ == 0) {
            dates = date;
            firstPlace = "line " + line + (source.isEmpty() ? "" : " of " + source);
        }
        if (dates) {
            withoutZone += zone ? 0 : 1;
            return;
        }
        long whole = digits == 0 ? value : value / POWERS[digits];
        long from = EARLIEST;
        long to = LATEST;
        for (int unit = 0; unit < ofUnit.length && whole >= from; unit++, from *= 1000, to *= 1000) {
            if (whole < to) {
                if (ofUnit[unit]++ == 0) {
                    firstLineOfUnit[unit] = line;
                }
            }
        }
    }

    /** Remarks for the user about the times. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        List<String> found = new ArrayList<>();
        for (int unit = 0; unit < ofUnit.length; unit++) {
            if (ofUnit[unit] > 0) {
                found.add(String.format(
                        Locale.ROOT,
                        "%,d look like %s since 1970 (the first in line %d)",
                        ofUnit[unit],
                        UNITS.get(unit),
                        firstLineOfUnit[unit]));
            }
        }
        if (found.size() > 1) {
            notes.add("the times are not in one unit, so their order is probably wrong: " + String.join(", ", found)
                    + "; write all times in one unit");
        }
        if (dates && withoutZone > 0 && withoutZone < times) {
            notes.add(String.format(
                    Locale.ROOT,
                    "%,d of %,d dates have no time zone and count as UTC; the other dates have a time zone",
                    withoutZone,
                    times));
        }
        return notes;
    }
}
