package org.end4rec.models.trial;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.end4rec.autograd.Parameter;
import org.end4rec.models.counting.CountingModels;
import org.end4rec.models.data.BatchAssembler;
import org.end4rec.models.data.Example;
import org.end4rec.models.data.Histories;
import org.end4rec.models.data.ProgressListener;
import org.end4rec.models.data.Split;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.evaluation.EvaluationResult;
import org.end4rec.models.evaluation.Evaluator;
import org.end4rec.models.evaluation.RankingProtocol;
import org.end4rec.models.evaluation.Scorer;
import org.end4rec.models.run.TrainedModel;
import org.end4rec.models.run.TrainedRun;
import org.end4rec.models.run.TrainingRun;
import org.end4rec.models.training.ConfigFile;
import org.end4rec.models.training.EpochReport;
import org.end4rec.models.training.TrainingConfig;
import org.end4rec.models.training.TrainingException;
import org.end4rec.models.training.TrainingListener;
import org.jspecify.annotations.Nullable;

/**
 * Runs trials on one set of data: trains, measures and stores each, unless the store has it. Every protocol and probe
 * reads the same trained model. Not thread-safe, but for {@link #stop}.
 */
public final class TrialRunner {
    private final ExperimentData data;
    private final Measurements measurements;
    private final TrialStore store;
    private final int threads;
    private final TrialPlan plan;
    private final ExperimentListener listener;
    private volatile boolean stopRequested;
    private volatile @Nullable TrainingRun training;

    /**
     * @param threads threads to use; they do not change a figure
     * @param plan counts the trials, which may be those of several runners
     * @throws IllegalArgumentException if a protocol can rank none of the test examples
     */
    public TrialRunner(
            ExperimentData data,
            Measurements measurements,
            TrialStore store,
            int threads,
            TrialPlan plan,
            ExperimentListener listener) {
        if (threads < 1) {
            throw new IllegalArgumentException("TrialRunner: threads is " + threads + "; it must be at least 1");
        }
        this.data = Objects.requireNonNull(data, "data");
        this.measurements = Objects.requireNonNull(measurements, "measurements");
        this.store = Objects.requireNonNull(store, "store");
        this.threads = threads;
        this.plan = Objects.requireNonNull(plan, "plan");
        this.listener = Objects.requireNonNull(listener, "listener");
        checkProtocols();
    }

    /** Checks the protocols before the first trial, which may take hours. */
    private void checkProtocols() {
        measurements.protocols().forEach(this::examples);
    }

    /** The test examples that a protocol ranks, the same for every trial. */
    public List<Example> examples(String protocol) {
        Histories histories = data.data().histories();
        return RankingProtocol.parse(protocol, measurements.seed())
                .rankable(histories.items().size(), data.data().split().test(), histories::items);
    }

    /** The data. */
    public ExperimentData data() {
        return data;
    }

    /** What is measured. */
    public Measurements measurements() {
        return measurements;
    }

    /** The count of trials. */
    public TrialPlan plan() {
        return plan;
    }

    /** Ranks of a finished trial, in the order of the {@link #examples} that the protocol ranks. */
    public int[] ranks(FinishedTrial trial, String protocol) throws IOException {
        return store.ranks(trial.key(), protocol);
    }

    /** Asks {@link #run} to end after the step under way; from any thread. Finished trials stay. */
    public void stop() {
        stopRequested = true;
        TrainingRun running = training;
        if (running != null) {
            running.stop();
        }
    }

    /**
     * Runs a trial, or finds it in the store.
     *
     * @throws StoppedException if it was asked to stop
     */
    public FinishedTrial run(Trial trial) throws IOException {
        String key = trial.key(data, measurements);
        TrialResult stored = store.find(key);
        FinishedTrial finished;
        if (stored != null) {
            finished = new FinishedTrial(trial, key, stored, true);
        } else {
            listener.trialStarted(trial, plan);
            Map<String, int[]> ranks = new LinkedHashMap<>();
            TrialResult result = measure(trial, ranks);
            store.save(key, result, ranks);
            finished = new FinishedTrial(trial, key, result, false);
        }
        plan.done(finished);
        listener.trialDone(finished, plan);
        return finished;
    }

    /** Runs a trial whose training may fail, for example with a learning rate that is too large; null if it fails. */
    public @Nullable FinishedTrial tryOut(Trial trial) throws IOException {
        try {
            return run(trial);
        } catch (TrainingException e) {
            plan.failed(trial);
            listener.trialFailed(trial, String.valueOf(e.getMessage()), plan);
            return null;
        }
    }

