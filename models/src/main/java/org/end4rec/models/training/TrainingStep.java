package org.end4rec.models.training;

import static org.end4rec.autograd.ops.Gather.gather;
import static org.end4rec.autograd.ops.Reshape.reshape;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.end4rec.autograd.FiniteCheck;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.RowSet;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.TapeObserver;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.optim.AdamW;
import org.end4rec.core.Shape;
import org.end4rec.core.random.RandomStream;
import org.end4rec.models.data.Batch;
import org.end4rec.models.encoder.Encoding;
import org.end4rec.models.encoder.ForwardMode;
import org.end4rec.models.encoder.KeptEvents;
import org.end4rec.models.encoder.LossTerm;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.encoder.Stage;
import org.end4rec.models.parallel.Workers;
import org.jspecify.annotations.Nullable;

/**
 * Loss and gradients of one batch. The batch is cut into shards of a fixed size; each runs forward on a tape of its
 * own, then a softmax over items takes the batch as a whole, then each shard runs backward, and gradients are added in
 * shard order: the bits do not depend on the number of threads. Not thread-safe.
 */
public final class TrainingStep {
    private static final int[] NONE = {};

    private final SequenceEncoder encoder;
    private final Workers workers;
    private final int shardSize;
    private final @Nullable SampledLoss sampled;
    private final @Nullable SampledSoftmax sampledSoftmax;
    private final CatalogueSoftmax softmax;
    private final TargetRows rows = new TargetRows();
    private final RowSet read;
    private final List<Tape> tapes = new ArrayList<>();
    private final List<Batch> parts = new ArrayList<>();
    private final List<Parameter> parameters = new ArrayList<>();
    private IntFunction<@Nullable TapeObserver> observers = shard -> null;

    /**
     * @param workers threads to use; they do not change the result's bits
     * @param shardSize sequences that share a tape; it changes the bits, since sums are taken shard by shard
     * @param sampled the recommendation loss, or null for the softmax over the whole catalogue
     */
    public TrainingStep(SequenceEncoder encoder, Workers workers, int shardSize, @Nullable SampledLoss sampled) {
        this.encoder = encoder;
        this.workers = workers;
        this.shardSize = shardSize;
        this.sampled = sampled;
        this.sampledSoftmax = sampled == null ? null : sampled.softmax(workers);
        this.softmax = new CatalogueSoftmax(encoder.itemEmbedding(), workers);
        this.read = new RowSet(encoder.itemEmbedding().shape().dim(0));
        encoder.parameters().forEach(parameters::add);
    }

    /**
     * Computes the loss of a batch and adds its gradients to the trainable parameters.
     *
     * @param seed of the run and {@code step} in it: the keys of all randomness
     */
    public StepLoss run(Batch batch, Stage stage, long seed, long step) {
        return run(batch, stage, seed, step, null);
    }

    /**
     * As {@link #run(Batch, Stage, long, long)}, for a sampled loss with an optimizer that defers the item table:
     * catches up the rows that this step reads, those of the batch's items and targets and of the sampled items.
     */
    public StepLoss run(Batch batch, Stage stage, long seed, long step, @Nullable AdamW optimizer) {
        return run(
                batch,
                stage,
                RandomStream.of(seed, "negatives", step),
                shard -> ForwardMode.training(seed, step, shard),
                optimizer);
    }

    /** As {@link #run(Batch, Stage, long, long)} with the given randomness. */
    StepLoss run(Batch batch, Stage stage, RandomStream negatives, IntFunction<ForwardMode> passes) {
        return run(batch, stage, negatives, passes, null);
    }

    private int shards(Batch batch) {
        return (batch.size() - 1) / shardSize + 1;
    }

    /** Bytes that the tapes hold. */
    long bytes() {
        return tapes.stream().mapToLong(tape -> tape.arena().bytes()).sum();
    }

    /** Shows the ops of each shard to an observer: for tests that make an op fail. */
    void observe(IntFunction<@Nullable TapeObserver> byShard) {
        observers = byShard;
    }

