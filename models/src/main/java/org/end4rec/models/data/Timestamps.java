package org.end4rec.models.data;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Times as they are written in logs: a whole number in any unit, which is kept; a decimal, which is rounded down; or a
 * date as in {@code 2016-01-31} or {@code 2016-01-31 23:59:02} (also with a T), taken as UTC in seconds since 1970.
 */
final class Timestamps {
    private Timestamps() {}

    /** @throws NumberFormatException if the text is no time; the message is the text */
    static long parse(char[] text, int from, int length) {
        if (length > 0 && length <= 18) {
            long value = 0;
            int i = from;
            while (i < from + length && text[i] >= '0' && text[i] <= '9') {
                value = 10 * value + (text[i++] - '0');
            }
            if (i == from + length) {
                return value;
            }
        }
        return parseSlowly(new String(text, from, length));
    }

    private static long parseSlowly(String text) {
        String stripped = text.strip();
        try {
            return isDate(stripped) ? dateSeconds(stripped) : number(stripped);
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            NumberFormatException fault = new NumberFormatException(text);
            fault.initCause(e);
            throw fault;
        }
    }

    private static long number(String text) {
        BigDecimal value = new BigDecimal(text);
        // an exponent of a billion would make the whole part a billion digits long
        if (value.precision() - (long) value.scale() > 20) {
            throw new ArithmeticException("too large");
        }
        if (value.scale() > 1000) {
            throw new ArithmeticException("too small");
        }
        return value.setScale(0, RoundingMode.FLOOR).longValueExact();
    }

    private static boolean isDate(String text) {
        return text.length() >= 10 && text.charAt(4) == '-' && text.charAt(7) == '-';
    }

    private static long dateSeconds(String text) {
        if (text.length() == 10) {
            return LocalDate.parse(text).atStartOfDay().toEpochSecond(ZoneOffset.UTC);
        }
        return LocalDateTime.parse(text.replace(' ', 'T')).toEpochSecond(ZoneOffset.UTC);
    }
}
