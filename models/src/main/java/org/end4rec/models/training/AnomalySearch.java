package org.end4rec.models.training;

import java.util.Map;
import org.end4rec.autograd.FiniteCheck;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.TapeObserver;
import org.end4rec.core.random.RandomStream;
import org.end4rec.models.data.Batch;
import org.end4rec.models.encoder.ForwardMode;
import org.end4rec.models.encoder.Stage;
import org.jspecify.annotations.Nullable;

/**
 * Runs a failed step again, with the same randomness, but shard by shard and with a check of every op, to find where
 * the first number that is not finite comes from.
 */
final class AnomalySearch {
    private final TrainingStep step;
    private final Shards shards;

    AnomalySearch(TrainingStep step, Shards shards) {
        this.step = step;
        this.shards = shards;
    }

    /** What was found, as a sentence. */
    String find(Batch batch, Stage stage, long seed, long number) {
        shards.reset();
        for (Parameter parameter : step.parameters()) {
            float[] values = parameter.value().data();
            int bad = FiniteCheck.firstNotFinite(values, values.length);
            if (bad >= 0) {
                return "before the step, the parameter " + parameter + " is " + values[bad] + " at element " + bad;
            }
        }
        shards.cut(batch);
        shards.sift(stage);
        int[] drawn = step.draw(RandomStream.of(seed, "negatives", number));
        TrainingStep.Shard[] done = new TrainingStep.Shard[shards.count()];
        int shard = 0;
        try {
            for (; shard < done.length; shard++) {
                shards.tape(shard).observe(checked(step.observer(shard)));
                done[shard] = step.forward(shard, stage, ForwardMode.training(seed, number, shard), drawn);
            }
            for (Map.Entry<String, Double> loss : step.losses(done, drawn).entrySet()) {
                if (!Double.isFinite(loss.getValue())) {
                    return "all ops are finite, but the part " + loss.getKey() + " of the loss is " + loss.getValue();
                }
            }
            for (shard = 0; shard < done.length; shard++) {
                shards.tape(shard).backward();
            }
            return "all ops are finite, forward and backward, but the sum of the squares of the gradient is not finite";
        } catch (ArithmeticException found) {
            int from = shard * shards.size();
            int to = from + Math.min(shards.size(), batch.size() - from) - 1;
            return found.getMessage() + ", in the sequences " + from + " to " + to + " of the batch of " + batch.size();
        } finally {
            shards.unobserve();
            shards.reset();
        }
    }

    private static TapeObserver checked(@Nullable TapeObserver first) {
        FiniteCheck check = new FiniteCheck();
        return first == null ? check : first.then(check);
    }
}