    /**
     * Runs a step that failed once more, with the same randomness but shard by shard and every op checked: where the
     * first number that is not finite comes from. Call it before the parameters move.
     */
    String findAnomaly(Batch batch, Stage stage, long seed, long step) {
        tapes.forEach(Tape::reset);
        for (Parameter parameter : parameters) {
            float[] values = parameter.value().data();
            int bad = FiniteCheck.firstNotFinite(values, values.length);
            if (bad >= 0) {
                return "before the step, the parameter " + parameter + " is " + values[bad] + " at element " + bad;
            }
        }
        int shards = shards(batch);
        cut(batch, shards);
        sift(stage, shards);
        int[] drawn = draw(RandomStream.of(seed, "negatives", step));
        Shard[] done = new Shard[shards];
        int number = 0;
        try {
            for (; number < shards; number++) {
                Tape tape = tapes.get(number);
                tape.observe(checked(observers.apply(number)));
                ForwardMode pass = ForwardMode.training(seed, step, number);
                done[number] = forward(tape, number, stage, pass, drawn);
            }
            Map<String, Double> losses = new LinkedHashMap<>();
            if (takesBatch()) {
                losses.put("recommend", batchLoss(done, drawn));
            }
            reduceTerms(done, losses);
            for (Map.Entry<String, Double> loss : losses.entrySet()) {
                if (!Double.isFinite(loss.getValue())) {
                    return "all ops are finite, but the part " + loss.getKey() + " of the loss is " + loss.getValue();
                }
            }
            for (number = 0; number < shards; number++) {
                tapes.get(number).backward();
            }
            return "all ops are finite, forward and backward; the sum of the squares of the gradient is not";
        } catch (ArithmeticException found) {
            int from = number * shardSize;
            int to = from + Math.min(shardSize, batch.size() - from) - 1;
            return found.getMessage() + ", in the sequences " + from + " to " + to + " of the batch of " + batch.size();
        } finally {
            tapes.forEach(tape -> tape.observe(null));
            tapes.forEach(Tape::reset);
        }
    }

    private static TapeObserver checked(@Nullable TapeObserver first) {
        FiniteCheck check = new FiniteCheck();
        return first == null ? check : first.then(check);
    }

    private StepLoss run(
            Batch batch,
            Stage stage,
            RandomStream negatives,
            IntFunction<ForwardMode> passes,
            @Nullable AdamW optimizer) {
        int shards = shards(batch);
        cut(batch, shards);
        if (optimizer != null) {
            catchUp(batch, optimizer);
        }
        sift(stage, shards);
        int[] drawn = draw(negatives);
        if (optimizer != null && sampled != null) {
            catchUp(drawn, optimizer);
        }
        Shard[] done = new Shard[shards];
        workers.run(shards, (number, worker) -> done[number] = observed(number, stage, passes.apply(number), drawn));
        Map<String, Double> losses = new LinkedHashMap<>();
        if (takesBatch()) {
            losses.put("recommend", batchLoss(done, drawn));
        }
        reduceTerms(done, losses);
        workers.run(shards, (number, worker) -> tapes.get(number).backward());
        workers.run(parameters.size(), (number, worker) -> accumulate(parameters.get(number), shards));
        for (int number = 0; number < shards; number++) {
            tapes.get(number).reset();
        }
        double total = 0;
        for (double loss : losses.values()) {
            total += loss;
        }
        return new StepLoss(total, losses);
    }

    /** Copies the batch's sequences to the shards, whose arrays are those of the step before where the sizes allow. */
    private void cut(Batch batch, int shards) {
        for (int number = 0; number < shards; number++) {
            int from = number * shardSize;
            int size = Math.min(shardSize, batch.size() - from);
            if (number == tapes.size()) {
                tapes.add(Tape.training());
                parts.add(batch.slice(from, from + size));
            }
            Batch part = parts.get(number);
            if (part.size() == size
                    && part.length() == batch.length()
                    && part.hasTargetsAtEveryPosition() == batch.hasTargetsAtEveryPosition()
                    && part.nextBehaviors().length > 0 == batch.nextBehaviors().length > 0) {
                batch.copyTo(from, part);
            } else {
                parts.set(number, batch.slice(from, from + size));
            }
        }
    }

    private void sift(Stage stage, int shards) {
        workers.run(
                shards,
                (number, worker) -> parts.set(
                        number, KeptEvents.of(encoder, parts.get(number), stage).batch()));
        rows.number(parts.subList(0, shards));
    }

    private int[] draw(RandomStream negatives) {
        return sampled == null ? NONE : sampled.draw(rows.targets(), negatives);
    }