    private TrialResult measure(Trial trial, Map<String, int[]> ranks) throws IOException {
        long started = System.nanoTime();
        Histories histories = data.data().histories();
        Split split = data.data().split();
        Curve curve = new Curve(listener.training());
        SequenceEncoder encoder = null;
        Scorer scorer;
        if (Trial.isCounting(trial.model())) {
            scorer = CountingModels.create(trial.model(), trial.counting(), histories, split);
        } else {
            TrainedModel trained = train(trial.config(), curve);
            encoder = trained.encoder();
            scorer = trained.scorer();
        }
        checkNotStopped();
        double validation = evaluate(scorer, trial, RankingProtocol.validation(split.novel()), split.validation())
                .metric("NDCG@" + Measurements.MAIN_CUTOFF);
        Map<String, Map<String, Double>> metrics = new LinkedHashMap<>();
        for (String name : measurements.protocols()) {
            checkNotStopped();
            RankingProtocol protocol = RankingProtocol.parse(name, measurements.seed());
            EvaluationResult evaluated = evaluate(scorer, trial, protocol, split.test());
            metrics.put(name, evaluated.metrics());
            ranks.put(name, evaluated.ranks());
        }
        Map<String, Double> answers = new LinkedHashMap<>();
        for (Probe probe : measurements.probes()) {
            checkNotStopped();
            answers.putAll(probe.measure(scorer, encoder, trial.config().length(), data));
        }
        return new TrialResult(
                trial.model(),
                settings(trial),
                data.name(),
                validation,
                metrics,
                answers,
                encoder == null ? 0 : parameters(encoder),
                curve.epochs.size(),
                curve.steps,
                curve.secondsPerStep(),
                curve.stepBytes,
                (System.nanoTime() - started) * 1e-9,
                curve.epochs);
    }

    private TrainedModel train(TrainingConfig config, Curve curve) throws IOException {
        try (TrainingRun run = TrainingRun.inMemory(config, data.data(), threads)) {
            training = run;
            checkNotStopped();
            TrainedRun trained = run.train(curve).orElseThrow(StoppedException::new);
            curve.stepBytes = run.stepBytes();
            return (TrainedModel) trained.model();
        } finally {
            training = null;
        }
    }

    private EvaluationResult evaluate(Scorer scorer, Trial trial, RankingProtocol protocol, List<Example> examples) {
        TrainingListener watcher = listener.training();
        ProgressListener progress =
                (done, total) -> watcher.working("ranking examples, " + protocol.name(), done, total);
        return evaluator(data, trial.config().length(), protocol)
                .withCutoffs(measurements.cutoffs())
                .withThreads(threads)
                .evaluate(scorer, examples, progress);
    }

    static Evaluator evaluator(ExperimentData data, int length, RankingProtocol protocol) {
        Histories histories = data.data().histories();
        BatchAssembler assembler =
                new BatchAssembler(histories, length, data.data().split().novel());
        return new Evaluator(histories.items().size(), protocol, assembler::batch, histories::items);
    }

    private void checkNotStopped() {
        if (stopRequested) {
            throw new StoppedException();
        }
    }

    private static Map<String, String> settings(Trial trial) {
        Map<String, String> settings = new LinkedHashMap<>();
        if (Trial.isCounting(trial.model())) {
            trial.counting().keySet().stream()
                    .sorted()
                    .forEach(key ->
                            settings.put(key, String.valueOf(trial.counting().get(key))));
        } else {
            settings.putAll(ConfigFile.textsOfEncoder(trial.config()));
        }
        return settings;
    }

    private static long parameters(SequenceEncoder encoder) {
        long sum = 0;
        for (Parameter parameter : encoder.parameters()) {
            sum += parameter.shape().size();
        }
        return sum;
    }

    /** Notes what training shows, and passes it on. */
    private static final class Curve implements TrainingListener {
        private final TrainingListener next;
        private final List<TrialResult.Epoch> epochs = new ArrayList<>();
        private String stage = "";
        private long steps;
        private long stepBytes;
        private double[] times = new double[256];
        private int timed;
        private long last;

        Curve(TrainingListener next) {
            this.next = next;
        }

        /** The median of the last stage, which has every part of the model: the first steps of a program are slow. */
        double secondsPerStep() {
            double[] sorted = Arrays.copyOf(times, timed);
            Arrays.sort(sorted);
            return timed == 0 ? 0 : sorted[timed / 2];
        }

        @Override
        public void trainingStarted(Map<String, Integer> mostEpochs) {
            next.trainingStarted(mostEpochs);
        }

        @Override
        public void epochStarted(String name, int epoch, int mostEpochs, int stepsOfEpoch) {
            if (!stage.equals(name)) {
                timed = 0;
            }
            stage = name;
            last = System.nanoTime();
            next.epochStarted(name, epoch, mostEpochs, stepsOfEpoch);
        }

        @Override
        public void stepDone(double loss) {
            steps++;
            if (timed == times.length) {
                times = Arrays.copyOf(times, 2 * timed);
            }
            long now = System.nanoTime();
            times[timed++] = (now - last) * 1e-9;
            next.stepDone(loss);
            last = System.nanoTime();
        }

        @Override
        public void epochDone(EpochReport report) {
            epochs.add(new TrialResult.Epoch(
                    report.stage(),
                    report.loss(),
                    report.validation().getOrDefault("NDCG@10", Double.NaN),
                    report.validation().getOrDefault("HR@10", Double.NaN),
                    report.seconds()));
            next.epochDone(report);
        }

        @Override
        public void stageDone(String name, int bestEpoch, double bestNdcg) {
            next.stageDone(name, bestEpoch, bestNdcg);
        }

        @Override
        public void working(String what, long done, long total) {
            next.working(what, done, total);
        }

        @Override
        public void warning(String message) {
            next.warning(message);
        }

        @Override
        public void saveFailed(String message) {
            next.saveFailed(message);
        }
    }
}
