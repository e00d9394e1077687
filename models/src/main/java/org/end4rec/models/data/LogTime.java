package org.end4rec.models.data;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A time as a user names it: a date as it may stand in a log, or a number in the unit of the log. Immutable.
 *
 * @param what the setting whose value it is, which messages name
 * @param text the time as it was written
 * @param value the number, or the seconds since 1970
 * @param date whether it is a date
 */
record LogTime(String what, String text, BigDecimal value, boolean date) {
    private static final BigDecimal DAY = BigDecimal.valueOf(86_400);
    private static final DateTimeFormatter SHOWN =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    /**
     * The time of a text.
     *
     * @throws IllegalArgumentException if the text is no time
     */
    static LogTime parse(String what, String text) {
        Timestamps parsed = new Timestamps(null);
        try {
            parsed.parse(text.strip().toCharArray(), 0, text.strip().length());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    what + ": '" + text + "' is no time; give a date such as 2017-11-25 or 2017-11-25T18:30+08:00, or a"
                            + " number in the unit of the log's times",
                    e);
        }
        return new LogTime(what, text.strip(), BigDecimal.valueOf(parsed.value(), parsed.decimals()), parsed.isDate());
    }

    /**
     * The first step of a log that is not before this time.
     *
     * @throws IllegalArgumentException if the log has no times, or this is a date and the unit of the log is unknown
     */
    long first(Histories histories) {
        return steps(value, histories, RoundingMode.CEILING);
    }

    /** The last step of a log that is not after this time; of a date without a time of day, the last of the day. */
    long last(Histories histories) {
        boolean wholeDay = date && text.indexOf(':') < 0;
        return wholeDay
                ? steps(value.add(DAY), histories, RoundingMode.CEILING) - 1
                : steps(value, histories, RoundingMode.FLOOR);
    }

    private long steps(BigDecimal time, Histories histories, RoundingMode rounding) {
        checkTimes(what, histories);
        if (date && histories.stepsPerSecond() == 0) {
            throw new IllegalArgumentException(what + ": " + text + " is a date, and the unit of the log's times is"
                    + " unknown; give a number in the unit of the log, whose times are " + span(histories));
        }
        if (!date && histories.stepsPerSecond() > 0) {
            checkYear(histories);
        }
        long perUnit = date ? histories.stepsPerSecond() : histories.stepsPerUnit();
        BigDecimal steps = time.multiply(BigDecimal.valueOf(perUnit)).setScale(0, rounding);
        BigDecimal most = BigDecimal.valueOf(Long.MAX_VALUE - 1);
        return steps.min(most).max(most.negate()).longValueExact();
    }

    /** Refuses a number that is a year or a day, such as 20171125, and not a time since 1970 as in the log. */
    private void checkYear(Histories histories) {
        BigDecimal seconds = value.multiply(BigDecimal.valueOf(histories.stepsPerUnit()))
                .divide(BigDecimal.valueOf(histories.stepsPerSecond()), RoundingMode.FLOOR);
        if (seconds.compareTo(BigDecimal.valueOf(TimeColumn.EARLIEST)) < 0
                || seconds.compareTo(BigDecimal.valueOf(TimeColumn.LATEST)) > 0) {
            throw new IllegalArgumentException(what + ": in the unit of the log, the number " + text + " is no time"
                    + " between 1990 and 2100; give a date such as 2017-11-25, or a number like those of the log, whose"
                    + " times are " + span(histories));
        }
    }

    /** Refuses a log without times, which {@code what} needs. */
    static void checkTimes(String what, Histories histories) {
        if (!histories.hasTimes()) {
            throw new IllegalArgumentException(
                    what + ": the log has no times; give a log with times, or leave this" + " setting out");
        }
    }

    /** The first and the last time of a log, for messages. */
    static String span(Histories histories) {
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (int user = 1; user <= histories.users().size(); user++) {
            int length = histories.length(user);
            if (length > 0) {
                first = Math.min(first, histories.timestamp(user, 0));
                last = Math.max(last, histories.timestamp(user, length - 1));
            }
        }
        return "from " + shown(first, histories) + " to " + shown(last, histories);
    }

    /** A time of a log as a user reads it: a date if the unit is known, else the number. */
    static String shown(long steps, Histories histories) {
        long perSecond = histories.stepsPerSecond();
        if (perSecond > 0) {
            try {
                return SHOWN.format(Instant.ofEpochSecond(Math.floorDiv(steps, perSecond)));
            } catch (DateTimeException e) {
                return inUnits(steps, histories);
            }
        }
        return inUnits(steps, histories);
    }

    private static String inUnits(long steps, Histories histories) {
        return BigDecimal.valueOf(steps)
                .divide(BigDecimal.valueOf(histories.stepsPerUnit()))
                .toPlainString();
    }

    @Override
    public String toString() {
        return text;
    }
}