    private void catchUp(Batch batch, AdamW optimizer) {
        if (sampled == null) {
            run(optimizer.beginCatchUp(encoder.parameters()));
        } else {
            read.clear();
            read.addAll(batch.items());
            read.addAll(batch.targets());
            read.addAll(batch.next());
            run(optimizer.beginCatchUp(encoder.itemEmbedding(), read));
        }
    }

    private void catchUp(int[] drawn, AdamW optimizer) {
        read.clear();
        read.addAll(drawn);
        run(optimizer.beginCatchUp(encoder.itemEmbedding(), read));
    }

    private void run(AdamW.Step work) {
        workers.run(work.slices(), (slice, worker) -> work.run(slice));
    }

    private void accumulate(Parameter parameter, int shards) {
        for (int number = 0; number < shards; number++) {
            tapes.get(number).accumulateGradient(parameter);
        }
    }

    private record Shard(Variable z, List<LossTerm> terms) {}

    private Shard observed(int number, Stage stage, ForwardMode pass, int[] drawn) {
        Tape tape = tapes.get(number);
        tape.observe(observers.apply(number));
        return forward(tape, number, stage, pass, drawn);
    }

    private Shard forward(Tape tape, int number, Stage stage, ForwardMode pass, int[] drawn) {
        Encoding encoding = encoder.encode(tape, parts.get(number), pass, stage);
        List<LossTerm> terms = encoding.terms();
        if (sampled != null && !takesBatch()) {
            terms = new ArrayList<>();
            addSampled(sampled, encoding.representation(), number, drawn, terms);
            terms.addAll(encoding.terms());
        }
        return new Shard(encoding.representation(), terms);
    }

    /** The loss of a shard in terms of at most a shard's size of rows, so that the tape's buffers have few lengths. */
    private void addSampled(SampledLoss loss, Variable all, int number, int[] drawn, List<LossTerm> terms) {
        int to = rows.first(number + 1);
        if (!parts.get(number).hasTargetsAtEveryPosition()) {
            terms.add(loss.term(all, parts.get(number).targets(), drawn, rows.first(number)));
            return;
        }
        int d = encoder.itemEmbedding().shape().dim(1);
        Variable each = reshape(all, Shape.of(all.shape().size() / d, d));
        for (int from = rows.first(number); from < to; from += shardSize) {
            int size = Math.min(shardSize, to - from);
            Variable some = gather(each, rows.rowInShard(from, from + size), Shape.of(size));
            terms.add(loss.term(some, rows.targets(from, from + size), drawn, from));
        }
    }

    /** Whether the recommendation loss is a softmax of the whole batch; otherwise it is a term of each shard. */
    private boolean takesBatch() {
        return sampled == null || sampledSoftmax != null;
    }

    private double batchLoss(Shard[] shards, int[] drawn) {
        List<Variable> representations = new ArrayList<>();
        for (Shard shard : shards) {
            representations.add(shard.z());
        }
        SampledSoftmax ofSample = sampledSoftmax;
        TargetRows.Loss loss = ofSample == null
                ? softmax::loss
                : (z, targets, count, dz) -> ofSample.loss(z, targets, count, drawn, dz);
        return rows.apply(loss, representations, encoder.itemEmbedding().shape().dim(1));
    }

    /** Adds each term's sums and counts over the shards, and seeds every shard with the loss's slope by its sum. */
    private static void reduceTerms(Shard[] shards, Map<String, Double> parts) {
        Map<String, List<LossTerm>> byName = new LinkedHashMap<>();
        for (Shard shard : shards) {
            for (LossTerm term : shard.terms()) {
                byName.computeIfAbsent(term.name(), name -> new ArrayList<>()).add(term);
            }
        }
        byName.forEach((name, terms) -> parts.put(name, reduce(terms)));
    }

    private static double reduce(List<LossTerm> terms) {
        double sum = 0;
        double count = 0;
        for (LossTerm term : terms) {
            sum += term.sum().scalar();
            count += term.count();
        }
        LossTerm.Reduction reduction = terms.get(0).reduction();
        for (LossTerm term : terms) {
            if (term.sum().requiresGradient()) {
                term.sum().gradient()[0] += (float) reduction.slope(sum, count);
            }
        }
        return reduction.value(sum, count);
    }
}
