package org.end4rec.models.description;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Writes numbers for a reader. */
final class Figure {
    private static final double PERCENT = 100;
    private static final double THOUSAND = 1000;
    private static final int LONGEST = 40;
    private static final double SMALL = 0.1;

    private Figure() {}

    static String of(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    static String of(long count, String noun) {
        return of(count) + " " + noun + (count == 1 ? "" : "s");
    }

    /** The name of a behavior, cut where it is too long for a table or a chart. */
    static String name(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }

    /** A share as per cent, with more digits if it is small. */
    static String percent(double share) {
        if (share == 0) {
            return "0 %";
        }
        double value = PERCENT * share;
        String format = value < SMALL ? "%.2g %%" : "%.1f %%";
        return String.format(Locale.ROOT, format, value);
    }

    static double share(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }

    /** As {@link #part(long, long)}, with the name of the whole. */
    static String part(long part, long whole, String noun) {
        return of(part) + " of " + of(whole) + " " + noun + " (" + percent(share(part, whole)) + ")";
    }

    /** A number in few letters, for an axis. */
    static String compact(double value) {
        if (value < THOUSAND) {
            return String.format(Locale.ROOT, value == Math.rint(value) ? "%.0f" : "%.1f", value);
        }
        boolean millions = value >= THOUSAND * THOUSAND;
        BigDecimal rounded = new BigDecimal(value / THOUSAND / (millions ? THOUSAND : 1), new MathContext(3));
        return rounded.stripTrailingZeros().toPlainString() + (millions ? " M" : " k");
    }

    /** A part of a whole, with both numbers. */
    static String part(long part, long whole) {
        return of(part) + " of " + of(whole) + " (" + percent(share(part, whole)) + ")";
    }
}
