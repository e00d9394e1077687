package org.end4rec.models.encoder.end4rec;

import static org.end4rec.autograd.ops.Add.add;
import static org.end4rec.autograd.ops.Gather.gather;
import static org.end4rec.autograd.ops.Multiply.multiply;

import java.util.Arrays;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Parameters;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.layers.Initializers;
import org.end4rec.autograd.layers.LayerNormalization;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.end4rec.models.data.Batch;
import org.end4rec.models.encoder.Pass;

/** Item, behavior and position in one vector: {@code S⁰ = Dropout(LN(item[v] + behavior[b] + position[i])) · mask}. */
final class BehaviorAwareEmbedding {
    private final Parameter items;
    private final Parameter behaviors;
    private final Parameter positions;
    private final LayerNormalization norm;
    private final float dropout;

    BehaviorAwareEmbedding(End4RecConfig c, Parameters parameters, long seed) {
        int d = c.dim();
        items = parameters.add(table("item_embedding", c.items(), d, seed));
        behaviors = parameters.add(table("behavior_embedding", c.behaviors(), d, seed));
        String position = "position_embedding";
        positions = parameters.add(new Parameter(
                position,
                Initializers.normal(Shape.of(c.length(), d), End4RecConfig.INITIAL_DEVIATION, seed, position)));
        norm = new LayerNormalization(parameters, "embedding_norm", d);
        dropout = c.dropout();
    }

    private static Parameter table(String name, int rows, int d, long seed) {
        Tensor values = Initializers.normal(Shape.of(rows + 1, d), End4RecConfig.INITIAL_DEVIATION, seed, name);
        Arrays.fill(values.data(), 0, d, 0f);
        return Parameter.withPaddingRow(name, values);
    }

    Parameter items() {
        return items;
    }

    /** S⁰ [B,N,d]; {@code mask} [B,N,1]. */
    Variable embed(Tape tape, Batch batch, Variable mask, Pass pass) {
        Shape index = Shape.of(batch.size(), batch.length());
        Variable item = gather(tape.leaf(items), batch.items(), index);
        Variable behavior = gather(tape.leaf(behaviors), batch.behaviors(), index);
        Variable event = add(add(item, behavior), tape.leaf(positions));
        return multiply(pass.drop(norm.apply(event), dropout, "embedding"), mask);
    }
}
