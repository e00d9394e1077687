package org.end4rec.models.data;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One time as it is written in a log: a number in any unit, or a date with or without a time of day. After {@link
 * #parse} the time is {@link #value}·10^−{@link #decimals}, of a date in seconds since 1970. Reused for every row.
 */
final class Timestamps {
    /** Digits that always fit into a long; of numbers with nineteen digits only some fit. */
    static final int MOST_DIGITS = 18;

    private static final Pattern DATE = Pattern.compile("(?:(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})"
            + "|(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4}))"
            + "(?:(?:T|\\s+)(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,](\\d{1,9}))?)?"
            + "\\s*(Z|UTC|GMT|[+-]\\d{2}(?::?\\d{2})?)?)?");

    private final @Nullable TimeFormat format;
    private long value;
    private int decimals;
    private boolean date;
    private boolean zoned;

    /** @param format how times are written, or null for numbers and dates */
    Timestamps(@Nullable TimeFormat format) {
        this.format = format;
    }

    /** What a time should be, for messages. */
    String expected() {
        return format == null
                ? "a number or a date such as 2016-01-31 23:59:02"
                : "a time of the format " + format.pattern();
    }

    /** The time in units of 10^−{@link #decimals}. */
    long value() {
        return value;
    }

    /** Digits after the point that count, from 0. */
    int decimals() {
        return decimals;
    }

    /** Whether the time was written as a date. */
    boolean isDate() {
        return date;
    }

    /** Whether the date had a time zone; one without counts as UTC. */
    boolean hasZone() {
        return zoned;
    }

    /** @throws NumberFormatException if the text is no time, or has more digits than a long */
    void parse(char[] text, int from, int length) {
        date = false;
        zoned = false;
        if (format != null) {
            parse(format, new String(text, from, length));
        } else if (!parseDigits(text, from, length)) {
            parseSlowly(new String(text, from, length));
        }
    }

    private void parse(TimeFormat written, String text) {
        try {
            Instant instant = written.instant(text);
            date = true;
            setSeconds(instant.getEpochSecond(), String.format(Locale.ROOT, "%09d", instant.getNano()));
        } catch (DateTimeException e) {
            NumberFormatException fault = new NumberFormatException(text);
            fault.initCause(e);
            throw fault;
        }
    }

    /** Sets the time to whole seconds and the digits after the point. */
    private void setSeconds(long seconds, String fraction) {
        int last = fraction.length();
        while (last > 0 && fraction.charAt(last - 1) == '0') {
            last--;
        }
        value = seconds;
        for (int i = 0; i < last; i++) {
            value = 10 * value + (fraction.charAt(i) - '0');
        }
        decimals = last;
    }

    /** Whether the text is plain digits, with a point or without. */
    private boolean parseDigits(char[] text, int from, int length) {
        if (length == 0 || length > MOST_DIGITS) {
            return false;
        }
        long number = 0;
        int point = -1;
        for (int i = from; i < from + length; i++) {
            char c = text[i];
            if (c >= '0' && c <= '9') {
                number = 10 * number + (c - '0');
            } else if (c == '.' && point < 0) {
                point = i;
            } else {
                return false;
            }
        }
        int after = point < 0 ? 0 : from + length - 1 - point;
        if (point >= 0 && length == 1) {
            return false;
        }
        while (after > 0 && number % 10 == 0) {
            number /= 10;
            after--;
        }
        value = number;
        decimals = after;
        return true;
    }

    private void parseSlowly(String text) {
        try {
            Matcher matcher = DATE.matcher(text);
            if (matcher.matches()) {
                parseDate(matcher);
            } else {
                parseNumber(new BigDecimal(text));
            }
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            NumberFormatException fault = new NumberFormatException(text);
            fault.initCause(e);
            throw fault;
        }
    }

    private void parseNumber(BigDecimal number) {
        // an exponent of a billion would make the number a billion digits long
        long whole = number.precision() - (long) number.scale();
        if (whole > MOST_DIGITS + 1 || number.scale() > 1000) {
            throw new ArithmeticException("too large or too small");
        }
        BigDecimal stripped = number.stripTrailingZeros();
        if (stripped.scale() < 0) {
            stripped = stripped.setScale(0);
        }
        if (stripped.scale() > MOST_DIGITS) {
            throw new ArithmeticException("too many digits");
        }
        value = stripped.unscaledValue().longValueExact();
        decimals = stripped.scale();
    }

    private void parseDate(Matcher matcher) {
        boolean yearFirst = matcher.group(1) != null;
        LocalDate day = yearFirst
                ? LocalDate.of(number(matcher, 1), number(matcher, 3), number(matcher, 4))
                : LocalDate.of(number(matcher, 7), number(matcher, 6), number(matcher, 5));
        LocalTime time = matcher.group(8) == null
                ? LocalTime.MIDNIGHT
                : LocalTime.of(
                        number(matcher, 8), number(matcher, 9), matcher.group(10) == null ? 0 : number(matcher, 10));
        String zone = matcher.group(12);
        zoned = zone != null;
        ZoneOffset offset = zone == null || Character.isLetter(zone.charAt(0)) ? ZoneOffset.UTC : ZoneOffset.of(zone);
        date = true;
        setSeconds(day.atTime(time).toEpochSecond(offset), matcher.group(11) == null ? "" : matcher.group(11));
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }
}
