package org.end4rec.models.data;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a reader reads.
 *
 * @param columns the columns, or null for those of the header or of the format
 * @param format name of the format, or null for a guess
 * @param separator the text between two fields, or null for a guess
 * @param quotes whether quotation marks enclose fields
 * @param timeFormat how times are written, or null for numbers and dates as {@link Timestamps} knows them
 * @param skipBadRows whether bad rows are left out
 * @param unpackers for packings that Java does not know
 * @param tables for files that are no text
 * @param listener is told of the bytes that were read
 */
record LogSettings(
        @Nullable Choice columns,
        @Nullable String format,
        @Nullable String separator,
        boolean quotes,
        @Nullable TimeFormat timeFormat,
        boolean skipBadRows,
        List<Unpacker> unpackers,
        List<TableFormat> tables,
        ProgressListener listener) {
    static final LogSettings DEFAULT =
            new LogSettings(null, null, null, true, null, false, List.of(), List.of(), ProgressListener.NONE);

    LogSettings withColumns(Choice other) {
        return new LogSettings(other, format, separator, quotes, timeFormat, skipBadRows, unpackers, tables, listener);
    }

    LogSettings withFormat(String other) {
        return new LogSettings(columns, other, separator, quotes, timeFormat, skipBadRows, unpackers, tables, listener);
    }

    LogSettings withSeparator(String other) {
        return new LogSettings(columns, format, other, quotes, timeFormat, skipBadRows, unpackers, tables, listener);
    }

    LogSettings withQuotes(boolean other) {
        return new LogSettings(columns, format, separator, other, timeFormat, skipBadRows, unpackers, tables, listener);
    }

    LogSettings withTimeFormat(TimeFormat other) {
        return new LogSettings(columns, format, separator, quotes, other, skipBadRows, unpackers, tables, listener);
    }

    LogSettings withSkipBadRows(boolean other) {
        return new LogSettings(columns, format, separator, quotes, timeFormat, other, unpackers, tables, listener);
    }

    LogSettings withUnpackers(List<Unpacker> other) {
        return new LogSettings(columns, format, separator, quotes, timeFormat, skipBadRows, other, tables, listener);
    }

    LogSettings withTables(List<TableFormat> other) {
        return new LogSettings(columns, format, separator, quotes, timeFormat, skipBadRows, unpackers, other, listener);
    }

    LogSettings withListener(ProgressListener other) {
        return new LogSettings(columns, format, separator, quotes, timeFormat, skipBadRows, unpackers, tables, other);
    }

    /** The formats that a file may have; none if it is plain, or if only columns are given. */
    List<LogFormat> formats() {
        if (format != null) {
            return LogFormat.of(format);
        }
        return columns == null ? LogFormat.all() : List.of();
    }

    /** Whether the format must be one of {@link #formats}. */
    boolean isFormatAsked() {
        return format != null && !formats().isEmpty();
    }
}
