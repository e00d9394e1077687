package org.end4rec.core.fft;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** Plans of transforms when threads race for them. */
public final class RealFftStress {
    private static final int LENGTH = 6;
    private static final float[] EXPECTED = transform(new RealFft(LENGTH));

    private RealFftStress() {}

    private static float[] transform(RealFft plan) {
        float[] x = {3, 1, 4, 1, 5, 9};
        float[] spectrum = new float[2 * plan.bins()];
        plan.forward(x, 0, spectrum, 0, 1, new float[plan.scratch(1)]);
        return spectrum;
    }

    private static int right(RealFft plan) {
        return Arrays.equals(transform(plan), EXPECTED) ? 1 : -1;
    }

    /** Two threads ask for the plan of a length that nobody has asked for yet. */
    @JCStressTest
    @State
    @Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "Both have the one plan, and it is right.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "A plan that is not ready, or two plans.")
    public static class FirstUse {
        private final RealFft.Cache cache = new RealFft.Cache();

        /** As a request does. */
        @Actor
        public void one(II_Result result) {
            result.r1 = ask();
        }

        /** As another request does. */
        @Actor
        public void other(II_Result result) {
            result.r2 = ask();
        }

        private int ask() {
            RealFft plan = cache.of(LENGTH);
            return plan == cache.of(LENGTH) ? right(plan) : -2;
        }
    }

    /** A plan is handed over without any synchronization, as its final fields allow. */
    @JCStressTest
    @State
    @Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "Not seen yet.")
    @Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "Seen, and right.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Seen half made.")
    public static class HandedOver {
        private @Nullable RealFft plan;

        /** Makes it. */
        @Actor
        public void maker() {
            plan = new RealFft(LENGTH);
        }

        /** Uses it. */
        @Actor
        public void user(I_Result result) {
            RealFft seen = plan;
            result.r1 = seen == null ? 0 : right(seen);
        }
    }
}
