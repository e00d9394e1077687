package org.end4rec.bench.stability;

import java.util.ArrayList;
import java.util.List;
import org.end4rec.core.fft.RealFft;
import org.end4rec.core.kernel.Kernels;
import org.end4rec.core.kernel.warmup.KernelCall;
import org.end4rec.core.kernel.warmup.KernelFamily;

/** The calls that a stability run measures: every kernel, and whole transforms of lengths that have every radix. */
final class KernelCalls {
    private static final int ROWS = 256;
    private static final int D = 64;
    private static final int BATCH = 64;
    private static final int[] LENGTHS = {48, 50, 64, 81, 100, 128, 200, 512, 1024};

    private KernelCalls() {}

    static List<KernelCall> all(Kernels kernels) {
        List<KernelCall> calls = new ArrayList<>(KernelCall.all(kernels, ROWS));
        for (int n : LENGTHS) {
            RealFft fft = RealFft.of(n);
            int sequence = n * D;
            int spectrum = 2 * fft.bins() * D;
            float[] x = new float[BATCH * sequence];
            for (int i = 0; i < x.length; i++) {
                x[i] = i % 7 - 3;
            }
            float[] y = new float[BATCH * spectrum];
            float[] back = new float[BATCH * sequence];
            float[] scratch = new float[fft.scratch(D)];
            calls.add(new KernelCall("rfft " + n, KernelFamily.SPECTRA, () -> {
                for (int b = 0; b < BATCH; b++) {
                    fft.forward(x, b * sequence, y, b * spectrum, D, scratch);
                }
            }));
            calls.add(new KernelCall("irfft " + n, KernelFamily.SPECTRA, () -> {
                for (int b = 0; b < BATCH; b++) {
                    fft.inverse(y, b * spectrum, back, b * sequence, D, scratch);
                }
            }));
        }
        return calls;
    }
}
