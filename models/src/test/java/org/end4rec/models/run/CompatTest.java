package org.end4rec.models.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.end4rec.core.testing.Figures;
import org.end4rec.models.data.BatchAssembler;
import org.end4rec.models.data.EventLogReader;
import org.end4rec.models.data.Histories;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.encoder.Stage;
import org.end4rec.models.evaluation.EvaluationResult;
import org.end4rec.models.evaluation.Evaluator;
import org.end4rec.models.evaluation.RankingProtocol;
import org.end4rec.models.recommend.Recommendation;
import org.end4rec.models.recommend.Recommender;
import org.end4rec.models.training.EncoderScorer;
import org.end4rec.models.training.TrainingListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs that earlier versions wrote load and answer as they did, for ever. For each version there is a folder with a
 * log, the run that the command line of that version made of it, and the answers of then.
 */
class CompatTest {
    private static final Path ALL = Path.of("src", "test", "resources", "compat");

    @TempDir
    private Path temporary;

    static List<Path> versions() throws IOException {
        try (Stream<Path> folders = Files.list(ALL)) {
            return folders.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void answersAreThoseOfThen(Path version) throws IOException {
        assertThat(answers(Recommender.load(version.resolve("run"))))
                .isEqualTo(Files.readAllLines(version.resolve("answers.txt")));
    }

    @ParameterizedTest
    @MethodSource("versions")
    void evaluationGivesTheFiguresOfThen(Path version) throws IOException {
        RunFolder run = RunFolder.open(version.resolve("run"));
        SequenceEncoder encoder = run.newEncoder();
        Stage stage = run.loadBest(encoder);
        Histories histories = run.data().histories();
        BatchAssembler assembler = new BatchAssembler(
                histories, run.config().length(), run.data().split().novel());
        EvaluationResult result = new Evaluator(
                        histories.items().size(), RankingProtocol.FULL, assembler::batch, histories::items)
                .evaluate(new EncoderScorer(encoder, stage), run.data().split().test());
        JsonNode then = new ObjectMapper()
                .readTree(version.resolve("run").resolve("metrics.json").toFile());
        result.metrics()
                .forEach((name, value) ->
                        assertThat(then.path(name).asDouble()).as(name).isEqualTo(value));
        Figures.print(
                "M3",
                "evaluation of the run of version " + version.getFileName() + " against the figures written then",
                "%d of %d metrics identical",
                result.metrics().size(),
                result.metrics().size());
    }

    @ParameterizedTest
    @MethodSource("versions")
    void trainingResumes(Path version) throws IOException {
        Path copy = Files.createDirectory(temporary.resolve("run"));
        try (Stream<Path> files = Files.list(version.resolve("run"))) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(String.valueOf(file.getFileName())));
            }
        }
        RunFolder run = RunFolder.open(copy);
        Checkpoint checkpoint = run.loadCheckpoint(run.newEncoder(), damage -> {
            throw new AssertionError(damage);
        });
        assertThat(checkpoint).isNotNull();
        TinyRuns.train(run, 1, stop -> TrainingListener.NONE);
        Figures.print(
                "R5",
                "run of version " + version.getFileName(),
                "loads, answers as then, its checkpoint is gone on from");
    }

    @ParameterizedTest
    @MethodSource("versions")
    void theLogIsReadAsThen(Path version) throws IOException {
        Histories read = Histories.of(new EventLogReader().read(version.resolve("shop.tsv.gz")));
        Histories saved = RunFolder.open(version.resolve("run")).data().histories();
        assertThat(read.users().ids()).isEqualTo(saved.users().ids());
        assertThat(read.items().ids()).isEqualTo(saved.items().ids());
        assertThat(read.itemColumn()).isEqualTo(saved.itemColumn());
        assertThat(read.behaviorColumn()).isEqualTo(saved.behaviorColumn());
    }

    /** A release is not made without a run of its own. */
    @Test
    void thisVersionIsAmongThem() throws IOException {
        assertThat(versions()).contains(ALL.resolve(Manifest.VERSION));
    }

    /** A line for each user of the log: the five best items and the bits of their scores. */
    static List<String> answers(Recommender recommender) {
        List<String> lines = new ArrayList<>();
        for (String user : recommender.users()) {
            StringBuilder line = new StringBuilder(user);
            for (Recommendation best : recommender.recommend(recommender.historyOf(user), 5)) {
                line.append(' ')
                        .append(best.item())
                        .append('=')
                        .append(HexFormat.of().toHexDigits(Double.doubleToRawLongBits(best.score())));
            }
            lines.add(line.toString());
        }
        return lines;
    }

    /** Writes the answers of a run into the folder of its version: once, when the version is released. */
    public static void main(String[] arguments) throws IOException {
        Path version = Path.of(arguments[0]);
        Files.write(version.resolve("answers.txt"), answers(Recommender.load(version.resolve("run"))));
    }
}
