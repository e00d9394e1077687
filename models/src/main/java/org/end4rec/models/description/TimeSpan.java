package org.end4rec.models.description;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.end4rec.models.data.Histories;

/**
 * The times of a log.
 *
 * @param timed whether the events have times
 * @param stepsPerSecond time steps of a second, or 0 if the unit is unknown
 * @param stepsPerUnit time steps of a unit of the log
 * @param first oldest time
 * @param last newest time
 * @param resolution the longest step such that all times are whole steps apart; 0 if all times are equal
 * @param own whether each user seems to have a clock of his own
 * @param tied events at the time of another event of their user
 */
record TimeSpan(
        boolean timed,
        long stepsPerSecond,
        long stepsPerUnit,
        long first,
        long last,
        long resolution,
        boolean own,
        int tied) {
    private static final double SAME_BEGIN = 0.9;
    private static final int USERS_NEEDED = 3;
    private static final long[] SECONDS = {86_400, 3_600, 60, 1};
    private static final String[] NAMES = {"days", "hours", "minutes", "seconds"};

    static TimeSpan of(Histories histories) {
        if (!histories.hasTimes()) {
            return new TimeSpan(false, 0, 1, 0, 0, 0, false, 0);
        }
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        long any = 0;
        boolean begun = false;
        long step = 0;
        int users = 0;
        int together = 0;
        for (int user = 1; user <= histories.users().size(); user++) {
            int length = histories.length(user);
            for (int position = 0; position < length; position++) {
                long time = histories.timestamp(user, position);
                any = begun ? any : time;
                begun = true;
                step = commonDivisor(step, Math.abs(time - any));
            }
            if (length > 0) {
                long time = histories.timestamp(user, 0);
                users++;
                together = time < first ? 1 : time == first ? together + 1 : together;
                first = Math.min(first, time);
                last = Math.max(last, histories.timestamp(user, length - 1));
            }
        }
        boolean own = histories.stepsPerSecond() == 0 && users >= USERS_NEEDED && together >= SAME_BEGIN * users;
        return new TimeSpan(
                users > 0,
                histories.stepsPerSecond(),
                histories.stepsPerUnit(),
                users > 0 ? first : 0,
                users > 0 ? last : 0,
                step,
                own,
                histories.simultaneous());
    }

    private static long commonDivisor(long step, long apart) {
        long one = step;
        long other = apart;
        while (other != 0) {
            long rest = one % other;
            one = other;
            other = rest;
        }
        return one;
    }

    /** Whether the times can be compared between users. */
    boolean isShared() {
        return timed && !own && last > first;
    }

    /** Whether no time of day is known. */
    boolean isOfDays() {
        return stepsPerSecond > 0 && resolution > 0 && resolution % (SECONDS[0] * stepsPerSecond) == 0;
    }

    /** How fine the times are, in words. */
    String resolutionName() {
        if (!timed || resolution == 0) {
            return timed ? "one time for all events" : "no times";
        }
        if (stepsPerSecond == 0) {
            return "unknown unit, steps of " + shown(resolution);
        }
        for (int i = 0; i < SECONDS.length; i++) {
            if (resolution % (SECONDS[i] * stepsPerSecond) == 0) {
                return NAMES[i];
            }
        }
        return "less than a second";
    }

    /** A time as a date if the unit is known, else as a number. */
    String shown(long steps) {
        if (stepsPerSecond == 0) {
            return stepsPerUnit == 1
                    ? Long.toString(steps)
                    : String.format(Locale.ROOT, "%.3f", (double) steps / stepsPerUnit);
        }
        return date(steps, isOfDays() ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm");
    }

    /** A time by a pattern; the unit is known. */
    String date(long steps, String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT)
                .withZone(ZoneOffset.UTC)
                .format(Instant.ofEpochSecond(Math.floorDiv(steps, stepsPerSecond)));
    }

    /** From the first to the last time. */
    String length() {
        if (stepsPerSecond == 0) {
            return shown(last - first) + " in an unknown unit";
        }
        double seconds = (double) (last - first) / stepsPerSecond;
        for (int i = 0; i < SECONDS.length - 1; i++) {
            if (seconds >= 2 * SECONDS[i]) {
                return String.format(Locale.ROOT, "%,.0f %s", seconds / SECONDS[i], NAMES[i]);
            }
        }
        return String.format(Locale.ROOT, "%,.0f seconds", seconds);
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("timed", timed);
        if (timed) {
            map.put("first", shown(first));
            map.put("last", shown(last));
            map.put("resolution", resolutionName());
            map.put("sharedClock", !own);
            map.put("tied", tied);
        }
        return map;
    }
}
