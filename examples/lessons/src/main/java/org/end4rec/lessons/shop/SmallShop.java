package org.end4rec.lessons.shop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.end4rec.models.data.Batch;
import org.end4rec.models.data.BatchAssembler;
import org.end4rec.models.data.Example;
import org.end4rec.models.data.Histories;
import org.end4rec.models.data.SyntheticShop;
import org.end4rec.models.evaluation.EvaluationResult;
import org.end4rec.models.evaluation.Evaluator;
import org.end4rec.models.evaluation.RankingProtocol;
import org.end4rec.models.evaluation.Scorer;
import org.end4rec.models.run.RunData;
import org.end4rec.models.run.TrainedModel;
import org.end4rec.models.run.TrainingRun;
import org.end4rec.models.training.ConfigFile;
import org.end4rec.models.training.TrainingConfig;
import org.end4rec.models.training.TrainingListener;

/**
 * A shop of 600 users and 200 items: 20 % of the events are accidental clicks, and 20 % belong to outdated interests.
 * Each user's last purchase is the test, the one before it the validation. A model of it learns in seconds.
 */
public final class SmallShop {
    /** Events per sequence, N. */
    public static final int LENGTH = 24;

    private static final List<String> SETTINGS = List.of(
            "dim=16",
            "layers=1",
            "length=" + LENGTH,
            "chunks=4",
            "batchSize=32",
            "miningEpochs=16",
            "hardEpochs=1",
            "reminingEpochs=4",
            "softEpochs=1",
            "jointEpochs=1",
            "learningRate=0.005",
            "jointLearningRate=0.001",
            "warmupSteps=20",
            "neighbors=0");

    private static final Map<String, Training> TRAINED = new ConcurrentHashMap<>();

    private final long seed;
    private final RunData data;
    private final BatchAssembler assembler;

    /**
     * The end of a stage of training.
     *
     * @param name name of the stage
     * @param ndcg the best NDCG@10 of the validation in this stage
     */
    public record StageEnd(String name, double ndcg) {}

    /**
     * A trained model.
     *
     * @param stages the ends of its stages, in order
     */
    public record Training(TrainedModel model, List<StageEnd> stages) {}

    /** @param seed another seed makes another shop, and other first parameters of the models */
    public SmallShop(long seed) {
        this(seed, true);
    }

    /** @param novel whether a user's other events on an item to predict are hidden; true in the other constructor */
    public SmallShop(long seed, boolean novel) {
        this.seed = seed;
        SyntheticShop shop = new SyntheticShop(new SyntheticShop.Config(600, 200, 10, 0.2, 0.2, 30, seed));
        data = RunData.leaveLastOut(Histories.of(shop.log()), "buy", novel);
        assembler = new BatchAssembler(data.histories(), LENGTH, novel);
    }

    /** Events and examples. */
    public RunData data() {
        return data;
    }

    /** Trains END4Rec; what was trained once in the same shop with the same settings is not trained again. */
    public Training train(String... settings) {
        return TRAINED.computeIfAbsent(
                seed + " " + data.split().novel() + Arrays.toString(settings), key -> trained(settings));
    }

    private Training trained(String... settings) {
        List<String> all = new ArrayList<>(SETTINGS);
        all.add("seed=" + seed);
        all.addAll(Arrays.asList(settings));
        List<StageEnd> stages = new ArrayList<>();
        try (TrainingRun run = TrainingRun.inMemory(ConfigFile.set(TrainingConfig.DEFAULTS, all), data, 1)) {
            TrainingListener listener = new TrainingListener() {
                @Override
                public void stageDone(String stage, int bestEpoch, double bestNdcg) {
                    stages.add(new StageEnd(stage, bestNdcg));
                }
            };
            return new Training((TrainedModel) run.train(listener).orElseThrow().model(), List.copyOf(stages));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The newest events before each example's target, as a model reads them: [B,N]. */
    public Batch batch(List<Example> examples) {
        return assembler.batch(examples);
    }

    /** What each event of {@link #batch} is in truth, [B·N]: the id of its label; empty for padding. */
    public String[] truths(List<Example> examples) {
        Histories histories = data.histories();
        String[] truths = new String[examples.size() * LENGTH];
        Arrays.fill(truths, "");
        for (int row = 0; row < examples.size(); row++) {
            Example example = examples.get(row);
            int place = (row + 1) * LENGTH;
            for (int position = example.end() - 1; position >= 0 && place > row * LENGTH; position--) {
                if (histories.item(example.user(), position) != example.target()) {
                    truths[--place] = histories.labels().id(histories.label(example.user(), position));
                }
            }
        }
        return truths;
    }

    /** Ranks the test purchases with the events as they are. */
    public EvaluationResult evaluate(Scorer scorer, RankingProtocol protocol) {
        return evaluate(scorer, protocol, this::batch);
    }

    /** Ranks the test purchases; {@code events} says which events the model reads. */
    public EvaluationResult evaluate(Scorer scorer, RankingProtocol protocol, Function<List<Example>, Batch> events) {
        return new Evaluator(data.histories().items().size(), protocol, events, data.histories()::items)
                .evaluate(scorer, data.split().test());
    }
}
