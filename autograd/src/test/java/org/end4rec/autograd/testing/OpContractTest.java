package org.end4rec.autograd.testing;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.UnaryOperator;
import org.end4rec.autograd.Op;
import org.end4rec.autograd.Variable;
import org.junit.jupiter.api.Test;

/** The contract must notice ops that are wrong in the usual ways. */
class OpContractTest {
    @Test
    void acceptsARightOp() {
        OpContract contract = contract(x -> new Doubling(x, Fault.NONE).apply());
        assertThatCode(contract::matchesTheDoubleOracle).doesNotThrowAnyException();
        assertThatCode(contract::gradientMatchesFiniteDifferencesOfTheOracle).doesNotThrowAnyException();
        assertThatCode(contract::gradientAccumulates).doesNotThrowAnyException();
        assertThatCode(contract::frozenInputGetsNothing).doesNotThrowAnyException();
        assertThatCode(contract::leavesInputsAndOutputGradientAsTheyWere).doesNotThrowAnyException();
        assertThatCode(contract::recordsOneOpUnderItsName).doesNotThrowAnyException();
        assertThatCode(((LinearOpContract) contract)::backwardIsTheAdjoint).doesNotThrowAnyException();
    }

    @Test
    void noticesASlightlyWrongGradient() {
        OpContract contract = contract(x -> new Doubling(x, Fault.GRADIENT).apply());
        assertThatThrownBy(contract::gradientMatchesFiniteDifferencesOfTheOracle)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("gradient of input 0");
        assertThatThrownBy(((LinearOpContract) contract)::backwardIsTheAdjoint).isInstanceOf(AssertionError.class);
    }

    @Test
    void noticesAGradientThatIsOverwritten() {
        OpContract contract = contract(x -> new Doubling(x, Fault.OVERWRITES).apply());
        assertThatThrownBy(contract::gradientAccumulates).isInstanceOf(AssertionError.class);
    }

    @Test
    void noticesAGradientOfAFrozenInput() {
        OpContract contract = contract(x -> new Doubling(x, Fault.IGNORES_FREEZING).apply());
        assertThatThrownBy(contract::frozenInputGetsNothing).isInstanceOf(AssertionError.class);
    }

    @Test
    void noticesRelianceOnZeroedBuffers() {
        OpContract contract = contract(x -> new Doubling(x, Fault.EXPECTS_ZEROS).apply());
        assertThatThrownBy(contract::matchesTheDoubleOracle).isInstanceOf(AssertionError.class);
    }

    @Test
    void noticesAnOutputGradientThatIsModified() {
        OpContract contract = contract(x -> new Doubling(x, Fault.MODIFIES_DY).apply());
        assertThatThrownBy(contract::leavesInputsAndOutputGradientAsTheyWere).isInstanceOf(AssertionError.class);
    }

    @Test
    void noticesAWrongName() {
        OpContract contract = contract(x -> new Doubling(x, Fault.NAME).apply());
        assertThatThrownBy(contract::recordsOneOpUnderItsName).isInstanceOf(AssertionError.class);
    }

    /** y = 2a + 2b of equal shapes. */
    private static OpContract contract(UnaryOperator<List<Variable>> forward) {
        OpCase opCase = new OpCase("doubling", draw -> {
            DoubleTensor a = draw.normal(draw.shape(2));
            return new Trial(
                    List.of(a, draw.normal(a.shape())),
                    v -> forward.apply(v).get(0),
                    x -> x.get(0).plus(1, x.get(1)).map(v -> 2 * v));
        });
        return (LinearOpContract) () -> opCase;
    }

    private enum Fault {
        NONE,
        NAME,
        GRADIENT,
        OVERWRITES,
        IGNORES_FREEZING,
        EXPECTS_ZEROS,
        MODIFIES_DY
    }

    private static final class Doubling extends Op {
        private final Fault fault;

        Doubling(List<Variable> inputs, Fault fault) {
            super(inputs.toArray(new Variable[0]));
            this.fault = fault;
        }

        List<Variable> apply() {
            int n = input(0).shape().size();
            float[] y = take(n);
            for (int i = 0; i < n; i++) {
                float before = fault == Fault.EXPECTS_ZEROS ? y[i] : 0;
                y[i] = before + 2 * input(0).value()[i] + 2 * input(1).value()[i];
            }
            return List.of(record(input(0).shape(), y));
        }

        @Override
        public String name() {
            return fault == Fault.NAME ? "double" : "doubling";
        }

        @Override
        protected void backward(float[] dy) {
            float factor = fault == Fault.GRADIENT ? 2.0001f : 2;
            for (int k = 0; k < 2; k++) {
                if (input(k).requiresGradient() || fault == Fault.IGNORES_FREEZING) {
                    float[] dx = input(k).gradient();
                    for (int i = 0; i < dy.length; i++) {
                        dx[i] = (fault == Fault.OVERWRITES ? 0 : dx[i]) + factor * dy[i];
                    }
                }
            }
            if (fault == Fault.MODIFIES_DY) {
                dy[0] = 0;
            }
        }
    }
}
