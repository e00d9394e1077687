package org.end4rec.bench.complexity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.end4rec.bench.complexity.ComplexityReport.Clock;
import org.jspecify.annotations.Nullable;

/** How blocks grow, in sentences. No sentence names a growth that the counts do not. */
final class GrowthText {
    static final String COUNTED = "Counted, exact on every machine";

    /** So many doublings are named, the longest ones. */
    private static final int DOUBLINGS = 3;

    private GrowthText() {}

    /**
     * {@code Counted exactly, the operations of the EBM layer grow as N log N, those of plain attention as N².} Empty
     * if the counts decide nothing.
     */
    static Optional<String> answer(ComplexityReport report, MeasuredPass pass) {
        Map<Growth, List<String>> blocks = new LinkedHashMap<>();
        for (Conclusion conclusion : report.conclusions()) {
            Growth growth = conclusion.growth();
            if (growth != null && conclusion.pass() == pass) {
                blocks.computeIfAbsent(growth, each -> new ArrayList<>())
                        .add((conclusion.mixer().attends() ? "" : "the ")
                                + conclusion.mixer().title());
            }
        }
        if (blocks.isEmpty()) {
            return Optional.empty();
        }
        List<String> parts = new ArrayList<>();
        blocks.forEach((growth, names) -> parts.add((parts.isEmpty() ? "the operations of " : "those of ")
                + listed(names)
                + (parts.isEmpty() ? " grow as " : " as ")
                + growth.title()));
        return Optional.of("Counted exactly, " + String.join(", ", parts) + ".");
    }

    private static String listed(List<String> names) {
        int last = names.size() - 1;
        return last == 0 ? names.get(0) : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }

    /** A line for each block and each attention beside the EBM layer. */
    static List<String> counted(ComplexityReport report) {
        List<String> lines = new ArrayList<>();
        for (Conclusion conclusion : report.conclusions()) {
            if (!report.operations(conclusion.mixer(), conclusion.pass()).isEmpty()) {
                lines.add(title(conclusion) + ": " + counted(conclusion.counted()));
            }
        }
        for (MeasuredPass pass : MeasuredPass.values()) {
            for (MeasuredMixer mixer : MeasuredMixer.values()) {
                SortedMap<Integer, Double> savings = report.savings(mixer, pass);
                if (mixer.attends() && savings.keySet().stream().anyMatch(ComplexityReport.NAMED::contains)) {
                    lines.add(mixer.title() + ", " + pass.title() + ", needs more operations than the EBM layer: "
                            + ratios(savings));
                }
            }
        }
        return lines;
    }

    private static String title(Conclusion conclusion) {
        return conclusion.mixer().title() + ", " + conclusion.pass().title();
    }

    /** {@code N²; each doubling of N adds twice as much to a position as the one before (…)}. */
    private static String counted(@Nullable CountedGrowth counted) {
        Growth growth = counted == null ? null : counted.growth();
        if (counted == null || growth == null) {
            return "not decided; a growth needs four lengths from N " + CountedGrowth.FROM
                    + " on, each twice the one before";
        }
        return growth.title() + "; each doubling of N adds " + adds(growth) + figures(counted.added());
    }

    private static String adds(Growth growth) {
        return switch (growth) {
            case LINEAR -> "nothing to a position";
            case LINEARITHMIC -> "about the same to a position";
            case THREE_HALVES -> "1.4 times as much to a position as the one before";
            case QUADRATIC -> "twice as much to a position as the one before";
        };
    }

    private static String figures(SortedMap<Integer, Double> added) {
        if (added.isEmpty()) {
            return "";
        }
        List<Map.Entry<Integer, Double>> all = new ArrayList<>(added.entrySet());
        List<Map.Entry<Integer, Double>> shown = all.subList(Math.max(0, all.size() - DOUBLINGS), all.size());
        return shown.stream()
                .map(entry -> String.format(Locale.ROOT, "%,.0f", entry.getValue()))
                .collect(Collectors.joining("; ", " (", " operations up to N " + 2 * added.lastKey() + ")"));
    }

