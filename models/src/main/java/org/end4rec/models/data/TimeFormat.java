package org.end4rec.models.data;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/** Dates as a program of somebody else writes them, in the pattern language of {@link DateTimeFormatter}. */
final class TimeFormat {
    private final String pattern;
    private final DateTimeFormatter formatter;

    /** @throws IllegalArgumentException if this is no pattern, or a pattern without a day */
    TimeFormat(String pattern) {
        this.pattern = pattern;
        try {
            formatter = DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
            instant(formatter.format(ZonedDateTime.of(2016, 1, 31, 23, 59, 2, 0, ZoneOffset.UTC)));
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "EventLogReader: the time format is '" + pattern + "', which gives no day; write it as in"
                            + " dd/MM/yyyy HH:mm:ss or M/d/yyyy h:mm a (" + e.getMessage() + ")",
                    e);
        }
    }

    String pattern() {
        return pattern;
    }

    /**
     * The time of a text; UTC if it has no zone.
     *
     * @throws DateTimeParseException if the text is not of this format
     */
    Instant instant(String text) {
        TemporalAccessor found = formatter.parseBest(text, ZonedDateTime::from, LocalDateTime::from, LocalDate::from);
        if (found instanceof ZonedDateTime zoned) {
            return zoned.toInstant();
        }
        LocalDateTime local = found instanceof LocalDateTime time ? time : ((LocalDate) found).atStartOfDay();
        return local.toInstant(ZoneOffset.UTC);
    }
}
