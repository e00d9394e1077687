package org.end4rec.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text of a log in a form that is safe on a screen. Characters that end a line, steer a terminal or turn the
 * direction of writing are written as escapes such as {@code \n} and <code>&#92;u001b</code>: an id must not look like
 * a row or a command.
 */
final class Printable {
    private static final Pattern STEERING =
            Pattern.compile("[\\p{Cc}\\p{Cs}\\u2028-\\u202E\\u2066-\\u2069\\u200E\\u200F\\u061C\\uFEFF]");

    private Printable() {}

    /** The text with escapes; most texts need none. */
    static String of(String text) {
        return STEERING.matcher(text)
                .replaceAll(
                        found -> Matcher.quoteReplacement(escape(found.group().charAt(0))));
    }

    private static String escape(char steering) {
        return switch (steering) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> String.format("\\u%04x", (int) steering);
        };
    }
}
