package org.end4rec.models.encoder.end4rec.beyond;

import static org.end4rec.autograd.ops.Add.add;
import static org.end4rec.autograd.ops.Gather.gather;
import static org.end4rec.autograd.ops.Multiply.multiply;

import java.util.Arrays;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Parameters;
import org.end4rec.autograd.Variable;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.end4rec.models.data.Batch;
import org.end4rec.models.encoder.end4rec.End4RecConfig;

/**
 * Not in the paper. Gives the readout the behavior b of the event to predict: {@code S + S ⊙ g_b + q_b}. The next
 * purchase is not the next click. So a miner that trains on the events of all behaviors must know the behavior that is
 * asked for. Parameters {@code query.scale} and {@code query.shift} [R+1,d], zero at first. Perez et al., FiLM (2018).
 */
final class BehaviorQuery {
    /** Prefix of the names of its parameters. */
    static final String NAMES = "query.";

    private final Parameter scale;
    private final Parameter shift;
    private final int target;

    BehaviorQuery(End4RecConfig c, int target, Parameters parameters) {
        Shape shape = Shape.of(c.behaviors() + 1, c.dim());
        scale = parameters.add(Parameter.withPaddingRow("query.scale", Tensor.zeros(shape)));
        shift = parameters.add(Parameter.withPaddingRow("query.shift", Tensor.zeros(shape)));
        this.target = target;
    }

    /** s → same: [B,d] is asked for the target behavior, [B,N,d] for the behavior of the event after each position. */
    Variable apply(Variable s, Batch batch) {
        int[] asked = batch.nextBehaviors();
        if (s.shape().rank() == 2 || asked.length == 0) {
            asked = new int[s.shape().size() / s.shape().dim(-1)];
            Arrays.fill(asked, target);
        }
        Shape rows = s.shape().rank() == 2 ? Shape.of(batch.size()) : Shape.of(batch.size(), batch.length());
        Variable scaled = multiply(s, gather(s.tape().leaf(scale), asked, rows));
        return add(add(s, scaled), gather(s.tape().leaf(shift), asked, rows));
    }
}
