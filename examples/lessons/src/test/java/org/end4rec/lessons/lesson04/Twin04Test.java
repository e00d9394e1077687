package org.end4rec.lessons.lesson04;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.end4rec.autograd.GradientCheck;
import org.end4rec.autograd.Op;
import org.end4rec.autograd.Variable;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.end4rec.lessons.lesson04.Candidates.Known;
import org.junit.jupiter.api.Test;

/** The library's check judges the ten candidates of the lesson as it should, and sees the slopes of the lesson. */
class Twin04Test {
    private static final float[] NUMBERS = {0.7f, -1.3f, 0.4f, 1.9f, -0.6f, 1.1f, -0.2f, 0.9f};

    /** A candidate as an op. */
    private static final class Asked extends Op {
        private final Candidate candidate;

        private Asked(Candidate candidate, Variable x) {
            super(x);
            this.candidate = candidate;
        }

        static Variable of(Candidate candidate, Variable x) {
            Asked op = new Asked(candidate, x);
            float[] y = op.take(1);
            y[0] = candidate.value(x.value());
            return op.record(Shape.of(1), y);
        }

        @Override
        public String name() {
            return "asked";
        }

        @Override
        protected void backward(float[] dy) {
            float[] gradient = candidate.gradient(input(0).value());
            for (int i = 0; i < gradient.length; i++) {
                input(0).gradient()[i] += dy[0] * gradient[i];
            }
        }
    }

    @Test
    void theLibraryJudgesAlike() {
        for (Known known : Candidates.ALL) {
            boolean passed = true;
            for (int sign : new int[] {1, -1}) {
                float[] x = new float[known.candidate().size()];
                for (int i = 0; i < x.length; i++) {
                    x[i] = sign * NUMBERS[i];
                }
                passed &= agrees(known.candidate(), x);
            }
            assertThat(passed).as(known.name()).isEqualTo(known.right());
        }
    }

    private static boolean agrees(Candidate candidate, float[] x) {
        GradientCheck.Report report =
                new GradientCheck().check(in -> Asked.of(candidate, in.get(0)), Tensor.of(Shape.of(x.length), x));
        float[] moved = x.clone();
        moved[report.index()] += 0.01f;
        double above = candidate.value(moved);
        double distance = moved[report.index()];
        moved[report.index()] = x[report.index()] - 0.01f;
        distance -= moved[report.index()];
        assertThat(report.numeric()).isCloseTo((above - candidate.value(moved)) / distance, within(1e-9));
        assertThat(report.analytic()).isEqualTo(candidate.gradient(x)[report.index()]);
        return report.passed();
    }
}
