package org.end4rec.models.probe;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.end4rec.core.random.RandomStream;
import org.end4rec.models.data.Batch;
import org.end4rec.models.data.BatchAssembler;
import org.end4rec.models.data.Example;
import org.end4rec.models.data.Histories;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.evaluation.EvaluationResult;
import org.end4rec.models.evaluation.Evaluator;
import org.end4rec.models.evaluation.RankingProtocol;
import org.end4rec.models.evaluation.Scorer;
import org.end4rec.models.trial.ExperimentData;
import org.end4rec.models.trial.Measurements;
import org.end4rec.models.trial.Probe;
import org.jspecify.annotations.Nullable;

/**
 * The quality of a trained model when random items are put into the histories of the test. A random event follows each
 * event with probability r, also each random event, so a share r of all events is noise. The item of a random event is
 * uniform among all items but the target; its behavior is the behavior of the event before it. The same noise for every
 * model.
 */
public final class InjectedNoise implements Probe {
    private static final double HIGHEST = 0.9;

    private final RankingProtocol protocol;
    private final List<Double> rates;
    private final long seed;

    /**
     * @param protocol ranks the targets
     * @param rates shares of noise, from 0 to 0.9
     */
    public InjectedNoise(RankingProtocol protocol, List<Double> rates, long seed) {
        this.protocol = Objects.requireNonNull(protocol, "protocol");
        this.rates = List.copyOf(rates);
        this.seed = seed;
        for (double rate : rates) {
            if (!(rate >= 0 && rate <= HIGHEST)) {
                throw new IllegalArgumentException("InjectedNoise: a rate is " + rate + "; it must be from 0 to 0.9");
            }
        }
    }

    @Override
    public String name() {
        return "injected " + protocol.name() + " " + rates + " " + seed;
    }

    @Override
    public Map<String, Double> measure(
            Scorer scorer, @Nullable SequenceEncoder encoder, int length, ExperimentData data) {
        Objects.requireNonNull(scorer, "scorer");
        Map<String, Double> answers = new LinkedHashMap<>();
        Histories histories = data.data().histories();
        boolean novel = data.data().split().novel();
        for (double rate : rates) {
            Evaluator evaluator = new Evaluator(
                    histories.items().size(),
                    protocol,
                    examples -> noisy(examples, histories, novel, length, rate),
                    histories::items);
            EvaluationResult result =
                    evaluator.evaluate(scorer, data.data().split().test());
            for (String metric : Measurements.MAIN_METRICS) {
                answers.put(metric + " " + protocol.name() + " noise " + rate, result.metric(metric));
            }
        }
        return answers;
    }

    /** The sequence as {@link BatchAssembler} cuts it, with noise. */
    Batch noisy(List<Example> examples, Histories histories, boolean novel, int length, double rate) {
        int[] items = new int[examples.size() * length];
        int[] behaviors = new int[items.length];
        int[] targets = new int[examples.size()];
        for (int row = 0; row < targets.length; row++) {
            Example example = examples.get(row);
            targets[row] = example.target();
            Batch one = noisy(example, histories, novel, length, rate);
            System.arraycopy(one.items(), 0, items, row * length, length);
            System.arraycopy(one.behaviors(), 0, behaviors, row * length, length);
        }
        return new Batch(targets.length, length, items, behaviors, targets);
    }

    private Batch noisy(Example example, Histories histories, boolean novel, int length, double rate) {
        RandomStream stream = RandomStream.of(seed, "injected noise", example.user());
        int catalogue = histories.items().size();
        int[] items = new int[2 * example.end() + 8];
        int[] behaviors = new int[items.length];
        int size = 0;
        long draw = (long) example.end() << 32;
        for (int position = 0; position < example.end(); position++) {
            int item = histories.item(example.user(), position);
            int behavior = histories.behavior(example.user(), position);
            if (novel && item == example.target()) {
                continue;
            }
            boolean another = true;
            while (another) {
                if (size == items.length) {
                    items = Arrays.copyOf(items, 2 * size);
                    behaviors = Arrays.copyOf(behaviors, 2 * size);
                }
                items[size] = item;
                behaviors[size++] = behavior;
                another = catalogue > 1 && stream.uniform(draw++) < rate;
                if (another) {
                    int other = 1 + stream.below(draw++, catalogue - 1);
                    item = other >= example.target() ? other + 1 : other;
                }
            }
        }
        return BatchAssembler.ofHistory(Arrays.copyOf(items, size), Arrays.copyOf(behaviors, size), length);
    }
}
