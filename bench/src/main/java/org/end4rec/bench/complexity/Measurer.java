package org.end4rec.bench.complexity;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.end4rec.bench.complexity.ComplexityReport.Cost;
import org.end4rec.bench.complexity.ComplexityReport.ModelCost;

/** Takes figures, each in a Java of its own with a heap of the given bytes. */
public interface Measurer {
    /** The times of blocks over batches of {@code tokens} positions, measured in turns in one Java. */
    MeasuredTimes times(List<MeasuredBlock> blocks, MeasuredPass pass, int tokens, long heap, Consumer<String> progress)
            throws IOException;

    /** Operations and bytes of a block for one sequence of each length. */
    List<Cost> costs(MeasuredMixer mixer, MeasuredPass pass, List<Integer> lengths, long heap) throws IOException;

    /** Time and memory of a model. */
    ModelCost model(WholeModel.Kind kind, int length, long heap) throws IOException;
}
