package org.end4rec.models.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.end4rec.models.data.Batch;
import org.end4rec.models.data.BatchAssembler;
import org.end4rec.models.data.Histories;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.encoder.Stage;
import org.end4rec.models.encoder.end4rec.GuidedTraining;
import org.end4rec.models.evaluation.EvaluationResult;
import org.end4rec.models.evaluation.Evaluator;
import org.end4rec.models.evaluation.RankingProtocol;
import org.end4rec.models.run.RunException;
import org.end4rec.models.run.RunFolder;
import org.end4rec.models.run.TinyRuns;
import org.end4rec.models.training.EncoderScorer;
import org.end4rec.models.training.TrainingListener;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecommenderTest {
    private final Histories histories = TinyRuns.data().histories();

    @TempDir
    private static Path temporary;

    private static Path folder = Path.of("");

    /** Trained in one stage, so that the best parameters are not the fresh ones. */
    @BeforeAll
    static void train() throws IOException {
        folder = temporary.resolve("run");
        RunFolder run = TinyRuns.create(folder, TinyRuns.with("guided=false", "jointLearningRate=0.01"));
        TinyRuns.train(run, 2, stop -> TrainingListener.NONE);
    }

    private Recommender recommender() throws IOException {
        return Recommender.load(folder);
    }

    // values

    @Test
    void bestFirstAsAFullSortOfTheScores() throws IOException {
        Recommender recommender = recommender();
        for (String user : List.of("u1", "u17", "u60")) {
            float[] scores = scores(recommender.historyOf(user));
            List<String> sorted = IntStream.rangeClosed(1, histories.items().size())
                    .boxed()
                    .sorted(Comparator.comparing((Integer item) -> -scores[item]))
                    .map(item -> histories.items().id(item))
                    .toList();
            List<Recommendation> best = recommender.recommend(recommender.historyOf(user), 12);
            assertThat(best).extracting(Recommendation::item).isEqualTo(sorted.subList(0, 12));
            assertThat(best)
                    .allSatisfy(each -> assertThat(each.score())
                            .isEqualTo(scores[histories.items().number(each.item())]));
        }
    }

    @Test
    void seenItemsAreLeftOut() throws IOException {
        Recommender recommender = recommender();
        List<HistoryEvent> history = recommender.historyOf("u5");
        Set<String> seen = new HashSet<>();
        history.forEach(event -> seen.add(event.item()));
        int items = histories.items().size();
        List<Recommendation> all = recommender.answer(history, items, false).items();
        List<Recommendation> unseen = recommender.answer(history, items, true).items();
        assertThat(unseen)
                .hasSize(items - seen.size())
                .isEqualTo(
                        all.stream().filter(each -> !seen.contains(each.item())).toList());
        assertThat(all).extracting(Recommendation::item).containsAll(seen);
    }

    @Test
    void whatTheModelDoesNotKnowIsSkippedAndTold() throws IOException {
        Recommender recommender = recommender();
        List<HistoryEvent> history = List.of(
                new HistoryEvent("i3", "click"),
                new HistoryEvent("i999", "click"),
                new HistoryEvent("i4", "lick"),
                new HistoryEvent("i998", "stare"),
                new HistoryEvent("i999", "buy"),
                new HistoryEvent("i5", "buy"));
        Recommendations answer = recommender.answer(history, 5, false);
        assertThat(answer.used()).isEqualTo(2);
        assertThat(answer.unknownItems()).containsExactly("i999", "i998");
        assertThat(answer.unknownBehaviors()).containsExactly("lick", "stare");
        assertThat(answer.byPopularity()).isFalse();
        assertThat(answer.items())
                .isEqualTo(recommender.recommend(
                        List.of(new HistoryEvent("i3", "click"), new HistoryEvent("i5", "buy")), 5));
    }

    @Test
    void anEmptyHistoryGetsThePopularItems() throws IOException {
        Recommender recommender = recommender();
        int[] counts = RunFolder.open(folder).data().itemCounts();
        List<String> popular = IntStream.range(1, counts.length)
                .boxed()
                .sorted(Comparator.comparing((Integer item) -> -counts[item]))
                .map(item -> histories.items().id(item))
                .toList();
        for (List<HistoryEvent> history :
                List.of(List.<HistoryEvent>of(), List.of(new HistoryEvent("", "click"), new HistoryEvent("i1", "?")))) {
            Recommendations answer = recommender.answer(history, 10, false);
            assertThat(answer.byPopularity()).isTrue();
            assertThat(answer.used()).isZero();
            assertThat(answer.items()).extracting(Recommendation::item).isEqualTo(popular.subList(0, 10));
        }
    }

    @Test
    void explanationsFollowTheHistory() throws IOException {
        Recommender recommender = recommender();
        List<HistoryEvent> history = recommender.historyOf("u9");
        List<Explanation> explanations = recommender.explain(history);
        int from = Math.max(0, history.size() - TinyRuns.CONFIG.length());
        assertThat(explanations)
                .extracting(each -> new HistoryEvent(each.item(), each.behavior()))
                .isEqualTo(history.subList(from, history.size()));
        assertThat(explanations).allSatisfy(each -> {
            assertThat(each.preference()).isBetween(1.0, 2.0);
            double probability = 1 / (1 + StrictMath.exp(each.noiseScore() - each.preference()));
            assertThat(each.keepProbability()).isBetween(probability - 1e-6, probability + 1e-6);
            assertThat(each.kept()).isEqualTo(each.keepProbability() > 0.5);
        });
    }

    @Test
    void usersOfTheLog() throws IOException {
        Recommender recommender = recommender();
        assertThat(recommender.users()).hasSize(60).contains("u1", "u60");
        assertThat(recommender.behaviors()).containsExactlyInAnyOrder("click", "fav", "cart", "buy");
        assertThat(recommender.stage()).isEqualTo("joint");
        assertThat(recommender.knows("u60")).isTrue();
        int user = histories.users().number("u60");
        assertThat(recommender.historyOf("u60"))
                .extracting(HistoryEvent::item)
                .isEqualTo(IntStream.of(histories.items(user))
                        .mapToObj(histories.items()::id)
                        .toList());
    }

    // oracle

    @Test
    void evaluatesAsBeforeSaving() throws IOException {
        Path other = temporary.resolve("other");
        RunFolder run = TinyRuns.create(other, TinyRuns.CONFIG);
        SequenceEncoder before = TinyRuns.train(run, 2, stop -> TrainingListener.NONE);
        EvaluationResult expected = evaluate(run, before, GuidedTraining.JOINT);
        RunFolder opened = RunFolder.open(other);
        SequenceEncoder after = opened.newEncoder();
        Stage stage = opened.loadBest(after);
        EvaluationResult actual = evaluate(opened, after, stage);
        assertThat(actual.ranks()).isEqualTo(expected.ranks());
        assertThat(actual.metrics()).isEqualTo(expected.metrics());
    }

    private static EvaluationResult evaluate(RunFolder run, SequenceEncoder encoder, Stage stage) {
        Histories all = run.data().histories();
        BatchAssembler assembler = new BatchAssembler(all, run.config().length(), false);
        return new Evaluator(all.items().size(), RankingProtocol.FULL, assembler::batch, all::items)
                .evaluate(new EncoderScorer(encoder, stage), run.data().split().test());
    }

    @Test
    void manyThreadsGetTheAnswersOfOne() throws Exception {
        Recommender recommender = recommender();
        List<List<HistoryEvent>> requests = new ArrayList<>();
        for (String user : recommender.users()) {
            requests.add(recommender.historyOf(user));
        }
        List<Recommendations> expected = new ArrayList<>();
        List<List<Explanation>> explained = new ArrayList<>();
        for (List<HistoryEvent> history : requests) {
            expected.add(recommender.answer(history, 7, true));
            explained.add(recommender.explain(history));
        }
        Callable<Integer> client = () -> {
            for (int i = 0; i < 500; i++) {
                int request = i * 7 % requests.size();
                List<HistoryEvent> history = requests.get(request);
                assertThat(recommender.answer(history, 7, true)).isEqualTo(expected.get(request));
                if (i % 10 == 0) {
                    assertThat(recommender.explain(history)).isEqualTo(explained.get(request));
                }
            }
            return 500;
        };
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            int answered = 0;
            for (Future<Integer> done : threads.invokeAll(Collections.nCopies(8, client))) {
                answered += done.get();
            }
            assertThat(answered).isEqualTo(4000);
        } finally {
            threads.shutdown();
        }
    }

    // edges

    @Test
    void aWarmUpChangesNoAnswer() throws IOException {
        Recommender cold = recommender();
        Recommender warm = recommender();
        warm.warmUp();
        for (String user : cold.users()) {
            List<HistoryEvent> history = cold.historyOf(user);
            assertThat(warm.recommend(history, 5)).isEqualTo(cold.recommend(history, 5));
        }
    }

    @Test
    void theNewestEventsAreUsed() throws IOException {
        Recommender recommender = recommender();
        List<HistoryEvent> recent = recommender.historyOf("u2");
        List<HistoryEvent> history = new ArrayList<>(Collections.nCopies(1000, new HistoryEvent("i1", "buy")));
        List<HistoryEvent> newest = new ArrayList<>();
        while (newest.size() < TinyRuns.CONFIG.length()) {
            newest.add(recent.get(newest.size() % recent.size()));
        }
        history.addAll(newest);
        assertThat(recommender.recommend(history, 9)).isEqualTo(recommender.recommend(newest, 9));
    }

    @Test
    void unknownUsersHaveNoHistory() throws IOException {
        Recommender recommender = recommender();
        assertThat(recommender.knows("u61")).isFalse();
        assertThat(recommender.historyOf("u61")).isEmpty();
        assertThat(recommender.explain(List.of())).isEmpty();
    }

    @Test
    void moreThanTheCatalogue() throws IOException {
        List<Recommendation> all = recommender().recommend(recommender().historyOf("u3"), Integer.MAX_VALUE);
        assertThat(all).hasSize(histories.items().size()).doesNotHaveDuplicates();
    }

    // errors

    @Test
    void scoresThatAreNoNumbersAreRefused() throws IOException {
        Path damaged = temporary.resolve("diverged");
        RunFolder run = TinyRuns.create(damaged, TinyRuns.with("guided=false"));
        SequenceEncoder encoder = run.newEncoder();
        encoder.itemEmbedding().value().data()[24 * 7] = Float.NaN;
        run.saveBest(3, GuidedTraining.JOINT, encoder.parameters());
        assertThatThrownBy(() -> Recommender.load(damaged))
                .isInstanceOf(RunException.class)
                .hasMessageContaining("tensor 'item_embedding'")
                .hasMessageContaining("has NaN at index 168");
    }

    @Test
    void topBelowOne() throws IOException {
        Recommender recommender = recommender();
        for (int top : new int[] {0, -1, Integer.MIN_VALUE}) {
            assertThatThrownBy(() -> recommender.recommend(List.of(), top))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Request: top is " + top + "; it must be at least 1");
        }
    }

    @Test
    void aRunWithoutParameters() throws IOException {
        Path untrained = temporary.resolve("untrained");
        TinyRuns.create(untrained, TinyRuns.CONFIG);
        assertThatThrownBy(() -> Recommender.load(untrained))
                .isInstanceOf(RunException.class)
                .hasMessageStartingWith("the run in " + untrained + " has no trained parameters yet");
    }

    /** [V+1] scores of the saved model, straight from the encoder. */
    private float[] scores(List<HistoryEvent> history) throws IOException {
        RunFolder run = RunFolder.open(folder);
        SequenceEncoder encoder = run.newEncoder();
        Stage stage = run.loadBest(encoder);
        int[] items = history.stream()
                .mapToInt(event -> histories.items().number(event.item()))
                .toArray();
        int[] behaviors = history.stream()
                .mapToInt(event -> histories.behaviors().number(event.behavior()))
                .toArray();
        Batch batch = BatchAssembler.ofHistory(items, behaviors, run.config().length());
        float[] scores = new float[histories.items().size() + 1];
        new EncoderScorer(encoder, stage).score(batch, scores);
        return scores;
    }
}
