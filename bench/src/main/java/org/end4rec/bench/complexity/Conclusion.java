package org.end4rec.bench.complexity;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * How a block grows. The counts decide, since they are exact. The clock agrees, or it names no growth: a time is a
 * count multiplied by the time of an operation, and caches and other work of the machine change the second factor with
 * N.
 *
 * @param counted null if there are too few lengths
 * @param clocked null if there are too few lengths
 */
public record Conclusion(
        MeasuredMixer mixer,
        MeasuredPass pass,
        @Nullable CountedGrowth counted,
        @Nullable ClockedGrowth clocked) {
    /** What the clock adds to the counts. */
    public enum Outcome {
        /** The clock singles out the growth of the counts, N and N log N being alike. */
        AGREES,
        /** The interval of the clock has room for more than one growth. */
        UNDECIDED,
        /** The interval of the clock excludes the growth of the counts. */
        DIFFERS
    }

    /** The growth by count; null if the counts do not decide. */
    @JsonProperty
    public @Nullable Growth growth() {
        return counted == null ? null : counted.growth();
    }

    /** What the clock adds; null if one of the two is missing. */
    @JsonProperty
    public @Nullable Outcome outcome() {
        Growth growth = growth();
        if (growth == null || clocked == null) {
            return null;
        }
        return clocked.singledOut()
                .map(single -> single.looksLike(growth) ? Outcome.AGREES : Outcome.DIFFERS)
                .orElse(Outcome.UNDECIDED);
    }
}
