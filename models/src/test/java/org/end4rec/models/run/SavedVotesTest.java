package org.end4rec.models.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.end4rec.models.counting.NeighborVotes;
import org.end4rec.models.data.BatchAssembler;
import org.end4rec.models.data.Histories;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.encoder.end4rec.GuidedTraining;
import org.end4rec.models.evaluation.EvaluationResult;
import org.end4rec.models.evaluation.Evaluator;
import org.end4rec.models.evaluation.RankingProtocol;
import org.end4rec.models.recommend.HistoryEvent;
import org.end4rec.models.recommend.Recommendation;
import org.end4rec.models.recommend.Recommender;
import org.end4rec.models.training.TrainingConfig;
import org.end4rec.models.training.TrainingListener;
import org.end4rec.models.votes.VoteWeights;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What votes are worth, in the folder of a run. */
class SavedVotesTest {
    private static final TrainingConfig CONFIG =
            TinyRuns.with("guided=false", "jointEpochs=1", "dim=8", "chunks=2", "neighbors=9");
    private static final VoteWeights WEIGHTS = new VoteWeights(0.5, 0.1, 0.95, 5);

    @TempDir
    private Path temporary;

    private Path folder = Path.of("");

    @BeforeEach
    void chooseFolder() {
        folder = temporary.resolve("run");
    }

    /** A run whose best parameters are fresh ones. */
    private RunFolder untrained(TrainingConfig config) throws IOException {
        RunFolder run = TinyRuns.create(folder, config);
        run.saveBest(3, GuidedTraining.JOINT, run.newEncoder().parameters());
        return run;
    }

    // values

    @Test
    void whatIsSavedIsLoaded() throws IOException {
        untrained(CONFIG).saveVotes(WEIGHTS);
        TrainedModel model = RunFolder.open(folder).loadModel();
        assertThat(model.stage()).isEqualTo(GuidedTraining.JOINT);
        assertThat(model.votes().weights()).isEqualTo(WEIGHTS);
        assertThat(Objects.requireNonNull(model.votes().neighbors()).items()).isEqualTo(70);
        RunFolder.open(folder).saveVotes(new VoteWeights(0, 1, 1, 0));
        assertThat(RunFolder.open(folder).loadModel().votes().weights()).isEqualTo(new VoteWeights(0, 1, 1, 0));
    }

    @Test
    void theLoadedModelDoesAsTheTrainedOne() throws IOException {
        RunFolder run = TinyRuns.create(folder, CONFIG);
        SequenceEncoder encoder = TinyRuns.train(run, 2, stop -> TrainingListener.NONE);
        TrainedModel trained = VoteTraining.search(
                CONFIG, run.data(), encoder, GuidedTraining.JOINT, 2, TrainingListener.NONE, () -> false);
        VoteWeights weights = Objects.requireNonNull(trained.votes().weights());
        assertThat(weights.weight()).isPositive();
        run.saveVotes(weights);
        RunFolder opened = RunFolder.open(folder);
        TrainedModel loaded = opened.loadModel();
        EvaluationResult expected = evaluate(run, trained);
        EvaluationResult actual = evaluate(opened, loaded);
        assertThat(actual.ranks()).isEqualTo(expected.ranks());
        assertThat(actual.metrics()).isEqualTo(expected.metrics());
        assertThat(actual.ranks())
                .isNotEqualTo(evaluate(run, new TrainedModel(encoder, GuidedTraining.JOINT))
                        .ranks());
    }

    private static EvaluationResult evaluate(RunFolder run, TrainedModel model) {
        Histories all = run.data().histories();
        BatchAssembler assembler = new BatchAssembler(all, run.config().length(), false);
        return new Evaluator(all.items().size(), RankingProtocol.FULL, assembler::batch, all::items)
                .evaluate(model.scorer(), run.data().split().test());
    }

    @Test
    void recommendationsAreTheBestOfTheScores() throws IOException {
        RunFolder run = untrained(CONFIG);
        run.saveVotes(WEIGHTS);
        Recommender recommender = Recommender.load(folder);
        Histories all = run.data().histories();
        int items = all.items().size();
        for (String user : List.of("u1", "u17", "u60")) {
            List<HistoryEvent> history = recommender.historyOf(user);
            int[] seen = history.stream()
                    .mapToInt(event -> all.items().number(event.item()))
                    .toArray();
            int[] behaviors = history.stream()
                    .mapToInt(event -> all.behaviors().number(event.behavior()))
                    .toArray();
            float[] scores = new float[items + 1];
            run.loadModel()
                    .scorer()
                    .score(
                            BatchAssembler.ofHistory(
                                    seen, behaviors, run.config().length()),
                            scores);
            List<Recommendation> expected = IntStream.rangeClosed(1, items)
                    .mapToObj(item -> new Recommendation(all.items().id(item), scores[item]))
                    .sorted((a, b) -> Double.compare(b.score(), a.score()))
                    .limit(12)
                    .toList();
            assertThat(recommender.recommend(history, 12)).isEqualTo(expected);
        }
    }

    private static float[] votes(TrainedModel model) {
        NeighborVotes votes = Objects.requireNonNull(model.votes().neighbors());
        float[] counted = new float[71];
        int[] items = IntStream.rangeClosed(1, 13).map(i -> 5 * i).toArray();
        votes.count(BatchAssembler.ofHistory(items, new int[13], 13), 0, null, 0.9f, counted, new int[70]);
        return counted;
    }

