package org.end4rec.models.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.end4rec.models.counting.CountingModels;
import org.end4rec.models.data.Batch;
import org.end4rec.models.data.BatchAssembler;
import org.end4rec.models.data.EventLog;
import org.end4rec.models.data.Histories;
import org.end4rec.models.evaluation.RankingProtocol;
import org.end4rec.models.evaluation.Scorer;
import org.end4rec.models.run.RunData;
import org.end4rec.models.run.RunFolder;
import org.end4rec.models.run.TinyRuns;
import org.end4rec.models.run.TrainedRun;
import org.end4rec.models.run.TrainingOptions;
import org.end4rec.models.run.TrainingRun;
import org.end4rec.models.training.ConfigFile;
import org.end4rec.models.training.TrainingConfig;
import org.end4rec.models.training.TrainingListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A count-based baseline is trained, kept, loaded and asked as an encoder is. */
class CountedRunTest {
    private static final int LENGTH = 7;

    private final EventLog log = TinyRuns.log();

    @TempDir
    private Path folder;

    private static TrainingOptions options(String settings, boolean novel) {
        List<String> assignments = new ArrayList<>(List.of(settings.split(" ")));
        assignments.add("length=" + LENGTH);
        TrainingConfig config = ConfigFile.set(TrainingConfig.DEFAULTS, assignments);
        return TrainingOptions.of("click").novel(novel).keepCopies(true).config(config);
    }

    private static Map<String, Double> settings(String model) {
        return switch (model) {
            case "markov" -> Map.of("window", 5.0, "smoothing", 2.5);
            case "itemknn" -> Map.of("neighbors", 9.0, "shrinkage", 3.5, "recency", 0.7);
            default -> Map.of();
        };
    }

    /** The naive answer: scores of all items, the seen ones left out, sorted. */
    private static List<String> best(Scorer scorer, Histories histories, int user, boolean excludeSeen) {
        int items = histories.items().size();
        Batch batch = BatchAssembler.ofHistory(histories.items(user), histories.behaviors(user), LENGTH);
        float[] scores = new float[items + 1];
        scorer.score(batch, scores);
        List<Integer> seen =
                IntStream.of(histories.items(user)).boxed().distinct().toList();
        return IntStream.rangeClosed(1, items)
                .boxed()
                .filter(item -> !excludeSeen || !seen.contains(item))
                .sorted(Comparator.comparing((Integer item) -> -scores[item]).thenComparing(item -> item))
                .limit(12)
                .map(item -> histories.items().id(item) + " " + scores[item])
                .toList();
    }

    private static List<String> answer(Recommender recommender, String user) {
        return recommender.recommend(recommender.historyOf(user), 12).stream()
                .map(each -> each.item() + " " + (float) each.score())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "popularity, model=popularity, false",
        "markov, model=markov window=5 smoothing=2.5, false",
        "markov, model=markov window=5 smoothing=2.5, true",
        "itemknn, model=itemknn neighbors=9 shrinkage=3.5 recency=0.7, false",
        "itemknn, model=itemknn neighbors=9 shrinkage=3.5 recency=0.7, true"
    })
    void aRunGivesTheAnswersOfTheCounts(String model, String settings, boolean novel) throws IOException {
        TrainingOptions options = options(settings, novel);
        TrainedRun trained;
        try (TrainingRun run = TrainingRun.create(folder.resolve("run"), log, options)) {
            trained = run.train(TrainingListener.NONE).orElseThrow();
        }
        RunData data = trained.data();
        Scorer scorer = CountingModels.create(model, settings(model), data.histories(), data.split());
        int[] ranks = trained.evaluator(RankingProtocol.FULL)
                .evaluate(scorer, data.split().test())
                .ranks();
        assertThat(trained.evaluate(RankingProtocol.FULL).ranks()).isEqualTo(ranks);
        Recommender inMemory = Recommender.of(trained);
        Recommender loaded = Recommender.load(folder.resolve("run"));
        for (int user = 1; user <= data.histories().users().size(); user += 7) {
            String id = data.histories().users().id(user);
            List<String> expected = best(scorer, data.histories(), user, novel);
            assertThat(answer(inMemory, id)).isEqualTo(expected);
            assertThat(answer(loaded, id)).isEqualTo(expected);
        }
        assertThat(loaded.stage()).isEqualTo("counting");
        assertThat(Files.exists(folder.resolve("run/neighbors.safetensors"))).isEqualTo(model.equals("itemknn"));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() ->
                        loaded.explain(loaded.historyOf(data.histories().users().id(1))))
                .withMessage("Recommender.explain: the model " + model + " does not judge events; only end4rec does");
        assertThat(loaded.judgesAsTrained()).isFalse();
    }

    /** Top is larger than the catalogue, which is a limit of the memory of a block too. */
    @Test
    void everybodyGetsTheAnswersOfOneAtATime() throws Exception {
        Recommender recommender;
        try (TrainingRun run = TrainingRun.inMemory(log, options("model=itemknn neighbors=9", true))) {
            recommender = Recommender.of(run.train(TrainingListener.NONE).orElseThrow());
        }
        BatchSettings settings = BatchSettings.of(Request.of(List.of()).top(Integer.MAX_VALUE));
        Map<String, List<Recommendation>> all = new HashMap<>();
        recommender.recommendAll(
                recommender.userHistories(), settings, (user, answer) -> all.put(user, answer.items()));
        assertThat(all).hasSize(log.users().size());
        all.forEach(
                (user, items) -> assertThat(items).isEqualTo(recommender.recommend(recommender.historyOf(user), 70)));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> recommender.similarItems(log.items().id(1), 5))
                .withMessage("Recommender: the model itemknn counts events and has no vectors");
    }

    @Test
    void whoWantsSeenItemsOfANovelRunAsksForThem() throws IOException {
        Recommender recommender;
        TrainedRun trained;
        try (TrainingRun run = TrainingRun.inMemory(log, options("model=popularity", true))) {
            trained = run.train(TrainingListener.NONE).orElseThrow();
            recommender = Recommender.of(trained);
        }
        Histories histories = trained.data().histories();
        List<HistoryEvent> history = recommender.historyOf(histories.users().id(1));
        Request request = Request.of(history).top(70);
        List<String> seen = history.stream().map(HistoryEvent::item).distinct().toList();
        assertThat(recommender.recommend(request).items())
                .hasSize(histories.items().size() - seen.size())
                .noneMatch(each -> seen.contains(each.item()));
        assertThat(recommender.recommend(request.excludeSeen(false)).items())
                .hasSize(histories.items().size());
    }

    @Test
    void neighborsThatAreMissingAreCountedAgainAndAStoppedTrainingLeavesARunThatCanBeLoaded() throws IOException {
        TrainingOptions options = options("model=itemknn neighbors=9", false);
        Path run = folder.resolve("run");
        try (TrainingRun training = TrainingRun.create(run, log, options)) {
            training.stop();
            assertThat(training.train(TrainingListener.NONE)).isEmpty();
        }
        assertThat(run.resolve("neighbors.safetensors")).doesNotExist();
        List<String> counted = answer(Recommender.load(run), log.users().id(3));
        try (TrainingRun training = TrainingRun.resume(run)) {
            assertThat(training.train(TrainingListener.NONE)).isPresent();
        }
        assertThat(run.resolve("neighbors.safetensors")).exists();
        assertThat(answer(Recommender.load(run), log.users().id(3))).isEqualTo(counted);
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> RunFolder.open(run).loadModel())
                .withMessage("Architecture.create: itemknn is counted, it has no encoder");
    }
}
