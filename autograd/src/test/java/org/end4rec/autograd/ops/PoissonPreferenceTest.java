package org.end4rec.autograd.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.testing.OpCase;
import org.end4rec.autograd.testing.OpContract;
import org.end4rec.autograd.testing.Trial;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.junit.jupiter.api.Test;

class PoissonPreferenceTest implements OpContract {
    @Override
    public OpCase opCase() {
        return new OpCase(
                "poissonPreference",
                draw -> Trial.of(
                        draw.uniform(draw.shape(1), -4, 4),
                        PoissonPreference::poissonPreference,
                        x -> x.map(PoissonPreferenceTest::oracle)));
    }

    private static double oracle(double rho) {
        double rate = StrictMath.log1p(StrictMath.exp(rho)) + 1e-6;
        return 1 + StrictMath.exp(rate * StrictMath.log(rate) - rate - logGamma(rate + 1));
    }

    /** Gauss's product ln Γ(x) = lim ln(m! mˣ / (x(x+1)…(x+m))), with the first two terms of its error removed. */
    private static double logGamma(double x) {
        int m = 20_000;
        double sum = x * StrictMath.log(m) - StrictMath.log(x);
        for (int i = 1; i <= m; i++) {
            sum -= StrictMath.log1p(x / i);
        }
        return sum + x * (x + 1) / (2.0 * m) - x * (x + 1) * (2 * x + 1) / (12.0 * m * m);
    }

    @Test
    void values() {
        Tape tape = Tape.recording();
        // softplus(ln(e − 1)) = 1 and the mass at rate 1 is 1/e; dλ/dρ = 1 − 1/e, ln 1 − ψ(2) = γ − 1
        Variable rho = tape.input(Tensor.of(Shape.of(1), 0.54132485f));
        Variable y = PoissonPreference.poissonPreference(rho);
        assertThat(y.value()[0]).isCloseTo(1.3678794f, within(2e-7f));
        y.gradient()[0] = 1f;
        tape.backward();
        assertThat(rho.gradient()[0]).isCloseTo(-0.0983163f, within(1e-6f));
    }

    @Test
    void edges() {
        Tape tape = Tape.recording();
        Variable rho = tape.input(Tensor.of(Shape.of(5), -300f, 88f, 1e10f, 1e30f, Float.NaN));
        Variable y = PoissonPreference.poissonPreference(rho);
        // at rate 10⁻⁶ the mass is 1 − 10⁻⁶·(ln 10⁶ + 1 − γ); for large rates 1/√(2πλ)
        assertThat(y.value()[0]).isCloseTo(1.9999858f, within(2e-7f));
        assertThat(y.value()[1]).isCloseTo(1.0424871f, within(2e-7f));
        assertThat(y.value()[2]).isCloseTo(1.000004f, within(2e-7f));
        assertThat(y.value()[3]).isEqualTo(1f);
        assertThat(y.value()[4]).isNaN();
        Arrays.fill(y.gradient(), 1f);
        tape.backward();
        assertThat(rho.gradient()[0]).isZero();
        assertThat(rho.gradient()[3]).isCloseTo(0f, within(1e-20f));
    }

    @Test
    void errors() {
        Variable wrong = Tape.inference().constant(Tensor.zeros(Shape.of(2, 3)));
        assertThatThrownBy(() -> PoissonPreference.poissonPreference(wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("poissonPreference: rho has shape [2,3]; expected [R]");
    }
}
