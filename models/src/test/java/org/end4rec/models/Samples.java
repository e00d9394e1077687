package org.end4rec.models;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.end4rec.autograd.Parameters;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.layers.CausalSelfAttention;
import org.end4rec.autograd.layers.ChunkedDiagonalFusion;
import org.end4rec.autograd.layers.FeedForward;
import org.end4rec.autograd.layers.LayerNormalization;
import org.end4rec.autograd.optim.AdamW;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.end4rec.core.fft.RealFft;
import org.end4rec.core.io.AtomicFile;
import org.end4rec.core.io.SafeTensors;
import org.end4rec.core.kernel.Kernels;
import org.end4rec.core.random.RandomStream;
import org.end4rec.models.counting.GrowingVotes;
import org.end4rec.models.counting.ItemNeighbors;
import org.end4rec.models.counting.MarkovChain;
import org.end4rec.models.counting.NeighborVotes;
import org.end4rec.models.counting.SharedPages;
import org.end4rec.models.data.Batch;
import org.end4rec.models.data.BatchAssembler;
import org.end4rec.models.data.Cleaned;
import org.end4rec.models.data.Cleaning;
import org.end4rec.models.data.EventLog;
import org.end4rec.models.data.EventLogReader;
import org.end4rec.models.data.Histories;
import org.end4rec.models.data.LogPreparation;
import org.end4rec.models.data.NegativeSampler;
import org.end4rec.models.data.PreparedLog;
import org.end4rec.models.data.ProgressListener;
import org.end4rec.models.data.Split;
import org.end4rec.models.data.SplitPlan;
import org.end4rec.models.data.SyntheticShop;
import org.end4rec.models.data.Targets;
import org.end4rec.models.data.TestOverlap;
import org.end4rec.models.data.TestTargets;
import org.end4rec.models.data.TrainingSequences;
import org.end4rec.models.data.Vocabulary;
import org.end4rec.models.description.EvaluationWarning;
import org.end4rec.models.description.LogDescription;
import org.end4rec.models.encoder.AddNormFeedForward;
import org.end4rec.models.encoder.DenoisingEncoder;
import org.end4rec.models.encoder.EncodedHistories;
import org.end4rec.models.encoder.EventDecisions;
import org.end4rec.models.encoder.EventEmbedding;
import org.end4rec.models.encoder.ForwardMode;
import org.end4rec.models.encoder.KeptEvents;
import org.end4rec.models.encoder.MixingStack;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.encoder.end4rec.End4Rec;
import org.end4rec.models.encoder.end4rec.beyond.End4RecVariant;
import org.end4rec.models.encoder.end4rec.beyond.SequenceElimination;
import org.end4rec.models.evaluation.EvaluationResult;
import org.end4rec.models.evaluation.Evaluator;
import org.end4rec.models.evaluation.RankingProtocol;
import org.end4rec.models.page.BarChart;
import org.end4rec.models.page.LineChart;
import org.end4rec.models.parallel.Workers;
import org.end4rec.models.recommend.BatchSettings;
import org.end4rec.models.recommend.ItemSet;
import org.end4rec.models.recommend.ModelHandle;
import org.end4rec.models.recommend.NextItemRanker;
import org.end4rec.models.recommend.Recommender;
import org.end4rec.models.recommend.Request;
import org.end4rec.models.run.Encoders;
import org.end4rec.models.run.Manifest;
import org.end4rec.models.run.QualityChange;
import org.end4rec.models.run.RunData;
import org.end4rec.models.run.RunFolder;
import org.end4rec.models.run.ServingModel;
import org.end4rec.models.run.TinyRuns;
import org.end4rec.models.run.TrainedRun;
import org.end4rec.models.run.TrainingOptions;
import org.end4rec.models.run.TrainingRun;
import org.end4rec.models.run.WarmStart;
import org.end4rec.models.training.Architecture;
import org.end4rec.models.training.EncoderScorer;
import org.end4rec.models.training.Model;
import org.end4rec.models.training.RecommendationLoss;
import org.end4rec.models.training.RunStore;
import org.end4rec.models.training.Trainer;
import org.end4rec.models.training.TrainingConfig;
import org.end4rec.models.training.TrainingListener;
import org.end4rec.models.training.TrainingMemory;
import org.end4rec.models.training.TrainingState;
import org.end4rec.models.training.TrainingStep;
import org.end4rec.models.training.TwoStepScorer;
import org.end4rec.models.training.Validation;
import org.end4rec.models.trial.Measurements;
import org.end4rec.models.trial.SearchSpace;
import org.end4rec.models.trial.TrialStore;
import org.end4rec.models.vectors.VectorTable;
import org.end4rec.models.votes.VoteWeights;
import org.end4rec.models.votes.Votes;

