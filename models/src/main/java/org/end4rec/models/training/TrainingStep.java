package org.end4rec.models.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.core.random.RandomStream;
import org.end4rec.models.data.Batch;
import org.end4rec.models.encoder.Encoding;
import org.end4rec.models.encoder.Pass;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.encoder.Stage;
import org.end4rec.models.encoder.Term;
import org.jspecify.annotations.Nullable;

/**
 * Loss and gradients of one batch. The batch is cut into shards of a fixed size; each runs forward on a tape of its own,
 * then the catalogue's softmax is cut by items, then each shard runs backward, and gradients are added in shard order:
 * the bits do not depend on the number of threads. Not thread-safe.
 */
public final class TrainingStep {
    private final SequenceEncoder encoder;
    private final Workers workers;
    private final int shardSize;
    private final @Nullable SampledLoss sampled;
    private final CatalogueSoftmax softmax;
    private final List<Tape> tapes = new ArrayList<>();

    /** @param sampled the recommendation loss, or null for the softmax over the whole catalogue */
    public TrainingStep(SequenceEncoder encoder, Workers workers, int shardSize, @Nullable SampledLoss sampled) {
        this.encoder = encoder;
        this.workers = workers;
        this.shardSize = shardSize;
        this.sampled = sampled;
        this.softmax = new CatalogueSoftmax(encoder.itemEmbedding(), workers);
    }

    /** As {@link #run(Batch, Stage, RandomStream, IntFunction)} with keyed randomness. */
    public StepLoss run(Batch batch, Stage stage, long seed, long step) {
        return run(batch, stage, RandomStream.of(seed, "negatives", step), shard -> Pass.training(seed, step, shard));
    }

    /** Computes the loss and adds its gradients to the trainable parameters. */
    StepLoss run(Batch batch, Stage stage, RandomStream negatives, IntFunction<Pass> passes) {
        int shards = (batch.size() + shardSize - 1) / shardSize;
        while (tapes.size() < shards) {
            tapes.add(Tape.recording());
        }
        Shard[] done = new Shard[shards];
        workers.run(shards, (number, worker) -> {
            int from = number * shardSize;
            Batch part = batch.slice(from, Math.min(from + shardSize, batch.size()));
            done[number] = forward(tapes.get(number), part, stage, passes.apply(number), negatives, from);
        });
        Map<String, Double> parts = new LinkedHashMap<>();
        if (sampled == null) {
            parts.put("recommend", catalogueLoss(done, batch));
        }
        reduceTerms(done, parts);
        workers.run(shards, (number, worker) -> tapes.get(number).backward());
        for (int number = 0; number < shards; number++) {
            tapes.get(number).accumulateGradients();
            tapes.get(number).reset();
        }
        double total = 0;
        for (double part : parts.values()) {
            total += part;
        }
        return new StepLoss(total, parts);
    }

    private record Shard(int from, int size, Variable z, List<Term> terms) {}

    private Shard forward(Tape tape, Batch part, Stage stage, Pass pass, RandomStream negatives, int from) {
        Encoding encoding = encoder.encode(tape, part, pass, stage);
        List<Term> terms = new ArrayList<>();
        if (sampled != null) {
            terms.add(sampled.term(encoding.representation(), part.targets(), negatives, from));
        }
        terms.addAll(encoding.terms());
        return new Shard(from, part.size(), encoding.representation(), terms);
    }

    private double catalogueLoss(Shard[] shards, Batch batch) {
        int d = encoder.itemEmbedding().shape().dim(1);
        float[] z = new float[batch.size() * d];
        for (Shard shard : shards) {
            System.arraycopy(shard.z().value(), 0, z, shard.from() * d, shard.size() * d);
        }
        float[] dz = new float[z.length];
        double loss = softmax.loss(z, batch.targets(), dz);
        for (Shard shard : shards) {
            if (shard.z().requiresGradient()) {
                System.arraycopy(dz, shard.from() * d, shard.z().gradient(), 0, shard.size() * d);
            }
        }
        return loss;
    }

    /** Adds each term's sums and counts over the shards, and seeds every shard with the loss's slope by its sum. */
    private static void reduceTerms(Shard[] shards, Map<String, Double> parts) {
        Map<String, List<Term>> byName = new LinkedHashMap<>();
        for (Shard shard : shards) {
            for (Term term : shard.terms()) {
                byName.computeIfAbsent(term.name(), name -> new ArrayList<>()).add(term);
            }
        }
        byName.forEach((name, terms) -> parts.put(name, reduce(terms)));
    }

    private static double reduce(List<Term> terms) {
        double sum = 0;
        double count = 0;
        for (Term term : terms) {
            sum += term.sum().scalar();
            count += term.count();
        }
        Term.Reduction reduction = terms.get(0).reduction();
        for (Term term : terms) {
            if (term.sum().requiresGradient()) {
                term.sum().gradient()[0] += (float) reduction.slope(sum, count);
            }
        }
        return reduction.value(sum, count);
    }
}
