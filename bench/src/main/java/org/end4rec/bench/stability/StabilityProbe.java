package org.end4rec.bench.stability;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.end4rec.core.kernel.Kernels;
import org.end4rec.core.kernel.warmup.KernelCall;

/**
 * One process of {@link StabilityRun}: {@code StabilityProbe SEED [PATTERN]}. Warms the kernels up in an order that the
 * seed decides, then measures each, and prints {@code NANOSECONDS BYTES NAME} of one call.
 */
final class StabilityProbe {
    /** A kernel is warm after so much time, if its last calls made no object. */
    private static final long WARM_UP = 50_000_000;

    /** A kernel that still makes objects then is measured as it is. */
    private static final long LONGEST_WARM_UP = 5_000_000_000L;

    private static final long MEASUREMENT = 1_000_000;
    private static final int MEASUREMENTS = 15;

    private StabilityProbe() {}

    /** See the class. */
    public static void main(String[] arguments) {
        Pattern wanted = Pattern.compile(arguments.length > 1 ? arguments[1] : "");
        Kernels.warmUp();
        List<KernelCall> order = new ArrayList<>(KernelCalls.all(Kernels.get()));
        order.removeIf(call -> !wanted.matcher(call.name()).find());
        Collections.shuffle(order, new Random(Long.parseLong(arguments[0])));
        order.forEach(StabilityProbe::warmUp);
        order.forEach(StabilityProbe::measure);
    }

    private static void warmUp(KernelCall call) {
        long start = System.nanoTime();
        long spent = 0;
        while (spent < WARM_UP || (spent < LONGEST_WARM_UP && call.bytes(10) > 0)) {
            call.body().run();
            spent = System.nanoTime() - start;
        }
    }

    /** The fastest of several measurements: the machine has other work. */
    private static void measure(KernelCall call) {
        double fastest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < MEASUREMENTS; i++) {
            long start = System.nanoTime();
            long spent = 0;
            int calls = 0;
            while (spent < MEASUREMENT) {
                call.body().run();
                calls++;
                spent = System.nanoTime() - start;
            }
            fastest = Math.min(fastest, (double) spent / calls);
        }
        System.out.println(Math.round(fastest) + " " + call.bytes(20) + " " + call.name());
    }
}
