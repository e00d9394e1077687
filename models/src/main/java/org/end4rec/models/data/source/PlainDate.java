package org.end4rec.models.data.source;

import java.time.LocalDate;

/** A date as most logs write it, {@code 2016-01-31 23:59:02}, perhaps with {@code T}, and with {@code Z} or UTC. */
final class PlainDate {
    private static final int LENGTH = "2016-01-31 23:59:02".length();
    private static final int SECONDS_OF_DAY = 86_400;

    private int lastDay;
    private long lastEpochDay;
    private long seconds;
    private boolean zone;

    /** Seconds since 1970. */
    long seconds() {
        return seconds;
    }

    /** Whether the date had a zone. */
    boolean hasZone() {
        return zone;
    }

    /** Whether the text is such a date, which is known then. */
    boolean parse(byte[] text, int from, int to) {
        int size = to - from;
        if (size < LENGTH || !isSuffix(text, from + LENGTH, to)) {
            return false;
        }
        byte between = text[from + 10];
        if (text[from + 4] != '-'
                || text[from + 7] != '-'
                || between != ' ' && between != 'T'
                || text[from + 13] != ':'
                || text[from + 16] != ':') {
            return false;
        }
        int year = 100 * two(text, from) + two(text, from + 2);
        int month = two(text, from + 5);
        int day = two(text, from + 8);
        int hour = two(text, from + 11);
        int minute = two(text, from + 14);
        int second = two(text, from + 17);
        boolean valid = year > 0
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= 31
                && hour >= 0
                && hour < 24
                && minute >= 0
                && minute < 60
                && second >= 0
                && second < 60;
        if (!valid) {
            return false;
        }
        int number = (year * 16 + month) * 32 + day;
        if (number != lastDay) {
            if (day > 28 && day > LocalDate.of(year, month, 1).lengthOfMonth()) {
                return false;
            }
            lastEpochDay = LocalDate.of(year, month, day).toEpochDay();
            lastDay = number;
        }
        seconds = lastEpochDay * SECONDS_OF_DAY + (hour * 60 + minute) * 60 + second;
        return true;
    }

    private boolean isSuffix(byte[] text, int from, int to) {
        int size = to - from;
        zone = size > 0;
        return size == 0
                || size == 1 && text[from] == 'Z'
                || size == 4
                        && text[from] == ' '
                        && text[from + 1] == 'U'
                        && text[from + 2] == 'T'
                        && text[from + 3] == 'C';
    }

    /** A number of two digits; far below zero if they are no digits. */
    private static int two(byte[] text, int at) {
        int tens = text[at] - '0';
        int ones = text[at + 1] - '0';
        return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? 10 * tens + ones : -10_000;
    }
}
