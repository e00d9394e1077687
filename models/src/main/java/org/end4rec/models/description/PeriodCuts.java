package org.end4rec.models.description;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;

/**
 * Cuts the span of a log into periods: hours, days, weeks, months or years that have a name, or equal parts.
 *
 * @param unit what a period is
 * @param starts first time step of each period, ascending
 * @param labels name of each period
 */
record PeriodCuts(String unit, long[] starts, String[] labels) {
    private static final int PARTS = 20;
    private static final int DAY = 86_400;
    private static final int MOST_DAYS = 92;
    private static final int MOST_WEEKS = 104;
    private static final int MOST_MONTHS = 120;
    private static final int MOST_YEARS = 200;
    private static final int DAYS_OF_YEAR = 366;

    /** The periods of a log whose users share a clock. */
    static PeriodCuts of(TimeSpan times) {
        long perSecond = times.stepsPerSecond();
        if (perSecond == 0) {
            return parts(times);
        }
        long seconds = (times.last() - times.first()) / perSecond;
        if (seconds < 2L * DAY && !times.isOfDays()) {
            return seconds < 2 * 3600 ? parts(times) : equal(times, "hour", 3600, 0, "MM-dd HH:mm");
        }
        if (seconds < (long) MOST_DAYS * DAY) {
            return equal(times, "day", DAY, 0, "MM-dd");
        }
        if (seconds < 7L * MOST_WEEKS * DAY) {
            // 1970 began on a Thursday, and weeks begin on Mondays
            return equal(times, "week", 7 * DAY, 4 * DAY, "yyyy-MM-dd");
        }
        boolean years = seconds >= (long) MOST_MONTHS / 12 * DAYS_OF_YEAR * DAY;
        return seconds < (long) MOST_YEARS * DAYS_OF_YEAR * DAY ? calendar(times, years) : parts(times);
    }

    /** Periods of equal length; one of them begins {@code phase} seconds after 1970. */
    private static PeriodCuts equal(TimeSpan times, String unit, long seconds, long phase, String pattern) {
        long length = seconds * times.stepsPerSecond();
        long moved = phase * times.stepsPerSecond();
        long from = Math.floorDiv(times.first() - moved, length);
        int count = (int) (Math.floorDiv(times.last() - moved, length) - from) + 1;
        long[] starts = new long[count];
        for (int i = 0; i < count; i++) {
            starts[i] = (from + i) * length + moved;
        }
        return named(times, unit, starts, pattern);
    }

    private static PeriodCuts calendar(TimeSpan times, boolean years) {
        LocalDate day = Instant.ofEpochSecond(Math.floorDiv(times.first(), times.stepsPerSecond()))
                .atZone(ZoneOffset.UTC)
                .toLocalDate()
                .withDayOfMonth(1);
        day = years ? day.withDayOfYear(1) : day;
        long[] starts = new long[Math.max(MOST_YEARS, MOST_MONTHS) + 2];
        int count = 0;
        for (; count < starts.length; count++) {
            long start = day.atStartOfDay(ZoneOffset.UTC).toEpochSecond() * times.stepsPerSecond();
            if (start > times.last()) {
                break;
            }
            starts[count] = start;
            day = years ? day.plusYears(1) : day.plusMonths(1);
        }
        return named(times, years ? "year" : "month", Arrays.copyOf(starts, count), years ? "yyyy" : "yyyy-MM");
    }

    private static PeriodCuts parts(TimeSpan times) {
        long span = times.last() - times.first();
        int count = (int) Math.min(PARTS, span + 1);
        long[] starts = new long[count];
        String[] labels = new String[count];
        for (int i = 0; i < count; i++) {
            starts[i] = times.first() + (long) ((double) (span + 1) * i / count);
            labels[i] = times.shown(starts[i]);
        }
        return new PeriodCuts("part", starts, labels);
    }

    private static PeriodCuts named(TimeSpan times, String unit, long[] starts, String pattern) {
        String[] labels = new String[starts.length];
        Arrays.setAll(labels, i -> times.date(starts[i], pattern));
        return new PeriodCuts(unit, starts, labels);
    }

    int size() {
        return starts.length;
    }

    /** The period of a time. */
    int at(long time) {
        int found = Arrays.binarySearch(starts, time);
        return found >= 0 ? found : -found - 2;
    }
}
