package org.end4rec.models.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.RowSet;
import org.end4rec.autograd.TapeObserver;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.optim.AdamW;
import org.end4rec.core.random.RandomStream;
import org.end4rec.models.data.Batch;
import org.end4rec.models.encoder.Encoding;
import org.end4rec.models.encoder.ForwardMode;
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
    private final SequenceEncoder encoder;
    private final Workers workers;
    private final RecommendationLoss loss;
    private final Shards shards;
    private final RowSet read;
    private final List<Parameter> parameters = new ArrayList<>();
    private IntFunction<@Nullable TapeObserver> observers = shard -> null;

    /** A step whose recommendation loss is the softmax over the whole catalogue. */
    public TrainingStep(SequenceEncoder encoder, Workers workers, int shardSize) {
        this(encoder, workers, shardSize, RecommendationLoss.softmax(encoder.itemEmbedding(), workers));
    }

    /**
     * A step.
     *
     * @param workers threads to use; they do not change the result's bits
     * @param shardSize sequences that share a tape; it changes the bits, since sums are taken shard by shard
     * @param loss the recommendation loss
     */
    public TrainingStep(SequenceEncoder encoder, Workers workers, int shardSize, RecommendationLoss loss) {
        this.encoder = encoder;
        this.workers = workers;
        this.loss = Objects.requireNonNull(loss, "loss");
        this.shards = new Shards(encoder, workers, shardSize);
        this.read = new RowSet(encoder.itemEmbedding().shape().dim(0));
        encoder.parameters().forEach(parameters::add);
    }

    /**
     * Computes the loss of a batch and adds its gradients to the trainable parameters.
     *
     * @param seed of the run; seed and {@code step} are the keys of all randomness
     */
    public StepLoss run(Batch batch, Stage stage, long seed, long step) {
        return run(batch, stage, seed, step, null);
    }

    /**
     * As {@link #run(Batch, Stage, long, long)}, for a sampled loss with an optimizer that defers the item table: first
     * updates the rows that this step reads: those of the batch's items and targets, and of the sampled items.
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
    StepLoss run(Batch batch, Stage stage, RandomStream negatives, IntFunction<ForwardMode> modes) {
        return run(batch, stage, negatives, modes, null);
    }

    private StepLoss run(
            Batch batch,
            Stage stage,
            RandomStream negatives,
            IntFunction<ForwardMode> modes,
            @Nullable AdamW optimizer) {
        shards.cut(batch);
        if (optimizer != null) {
            catchUp(batch, optimizer);
        }
        shards.sift(stage);
        int[] drawn = draw(negatives);
        if (optimizer != null && loss.readsFewRows()) {
            catchUp(drawn, optimizer);
        }
        int count = shards.count();
        Shard[] done = new Shard[count];
        workers.run(count, (number, worker) -> {
            shards.tape(number).observe(observers.apply(number));
            done[number] = forward(number, stage, modes.apply(number), drawn);
        });
        Map<String, Double> losses = losses(done, drawn);
        workers.run(count, (number, worker) -> shards.tape(number).backward());
        workers.run(parameters.size(), (number, worker) -> accumulate(parameters.get(number), count));
        for (int number = 0; number < count; number++) {
            shards.tape(number).reset();
        }
        double total = 0;
        for (double part : losses.values()) {
            total += part;
        }
        return new StepLoss(total, losses);
    }

    /** What a shard's forward pass gives: its representations, and the terms of the loss. */
    record Shard(Variable z, List<LossTerm> terms) {}

    /** Runs a shard forward on its tape. */
    Shard forward(int number, Stage stage, ForwardMode mode, int[] drawn) {
        Batch part = shards.part(number);
        Encoding encoding = encoder.encode(shards.tape(number), part, mode, stage);
        List<LossTerm> terms = new ArrayList<>();
        loss.ofShard(shards.rows(), number, part, encoding.representation(), drawn, shards.size(), terms);
        terms.addAll(encoding.terms());
        return new Shard(encoding.representation(), terms);
    }

    /** The parts of the loss by name; seeds every shard with its gradients. */
    Map<String, Double> losses(Shard[] done, int[] drawn) {
        Map<String, Double> losses = new LinkedHashMap<>();
        List<Variable> representations = new ArrayList<>();
        for (Shard shard : done) {
            representations.add(shard.z());
        }
        loss.ofBatch(shards.rows(), representations, drawn, losses);
        reduceTerms(done, losses);
        return losses;
    }

    /** The sampled items of the batch that was cut and sifted. */
    int[] draw(RandomStream negatives) {
        return loss.draw(shards.rows().targets(), negatives);
    }

    private void catchUp(Batch batch, AdamW optimizer) {
        if (!loss.readsFewRows()) {
            run(optimizer.beginCatchUp(encoder.parameters()));
            return;
        }
        read.clear();
        read.addAll(batch.items());
        read.addAll(batch.targets());
        read.addAll(batch.next());
        run(optimizer.beginCatchUp(encoder.itemEmbedding(), read));
    }

    private void catchUp(int[] drawn, AdamW optimizer) {
        read.clear();
        read.addAll(drawn);
        run(optimizer.beginCatchUp(encoder.itemEmbedding(), read));
    }

    private void run(AdamW.Step work) {
        workers.run(work.slices(), (slice, worker) -> work.run(slice));
    }

    private void accumulate(Parameter parameter, int count) {
        for (int number = 0; number < count; number++) {
            shards.tape(number).accumulateGradient(parameter);
        }
    }

    /**
     * Where the first number that is not finite comes from, in a step that failed. Call it before the parameters move.
     */
    String findAnomaly(Batch batch, Stage stage, long seed, long step) {
        return new AnomalySearch(this, shards).find(batch, stage, seed, step);
    }

    /** Shows the ops of each shard to an observer: for tests that make an op fail. */
    void observe(IntFunction<@Nullable TapeObserver> byShard) {
        observers = byShard;
    }

    @Nullable
    TapeObserver observer(int shard) {
        return observers.apply(shard);
    }

    List<Parameter> parameters() {
        return parameters;
    }

    /** Bytes that the tapes hold. */
    long bytes() {
        return shards.bytes();
    }

    /**
     * Adds the sums and counts of each term over the shards, and starts the backward of each shard with the slope of
     * the loss by the sum.
     */
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
