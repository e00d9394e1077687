package org.end4rec.autograd.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.end4rec.core.Tensor;
import org.junit.jupiter.api.Test;

/** What holds besides for an op that is linear in all its inputs together: backward is exactly its adjoint. */
public interface LinearOpContract extends OpContract {
    @Test
    default void backwardIsTheAdjoint() {
        opCase().trials().forEach(trial -> {
            OpRun run = OpRun.of(trial).backward();
            DoubleTensor ax = DoubleTensor.of(run.output().toTensor());
            DoubleTensor y = DoubleTensor.of(Tensor.of(ax.shape(), run.dy()));
            double adjoint = 0;
            for (int i = 0; i < trial.inputs().size(); i++) {
                adjoint += trial.inputs().get(i).dot(run.gradient(i));
            }
            assertThat(Math.abs(ax.dot(y) - adjoint))
                    .isLessThanOrEqualTo(Tolerances.ADJOINT * Math.sqrt(ax.dot(ax)) * Math.sqrt(y.dot(y)));
        });
    }
}
