package org.end4rec.bench.complexity;

import java.io.IOException;
import java.util.List;
import org.end4rec.bench.complexity.ComplexityReport.Cost;
import org.end4rec.bench.complexity.ComplexityReport.ModelCost;
import org.end4rec.bench.complexity.ComplexityReport.Timing;

/** Takes figures, each in a Java of its own with a heap of the given bytes. */
public interface Measurer {
    /** The time of a block over a batch of {@code tokens} positions. */
    Timing block(MeasuredMixer mixer, MeasuredPass pass, int length, int tokens, long heap) throws IOException;

    /** Operations and bytes of a block for one sequence of each length. */
    List<Cost> costs(MeasuredMixer mixer, MeasuredPass pass, List<Integer> lengths, long heap) throws IOException;

    /** Time and memory of a model. */
    ModelCost model(WholeModel.Kind kind, int length, long heap) throws IOException;
}