/** An ordinary value of each public type. */
final class Samples {
    private static final int LENGTH = 64;

    private final Map<Class<?>, Object> values = new HashMap<>();
    private final Path folder;

    /** There is no value of a type. */
    static final class NoSample extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoSample(Class<?> type) {
            super(type.getName());
        }
    }

    Samples(Path folder) throws IOException {
        this.folder = folder;
        TrainingConfig config = TinyRuns.with("guided=false", "dim=8", "chunks=2", "jointEpochs=1");
        RunFolder run = TinyRuns.create(folder.resolve("run"), config);
        TinyRuns.train(run, 1, stop -> TrainingListener.NONE);
        RunData data = run.data();
        SequenceEncoder encoder = Encoders.create(config, data);
        Workers workers = new Workers(1);
        EventLog log = new SyntheticShop(new SyntheticShop.Config(60, 70, 10, 0.2, 0.1, 12, 5)).log();
        BatchAssembler assembler = new BatchAssembler(data.histories(), config.length(), false);
        put(int.class, 1);
        put(long.class, 1L);
        put(float.class, 0.5f);
        put(double.class, 0.5);
        put(boolean.class, false);
        put(char.class, 'x');
        put(byte.class, (byte) 1);
        put(String.class, "x");
        put(Object.class, "x");
        put(List.class, List.of());
        put(Collection.class, List.of());
        put(Iterable.class, List.of());
        put(Map.class, Map.of());
        put(Set.class, Set.of());
        put(Class.class, String.class);
        put(Throwable.class, new IOException("x"));
        put(InputStream.class, InputStream.nullInputStream());
        put(OutputStream.class, OutputStream.nullOutputStream());
        put(Instant.class, Instant.EPOCH);
        put(Duration.class, Duration.ofHours(1));
        put(Cleaning.class, Cleaning.NONE);
        put(Cleaned.class, Cleaning.NONE.sampleUsers(0.9).apply(Histories.of(log)));
        put(SyntheticShop.Config.class, new SyntheticShop.Config(60, 70, 10, 0.2, 0.1, 12, 5));
        Parameters layers = new Parameters();
        put(FeedForward.class, new FeedForward(layers, "f", 4, 1));
        put(LayerNormalization.class, new LayerNormalization(layers, "n", 4));
        put(ChunkedDiagonalFusion.class, new ChunkedDiagonalFusion(layers, "c", 4, 2, 1));
        put(CausalSelfAttention.class, new CausalSelfAttention(layers, "a", 4, 2, 1));
        put(
                EvaluationResult.class,
                new Evaluator(70, RankingProtocol.FULL, assembler::batch, data.histories()::items)
                        .evaluate(
                                new EncoderScorer(encoder, encoder.stages().get(0)),
                                data.split().test()));
        put(Kernels.class, Kernels.get());
        put(Shape.class, Shape.of(2, 3));
        put(Tensor.class, Tensor.zeros(Shape.of(2, 3)));
        put(RealFft.class, RealFft.of(8));
        put(RandomStream.class, RandomStream.of(1, "x", 1));
        put(Parameters.class, encoder.parameters());
        put(org.end4rec.autograd.Parameter.class, encoder.itemEmbedding());
        put(AdamW.class, new AdamW(0.1));
        put(EncodedHistories.class, new EncodedHistories(new float[8]));
        put(KeptEvents.class, new KeptEvents(assembler.batch(data.split().test())));
        put(TwoStepScorer.class, new EncoderScorer(encoder, encoder.stages().get(0)));
        put(SequenceEncoder.class, encoder);
        put(DenoisingEncoder.class, encoder);
        Batch judged = assembler.batch(data.split().test());
        float[] each = new float[judged.items().length];
        put(EventDecisions.class, new EventDecisions(judged, each, each, each, each));
        put(SequenceElimination.class, Encoders.create(TinyRuns.with("dim=8", "level=sequence"), data));
        put(End4Rec.class, Encoders.create(TinyRuns.with("dim=8", "level=token"), data));
        for (Architecture model : Architecture.baselines()) {
            SequenceEncoder baseline = Encoders.create(TinyRuns.with("dim=8", "model=" + model), data);
            put(baseline.getClass(), baseline);
        }
        put(Histories.class, data.histories());
        put(Split.class, data.split());
        put(SplitPlan.class, SplitPlan.byTime("click", "80%", SplitPlan.TargetsPerUser.LAST));
        put(RunData.class, data);
        put(RunFolder.class, run);
        put(EventLog.class, log);
        put(Vocabulary.class, log.items());
        put(BatchAssembler.class, assembler);
        put(
                org.end4rec.models.data.Batch.class,
                assembler.batch(data.split().train().subList(0, 3)));
        put(
                TrainingSequences.class,
                new TrainingSequences(data.histories(), data.split(), config.length(), Targets.NEXT, true));
        put(NegativeSampler.class, NegativeSampler.uniform(9));
        put(org.end4rec.models.encoder.Stage.class, encoder.stages().get(0));
        put(ForwardMode.class, ForwardMode.evaluation());
        put(RankingProtocol.class, RankingProtocol.FULL);
        put(Evaluator.class, new Evaluator(70, RankingProtocol.FULL, assembler::batch, data.histories()::items));
        put(Workers.class, workers);
        put(TrainingConfig.class, config);
        put(Model.class, config.model());
        put(End4RecVariant.class, config.variant(70, 4, 1));
        put(End4RecVariant.Builder.class, End4RecVariant.builder(70, 4, 13));
        put(TrainingState.class, new TrainingState(0, 1, 1, 1, 1, -1, 0, false, 0, 0, false));
        put(
                Trainer.class,
                new Trainer(encoder, config, data.histories(), data.split(), workers, run, TrainingListener.NONE));
        put(TrainingMemory.class, data.trainingMemory(config, 1));
        put(Validation.class, new Validation(config, data.histories(), data.split(), 1));
        put(RunStore.class, run);
        put(TrainingStep.class, new TrainingStep(encoder, workers, 10));
        put(RecommendationLoss.class, RecommendationLoss.softmax(encoder.itemEmbedding(), workers));
        put(Votes.class, Votes.NONE);
        put(ServingModel.class, ServingModel.of(run));
        put(Recommender.class, Recommender.load(run.path()));
        put(Request.class, Request.of(List.of()));
        put(BatchSettings.class, BatchSettings.of(Request.of(List.of())));
        put(ItemSet.class, ItemSet.of(List.of("i1")));
        put(ModelHandle.class, ModelHandle.of(Recommender.load(run.path())));
        put(NextItemRanker.class, new NextItemRanker(encoder, encoder.stages().get(0), 5));
        put(NeighborVotes.class, NeighborVotes.of(data.histories(), data.split(), 5, 1));
        put(GrowingVotes.class, GrowingVotes.of(null, data.histories(), data.split()));
        put(SharedPages.class, SharedPages.empty());
        put(VoteWeights.class, new VoteWeights(1, 0.03, 0.9, 1));
        put(ItemNeighbors.class, ItemNeighbors.of(data.histories(), data.split(), 5, 1, 0.9));
        put(MarkovChain.class, MarkovChain.of(data.histories(), data.split(), 2, 1));
        TestTargets tests = testTargets(log);
        put(TestTargets.class, tests);
        put(TestOverlap.class, TestOverlap.of(Histories.of(log), tests, "buy"));
        put(
                EventEmbedding.class,
                new EventEmbedding(
                        new Parameters(),
                        data.histories().items().size(),
                        data.histories().behaviors().size(),
                        config.length(),
                        4,
                        0f,
                        1));
        put(AddNormFeedForward.class, new AddNormFeedForward(new Parameters(), "r", 3, false, 0f, 1));
        put(MixingStack.Sizes.class, new MixingStack.Sizes(1, 3, false, 0f, ""));
        put(
                MixingStack.class,
                new MixingStack<>(new MixingStack.Sizes(1, 3, false, 0f, ""), "s", new Parameters(), 1, name -> name));
        put(MixingStack.Mixing.class, (MixingStack.Mixing<String>) (mixer, signal, queries) -> queries);
        put(TrainingOptions.class, TrainingOptions.of("click").config(config));
        put(TrainedRun.class, TrainedRun.load(run, ProgressListener.NONE));
        put(TrainingRun.class, TrainingRun.inMemory(config, data, 1));
        EventLog later = new SyntheticShop(new SyntheticShop.Config(60, 70, 10, 0.2, 0.1, 12, 6)).log();
        put(WarmStart.class, WarmStart.of(run, Histories.of(later), WarmStart.LogForm.LATER));
        put(QualityChange.class, new QualityChange("full", List.of()));
        put(Measurements.class, Measurements.of(List.of("full"), 1));
        put(SearchSpace.class, SearchSpace.standard());
        put(TrialStore.class, new TrialStore(folder.resolve("trials")));
        put(LogDescription.class, LogDescription.of(Histories.of(log), 0, null, ProgressListener.NONE));
        put(EvaluationWarning.class, new EvaluationWarning("ties", "Ties.", 0.5, "Give finer times."));
        put(BarChart.class, BarChart.linear("x"));
        put(LineChart.class, LineChart.linear("x", "n", String::valueOf));
        put(Manifest.class, Manifest.of("end4rec", "buy", false, "x"));
        put(VectorTable.class, VectorTable.of(log.items().ids().subList(0, 2), new float[][] {{1, 2}, {3, 5}}));
        put(PreparedLog.class, preparedLog());
        put(SafeTensors.class, SafeTensors.read(run.path().resolve("checkpoint.safetensors")));
    }

    private PreparedLog preparedLog() throws IOException {
        Path file = folder.resolve("prepared.csv");
        Files.writeString(file, "user,item,behavior,time\nu,i,click,1\n");
        return new LogPreparation(new EventLogReader())
                .write(List.of(file), folder.resolve("prepared"))
                .log();
    }

    private TestTargets testTargets(EventLog log) throws IOException {
        Path file = folder.resolve("test.tsv");
        Files.writeString(
                file, "user,item\n" + log.users().id(1) + "," + log.items().id(1) + "\n");
        return new EventLogReader().readTestTargets(file, log);
    }

    private void put(Class<?> type, Object value) {
        values.put(type, value);
    }

    boolean has(Class<?> type) {
        return values.containsKey(type);
    }

    Object of(Class<?> type) throws IOException {
        Object known = values.get(type);
        if (known != null) {
            return known;
        }
        if (type == Path.class) {
            return Files.createTempFile(folder, "sample", ".txt");
        }
        if (type == AtomicFile.class) {
            return AtomicFile.at(folder.resolve("atomic"));
        }
        if (type == Tape.class) {
            return Tape.recording();
        }
        if (type == Variable.class) {
            return Tape.recording().input(Tensor.zeros(Shape.of(2, 3)));
        }
        if (type == Variable[].class) {
            Tape tape = Tape.recording();
            return new Variable[] {tape.input(Tensor.zeros(Shape.of(2))), tape.input(Tensor.zeros(Shape.of(2)))};
        }
        if (type.isArray()) {
            return Array.newInstance(type.getComponentType(), LENGTH);
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        if (type.isInterface()) {
            return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                if (method.isDefault()) {
                    return InvocationHandler.invokeDefault(proxy, method, arguments);
                }
                Class<?> returned = method.getReturnType();
                return returned == void.class || returned == boolean.class || !returned.isPrimitive()
                        ? returned == boolean.class ? Boolean.FALSE : null
                        : Array.get(Array.newInstance(returned, 1), 0);
            });
        }
        return constructed(type);
    }

    private Object constructed(Class<?> type) throws IOException {
        for (Constructor<?> constructor : type.getConstructors()) {
            try {
                Object[] arguments = new Object[constructor.getParameterCount()];
                for (int i = 0; i < arguments.length; i++) {
                    arguments[i] = of(constructor.getParameterTypes()[i]);
                }
                return constructor.newInstance(arguments);
            } catch (ReflectiveOperationException e) {
                continue;
            }
        }
        throw new NoSample(type);
    }
}