    /** {@code By the clock, forward: processor time, 25 rounds in 41 s}. */
    static String method(Clock clock) {
        return String.format(
                Locale.ROOT,
                "By the clock, %s: %s, %d rounds in %.0f s%s",
                clock.pass().title(),
                clock.processorTime() ? "processor time" : "time on the wall",
                clock.rounds(),
                clock.seconds(),
                clock.isBusy()
                        ? String.format(
                                Locale.ROOT,
                                ", on a busy machine (other work had the processor for %.0f %% of the time)",
                                100 * clock.waited())
                        : "");
    }

    /** A line for each block and each attention beside the EBM layer. */
    static List<String> clocked(ComplexityReport report, Clock clock) {
        List<String> lines = new ArrayList<>();
        for (Conclusion conclusion : report.conclusions()) {
            if (conclusion.pass() == clock.pass() && conclusion.clocked() != null) {
                lines.add(conclusion.mixer().title() + ": " + clocked(conclusion, conclusion.clocked(), clock));
            }
        }
        for (MeasuredMixer mixer : MeasuredMixer.values()) {
            if (mixer.attends() && !report.speedUps(mixer, clock.pass()).isEmpty()) {
                lines.add(comparison(report, mixer, clock.pass()));
            }
        }
        return lines;
    }

    private static String clocked(Conclusion conclusion, ClockedGrowth clocked, Clock clock) {
        Growth growth = conclusion.growth();
        Conclusion.Outcome outcome = conclusion.outcome();
        String slope = String.format(
                Locale.ROOT,
                "%.2f ± %.2f from N %d to %d",
                clocked.slope(),
                clocked.slopeError(),
                clocked.from(),
                clocked.to());
        if (growth == null || outcome == null) {
            return "slope " + slope;
        }
        if (outcome == Conclusion.Outcome.AGREES) {
            return "the clock agrees: slope " + slope + " excludes " + excluded(clocked, growth);
        }
        String effect = outcome == Conclusion.Outcome.DIFFERS
                ? String.format(
                        Locale.ROOT,
                        "%s has %.2f, so the time of an operation changed with N",
                        growth.title(),
                        clocked.slopeOf(growth))
                : "more than one growth has room in it";
        return "the clock did not decide here (" + reason(outcome, clock) + "); the counts do: " + growth.title()
                + ". Slope " + slope + "; " + effect;
    }

    private static String reason(Conclusion.Outcome outcome, Clock clock) {
        if (clock.isBusy()) {
            return "the machine was busy";
        }
        if (!clock.agreed()) {
            return "the rounds disagree";
        }
        return outcome == Conclusion.Outcome.DIFFERS ? "its slope is another one" : "the points are not on one line";
    }

    private static String excluded(ClockedGrowth clocked, Growth own) {
        return listed(clocked.excluded().stream()
                .filter(growth -> !growth.looksLike(own))
                .map(growth -> String.format(Locale.ROOT, "%s (%.2f)", growth.title(), clocked.slopeOf(growth)))
                .toList());
    }

    /** {@code EBM layer against plain attention: faster from N 16 on; 7.5 times at N 1024}. */
    static String comparison(ComplexityReport report, MeasuredMixer mixer, MeasuredPass pass) {
        Optional<Integer> crossover = report.crossover(mixer, pass);
        String ratios = ratios(report.speedUps(mixer, pass));
        return MeasuredMixer.EBM.title() + " against " + mixer.title() + ": "
                + crossover.map(n -> "faster from N " + n + " on").orElse("not faster at the longest length")
                + (ratios.isEmpty() ? "" : "; " + ratios);
    }

    /** {@code 41.1 times at N 1024, 142.2 times at N 4096}. */
    private static String ratios(SortedMap<Integer, Double> ratios) {
        return ComplexityReport.NAMED.stream()
                .filter(ratios::containsKey)
                .map(n -> String.format(Locale.ROOT, "%.1f times at N %d", ratios.get(n), n))
                .collect(Collectors.joining(", "));
    }
}
