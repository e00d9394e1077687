package org.end4rec.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Lengths as a user writes them: a range such as {@code 16..4096}, in which each length is twice the one before, or a
 * list such as {@code 50,100,200}.
 */
final class Lengths {
    private static final int LONGEST = 1 << 20;

    /** Two points are needed for a slope. */
    private static final int FEWEST = 2;

    private Lengths() {}

    /**
     * The lengths, ascending, each once. A range ends with its last number, even if doubling does not reach it.
     *
     * @throws IllegalArgumentException for text, numbers outside 1 … 2²⁰, reversed ranges or fewer than two lengths
     */
    static List<Integer> parse(String text) {
        TreeSet<Integer> lengths = new TreeSet<>();
        for (String part : text.split(",", -1)) {
            int dots = part.indexOf("..");
            if (dots < 0) {
                lengths.add(number(part, text));
            } else {
                int from = number(part.substring(0, dots), text);
                int to = number(part.substring(dots + 2), text);
                if (from > to) {
                    throw new IllegalArgumentException("the lengths '" + text
                            + "' run backwards; write the smaller length first, " + to + ".." + from);
                }
                for (long n = from; n < to; n *= 2) {
                    lengths.add((int) n);
                }
                lengths.add(to);
            }
        }
        if (lengths.size() < FEWEST) {
            throw new IllegalArgumentException(
                    "the lengths '" + text + "' are " + lengths.size() + " length; growth needs at least two lengths");
        }
        return new ArrayList<>(lengths);
    }

    private static int number(String part, String text) {
        int n;
        try {
            n = Integer.parseInt(part.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("the lengths '" + text
                    + "' are not numbers; write a range such as 16..4096, in which each length is twice the one"
                    + " before, or a list such as 50,100,200");
        }
        if (n < 1 || n > LONGEST) {
            throw new IllegalArgumentException(
                    "a length is " + n + "; it must be from 1 to " + LONGEST + ", in '" + text + "'");
        }
        return n;
    }
}
