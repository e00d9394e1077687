package org.end4rec.lessons.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The findings of one check, in the order in which it made them. */
public final class CheckReport {
    /**
     * One finding.
     *
     * @param what the quantity, such as "d(a·b)/da at (2, 3)"
     * @param yours what the student's code gave
     * @param expected what it should give
     * @param message the misconception behind a wrong answer; null if the answer is right
     */
    public record Finding(
            String what,
            String yours,
            String expected,
            @Nullable String message) {
        /** No reference but the message is null. */
        public Finding {
            Objects.requireNonNull(what, "what");
            Objects.requireNonNull(yours, "yours");
            Objects.requireNonNull(expected, "expected");
        }

        /** Whether the answer is right. */
        public boolean isRight() {
            return message == null;
        }
    }

    private final List<Finding> findings = new ArrayList<>();

    /** No findings yet. */
    public CheckReport() {}

    /** Adds a number, which is right within a millionth of its size (of 1 if the number is smaller). */
    public void number(String what, double yours, double expected, String message) {
        boolean right = Math.abs(yours - expected) <= 1e-6 * Math.max(1, Math.abs(expected));
        add(what, text(yours), text(expected), right ? null : message);
    }

    /** Adds a text, which is right if it is equal. */
    public void text(String what, String yours, String expected, String message) {
        add(what, yours, expected, yours.equals(expected) ? null : message);
    }

    private void add(String what, String yours, String expected, @Nullable String message) {
        findings.add(new Finding(what, yours, expected, message));
    }

    /** What was found so far. */
    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** Whether everything is right. */
    public boolean passes() {
        return findings.stream().allMatch(Finding::isRight);
    }

    private static String text(double value) {
        String digits = String.format(Locale.ROOT, "%.6f", value);
        return digits.contains(".") ? digits.replaceFirst("\\.?0+$", "") : digits;
    }
}