    @Test
    void neighborsAreReadWithTheBitsThatWereCounted() throws IOException {
        RunFolder run = untrained(CONFIG);
        run.saveVotes(WEIGHTS);
        float[] counted = votes(run.loadModel());
        RunData data = run.data();
        run.saveNeighbors(NeighborVotes.of(data.histories(), data.split(), 9, 5));
        assertThat(votes(RunFolder.open(folder).loadModel())).isEqualTo(counted);
        // what is saved is taken: here no item votes
        run.saveNeighbors(NeighborVotes.of(data.histories(), data.split(), 9, List.of(5.0), new BitSet(), item -> {})
                .get(0));
        assertThat(votes(RunFolder.open(folder).loadModel())).containsOnly(0f);
    }

    @Test
    void neighborsOfOtherSettingsAreCountedAgain() throws IOException {
        RunFolder run = untrained(CONFIG);
        run.saveVotes(WEIGHTS);
        float[] counted = votes(run.loadModel());
        RunData data = run.data();
        run.saveNeighbors(NeighborVotes.of(data.histories(), data.split(), 9, 1));
        assertThat(votes(run.loadModel())).isEqualTo(counted);
        run.saveNeighbors(NeighborVotes.of(data.histories(), data.split(), 2, 5));
        assertThat(votes(run.loadModel())).isEqualTo(counted);
    }

    // edges

    @Test
    void votesThatAreWorthNothingAreNotCounted() throws IOException {
        RunFolder run = untrained(CONFIG);
        run.saveVotes(new VoteWeights(0, 0.03, 0.9, 1));
        assertThat(run.loadModel().votes().neighbors()).isNull();
    }

    @Test
    void aRunWithoutAShrinkageHasTheOldOne() throws IOException {
        RunFolder run = untrained(CONFIG);
        run.saveText("votes.json", "{\"weight\": 0.5, \"scale\": 0.1, \"recency\": 0.95}");
        TrainedModel older = RunFolder.open(folder).loadModel();
        assertThat(older.votes().weights()).isEqualTo(new VoteWeights(0.5, 0.1, 0.95, 1));
        int[] expected = evaluate(run, older).ranks();
        run.saveVotes(new VoteWeights(0.5, 0.1, 0.95, 1));
        assertThat(evaluate(run, RunFolder.open(folder).loadModel()).ranks()).isEqualTo(expected);
        run.saveVotes(new VoteWeights(0.5, 0.1, 0.95, 50));
        assertThat(evaluate(run, RunFolder.open(folder).loadModel()).ranks()).isNotEqualTo(expected);
    }

    @Test
    void noVotesBeforeTheyAreSaved() throws IOException {
        TrainedModel model = untrained(CONFIG).loadModel();
        assertThat(model.votes().neighbors()).isNull();
        assertThat(model.votes().weights()).isNull();
    }

    @Test
    void noVotesWhereTheConfigurationAsksForNone() throws IOException {
        RunFolder run = untrained(TinyRuns.with("guided=false", "neighbors=0"));
        run.saveVotes(WEIGHTS);
        assertThat(run.loadModel().votes().neighbors()).isNull();
        assertThat(run.loadModel().votes().weights()).isNull();
    }

    // errors

    @Test
    void neighborsThatAreDamagedOrOfOtherEventsAreRefused() throws IOException {
        RunFolder run = untrained(CONFIG);
        run.saveVotes(WEIGHTS);
        RunData data = run.data();
        NeighborVotes votes = NeighborVotes.of(data.histories(), data.split(), 9, 5);
        run.saveNeighbors(votes);
        Path file = folder.resolve("neighbors.safetensors");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);
        assertThatThrownBy(run::loadModel)
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("SHA-256");
        votes.write(file, "others");
        assertThatThrownBy(run::loadModel)
                .isInstanceOf(RunException.class)
                .hasMessage(
                        file + " does not fit the run: the neighbors were counted from other events; delete the file,"
                                + " then the neighbors are counted again");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[1]",
                "null",
                "{}",
                "{\"weight\": 1, \"scale\": 1}",
                "{\"weight\": -1, \"scale\": 1, \"recency\": 1}",
                "{\"weight\": \"1\", \"scale\": 1, \"recency\": 1}",
                "{\"weight\": 1e308, \"scale\": 1, \"recency\": 1}",
                "{\"weight\": 1, \"scale\": 1e-308, \"recency\": 1}",
                "{\"weight\": 1, \"scale\": 1, \"recency\": 1, \"shrinkage\": 1e308}",
                "{\"weight\": \"much\", \"scale\": 1, \"recency\": 1}",
                "{\"weight\": 1, \"scale\": {}, \"recency\": 1}",
                "{\"weight\": 1, \"scale\": 1, \"recency\": 1, \"shrinkage\": -1}",
                "{\"weight\": 1, \"scale\": 1, \"recency\": 1, \"shrinkage\": null}"
            })
    void aFileThatWasChanged(String text) throws IOException {
        RunFolder run = untrained(CONFIG);
        Path file = folder.resolve("votes.json");
        run.saveText("votes.json", text);
        assertThatThrownBy(run::loadModel).isInstanceOf(RunException.class).hasMessageContaining(file.toString());
    }

    @Test
    void namesTheNumberOutOfRange() throws IOException {
        RunFolder run = untrained(CONFIG);
        Path file = folder.resolve("votes.json");
        run.saveText("votes.json", "{\"weight\": 1, \"scale\": 0.5, \"recency\": 1.5}");
        assertThatThrownBy(run::loadModel)
                .hasMessage(file
                        + ": VoteWeights: recency is 1.5; it must be above 0 and at most 1; 'train --resume'"
                        + " searches the votes again");
    }
}
