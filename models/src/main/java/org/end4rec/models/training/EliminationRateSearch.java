package org.end4rec.models.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.end4rec.core.random.RandomStream;
import org.end4rec.models.data.Batch;
import org.end4rec.models.data.BatchAssembler;
import org.end4rec.models.data.Batches;
import org.end4rec.models.data.Example;
import org.end4rec.models.encoder.EliminationThreshold;
import org.end4rec.models.parallel.Workers;

/**
 * The share of events that an encoder eliminates, measured on a sample of histories. Training ranks events by how well
 * they fit, but the validation chooses how many are removed: {@link #search} from scratch, {@link #follow} as training
 * continues. If keeping all events is tried, it wins unless another share is clearly better: a share that validates
 * best by chance would remove events that the test needs. The share is stored in the threshold only, so a resumed run
 * measures the same.
 */
final class EliminationRateSearch {
    private static final double STEP = 0.05;
    private static final double MOST = 0.6;

    /** Histories of a sample. */
    private static final int SAMPLE = 2000;

    private static final int SAMPLE_BATCH = 64;

    /** The number of shares that are tried from scratch. */
    static final int TRIED = (int) Math.round(MOST / STEP) + 1;

    /** Compares validations. */
    interface Judge<R> {
        /** The metric to maximize. */
        double figure(R validation);

        /** Whether it is better beyond chance. */
        boolean isClearlyBetter(R better, R other);
    }

    private final EliminationThreshold threshold;
    private final List<Batch> sample;
    private final Workers workers;

    /** @param sample of the histories, at least one event */
    EliminationRateSearch(EliminationThreshold threshold, List<Batch> sample, Workers workers) {
        this.threshold = Objects.requireNonNull(threshold, "threshold");
        this.sample = List.copyOf(sample);
        this.workers = Objects.requireNonNull(workers, "workers");
    }

    /** The share among a sample of the examples' histories. */
    static EliminationRateSearch of(
            EliminationThreshold threshold,
            List<Example> examples,
            BatchAssembler assembler,
            long seed,
            Workers workers) {
        List<Example> drawn = Batches.sample(examples, SAMPLE, RandomStream.of(seed, "eliminated share", 0));
        List<Batch> cut = new ArrayList<>();
        for (int from = 0; from < drawn.size(); from += SAMPLE_BATCH) {
            cut.add(assembler.batch(drawn.subList(from, Math.min(from + SAMPLE_BATCH, drawn.size()))));
        }
        return new EliminationRateSearch(threshold, cut, workers);
    }

    /** The current share. */
    double measure() {
        int eliminated = 0;
        float[] margins = margins();
        for (float margin : margins) {
            eliminated += margin > 0 ? 0 : 1;
        }
        return (double) eliminated / margins.length;
    }

    /**
     * Tries shares from none to three fifths, and sets the one that validates best; of two equal ones the smaller.
     *
     * @return its validation
     */
    <R> R search(Supplier<R> validation, Judge<R> judge) {
        double[] shares = new double[TRIED];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = i * STEP;
        }
        return choose(shares, validation, judge);
    }

    /**
     * Tries the given share, a little less and a little more, and sets the one that validates best.
     *
     * @return its validation
     */
    <R> R follow(double share, Supplier<R> validation, Judge<R> judge) {
        double[] around = {share, Math.max(0, share - STEP), Math.min(MOST, share + STEP)};
        return choose(Arrays.stream(around).distinct().toArray(), validation, judge);
    }

    private <R> R choose(double[] shares, Supplier<R> validation, Judge<R> judge) {
        float[] margins = margins();
        Arrays.sort(margins);
        R none = null;
        R bestResult = null;
        float best = 0;
        float raised = 0;
        for (double share : shares) {
            float target = -line(margins, share);
            threshold.raiseMargins(target - raised);
            raised = target;
            R found = validation.get();
            if (share == 0) {
                none = found;
            }
            if (bestResult == null || judge.figure(found) > judge.figure(bestResult)) {
                bestResult = found;
                best = target;
            }
        }
        if (none != null && bestResult != none && !judge.isClearlyBetter(Objects.requireNonNull(bestResult), none)) {
            bestResult = none;
            best = -line(margins, 0);
        }
        threshold.raiseMargins(best - raised);
        return Objects.requireNonNull(bestResult);
    }

    /**
     * A margin such that this share of all margins lies at or below it, in the middle of the gap to the next margin.
     */
    private static float line(float[] sorted, double share) {
        int count = (int) Math.round(share * sorted.length);
        if (count == 0) {
            return sorted[0] - 1;
        }
        return count == sorted.length ? sorted[count - 1] : (sorted[count - 1] + sorted[count]) / 2;
    }

    private float[] margins() {
        float[][] found = new float[sample.size()][];
        workers.run(sample.size(), (number, worker) -> found[number] = threshold.margins(sample.get(number)));
        int events = 0;
        for (float[] of : found) {
            events += of.length;
        }
        float[] all = new float[events];
        int at = 0;
        for (float[] of : found) {
            System.arraycopy(of, 0, all, at, of.length);
            at += of.length;
        }
        return all;
    }
}
