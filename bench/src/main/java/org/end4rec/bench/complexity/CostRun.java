package org.end4rec.bench.complexity;

import java.lang.management.ManagementFactory;
import org.end4rec.core.kernel.Kernels;
import org.end4rec.core.kernel.counting.CountingKernels;
import org.end4rec.core.kernel.counting.OperationCount;

/**
 * A process of its own on the counting kernels: {@code CostRun MIXER PASS N…} prints a line for each length with adds,
 * multiplies, divisions, functions, bytes moved, bytes held and live bytes of one sequence;
 * {@code CostRun model KIND N…} a line with the live bytes of a model after a training step.
 */
public final class CostRun {
    private CostRun() {}

    /** See the class. */
    public static void main(String[] arguments) {
        for (int i = 2; i < arguments.length; i++) {
            int length = Integer.parseInt(arguments[i]);
            String line = arguments[0].equals("model")
                    ? String.valueOf(model(WholeModel.Kind.valueOf(arguments[1]), length))
                    : block(MeasuredMixer.valueOf(arguments[0]), MeasuredPass.valueOf(arguments[1]), length);
            System.out.println(length + " " + line);
        }
    }

    private static String block(MeasuredMixer mixer, MeasuredPass pass, int length) {
        if (!(Kernels.get() instanceof CountingKernels counting)) {
            throw new IllegalStateException("CostRun: start Java with -Dend4rec.kernels=counting");
        }
        long before = heap();
        MixingBlock block = MixingBlock.of(mixer, 1, length, ComplexityRun.CHANNELS);
        long inputs = heap() - before;
        counting.reset();
        float[] result = block.run(pass);
        OperationCount count = counting.count();
        long live = heap() - before - inputs;
        // before the second pass, whose buffers are counted by their lengths, the first ones must be free
        boolean filled = result.length > 0;
        block = MixingBlock.of(mixer, 1, length, ComplexityRun.CHANNELS);
        long held = filled ? block.runAfresh(pass) : 0;
        return count.adds() + " " + count.multiplies() + " " + count.divisions() + " " + count.functions() + " "
                + count.bytes() + " " + held + " " + Math.max(0, live);
    }

    private static long model(WholeModel.Kind kind, int length) {
        long before = heap();
        WholeModel model = new WholeModel(kind, ModelSize.of("length " + length));
        double loss = model.train() + model.train();
        long live = heap() - before;
        return Double.isNaN(loss + model.answer()[0]) ? -1 : live;
    }

    /** Bytes in use after everything unreachable is gone. */
    private static long heap() {
        var memory = ManagementFactory.getMemoryMXBean();
        long used = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            memory.gc();
            used = Math.min(used, memory.getHeapMemoryUsage().getUsed());
        }
        return used;
    }
}
