package org.end4rec.bench.complexity;

import java.util.List;
import org.end4rec.bench.complexity.ComplexityReport.Clock;
import org.end4rec.bench.complexity.ComplexityReport.Timing;

/** The times of blocks that were measured in turns, and how they were measured. */
public record MeasuredTimes(Clock clock, List<Timing> timings) {}
