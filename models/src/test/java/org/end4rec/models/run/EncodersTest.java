package org.end4rec.models.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.recommend.HistoryEvent;
import org.end4rec.models.recommend.Recommender;
import org.end4rec.models.training.EpochReport;
import org.end4rec.models.training.Model;
import org.end4rec.models.training.TrainingListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every model of the configuration goes the whole way: made, trained, saved, loaded, asked. */
class EncodersTest {
    @TempDir
    private Path temporary;

    static List<String> models() {
        return Model.names();
    }

    /** Votes do not change the encoder. */
    static List<String> encoders() {
        return models().stream().filter(model -> !model.endsWith("+v")).toList();
    }

    static List<String> encodersOfOneStage() {
        return encoders().stream().filter(model -> !model.equals("end4rec")).toList();
    }

    @ParameterizedTest
    @MethodSource("models")
    void itsNameIsTheOneAskedFor(String model) {
        RunData data = TinyRuns.data();
        SequenceEncoder encoder = Encoders.create(TinyRuns.with("model=" + model), data);
        String name = model.endsWith("+v") ? model.substring(0, model.length() - 2) : model;
        assertThat(encoder.name()).isEqualTo(name);
        boolean embeds = false;
        for (var parameter : encoder.parameters()) {
            embeds |= parameter.name().equals("behavior_embedding");
        }
        assertThat(embeds).isEqualTo(name.equals("end4rec") || name.endsWith("+b"));
    }

    @ParameterizedTest
    @MethodSource("encoders")
    void theSavedModelAnswersAsTheTrainedOne(String model) throws IOException {
        Path folder = temporary.resolve(model);
        RunFolder run = TinyRuns.create(folder, TinyRuns.with("model=" + model));
        SequenceEncoder trained = TinyRuns.train(run, 2, stop -> TrainingListener.NONE);
        SequenceEncoder loaded = RunFolder.open(folder).newEncoder();
        RunFolder.open(folder).loadBest(loaded);
        assertThat(TinyRuns.hash(loaded.parameters())).isEqualTo(TinyRuns.hash(trained.parameters()));
        Recommender recommender = Recommender.load(folder);
        List<HistoryEvent> history =
                recommender.historyOf(recommender.users().iterator().next());
        assertThat(recommender.recommend(history, 5)).hasSize(5);
    }

    @ParameterizedTest
    @MethodSource("encodersOfOneStage")
    void theThreadsDoNotChangeTheBits(String model) throws IOException {
        List<String> hashes = new ArrayList<>();
        for (int threads = 1; threads <= 2; threads++) {
            RunFolder run = TinyRuns.create(temporary.resolve(model + threads), TinyRuns.with("model=" + model));
            hashes.add(TinyRuns.hash(
                    TinyRuns.train(run, threads, stop -> TrainingListener.NONE).parameters()));
        }
        assertThat(hashes.get(0)).isEqualTo(hashes.get(1));
    }

    @ParameterizedTest
    @MethodSource("encodersOfOneStage")
    void theOnlyStageHasTheEpochsOfAll(String model) throws IOException {
        for (boolean guided : new boolean[] {true, false}) {
            RunFolder run = TinyRuns.create(
                    temporary.resolve(model + guided),
                    TinyRuns.with("model=" + model, "guided=" + guided, "patience=9", "epochExamples=64"));
            List<EpochReport> reports = new ArrayList<>();
            TinyRuns.train(run, 2, stop -> new TrainingListener() {
                @Override
                public void epochDone(EpochReport report) {
                    reports.add(report);
                }
            });
            assertThat(reports).hasSize(guided ? 2 + 1 + 1 + 2 : 2);
            assertThat(reports).extracting(EpochReport::stage).containsOnly("joint");
        }
    }

    @ParameterizedTest
    @MethodSource("encodersOfOneStage")
    void standsInTheTableOfBaselines(String model) throws IOException {
        String base = model.endsWith("+b") ? model.substring(0, model.length() - 2) : model;
        String page = Files.readString(Path.of("..", "docs", "baselines.md"));
        assertThat(page).contains("| `" + base + "` |");
    }

    @Test
    void onlyEnd4RecExplains() throws IOException {
        RunFolder run = TinyRuns.create(temporary.resolve("run"), TinyRuns.with("model=sasrec", "epochExamples=64"));
        TinyRuns.train(run, 2, stop -> TrainingListener.NONE);
        Recommender recommender = Recommender.load(run.path());
        assertThatThrownBy(() -> recommender.explain(List.of()))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("Recommender.explain: the model sasrec does not judge events; only end4rec does");
    }
}
