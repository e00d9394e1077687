package org.end4rec.models.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.end4rec.core.testing.Figures;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.parallel.Workers;
import org.end4rec.models.training.EpochReport;
import org.end4rec.models.training.Trainer;
import org.end4rec.models.training.TrainingConfig;
import org.end4rec.models.training.TrainingException;
import org.end4rec.models.training.TrainingListener;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that was stopped and gone on with ends in the same bits as one that never stopped. */
class ResumeTest {
    private static final int EPOCHS = 6;

    @TempDir
    private static Path shared;

    @TempDir
    private Path temporary;

    private static String expected = "";
    private static List<String> expectedLines = List.of();

    @BeforeAll
    static void trainWithoutStopping() throws IOException {
        RunFolder run = TinyRuns.create(shared.resolve("whole"), TinyRuns.CONFIG);
        expected = TinyRuns.hash(
                TinyRuns.train(run, 1, stop -> TrainingListener.NONE).parameters());
        expectedLines = lines(run);
        assertThat(expectedLines).hasSize(EPOCHS);
    }

    @Test
    void stoppedAfterEveryEpoch() throws IOException {
        Path folder = temporary.resolve("run");
        TinyRuns.create(folder, TinyRuns.CONFIG);
        for (int epoch = 1; epoch <= EPOCHS; epoch++) {
            RunFolder run = RunFolder.open(folder);
            TinyRuns.train(run, 1 + epoch % 2, stop -> new TrainingListener() {
                @Override
                public void epochDone(EpochReport report) {
                    stop.run();
                }
            });
            assertThat(lines(run)).isEqualTo(expectedLines.subList(0, epoch));
        }
        RunFolder run = RunFolder.open(folder);
        SequenceEncoder encoder = TinyRuns.train(run, 2, stop -> TrainingListener.NONE);
        assertThat(TinyRuns.hash(encoder.parameters())).isEqualTo(expected);
        assertThat(lines(run)).isEqualTo(expectedLines);
        assertThat(files(folder, ".safetensors")).isEqualTo(files(shared.resolve("whole"), ".safetensors"));
        Figures.print(
                "R1",
                "stopped after each of 6 epochs in four stages",
                "weights, optimizer and log bit-identical to never stopped");
    }

    @ParameterizedTest
    @CsvSource({"sampled_softmax, 0", "sampled_softmax, 0.01", "bpr, 0"})
    void aSampledLoss(String loss, String weightDecay) throws IOException {
        TrainingConfig config = TinyRuns.with(
                "loss=" + loss,
                "negatives=5",
                "weightDecay=" + weightDecay,
                "guided=false",
                "jointEpochs=3",
                "epochExamples=64",
                "batchSize=16");
        stoppedAfterEachOf(2, config, 3);
    }

    /** Mining by every position, stopped within it on another number of threads, then after it. */
    @Test
    void causalMining() throws IOException {
        stoppedAfterEachOf(3, TinyRuns.with("mixing=causal"), EPOCHS);
    }

    /**
     * Stopped before, within and after the stage whose sequences are sifted; with the softmax, and with rows that lag.
     */
    @ParameterizedTest
    @ValueSource(strings = {"softmax", "sampled_softmax"})
    void siftedSequences(String loss) throws IOException {
        stoppedAfterEachOf(
                5, TinyRuns.with("level=sequence", "reminingEpochs=2", "negatives=5", "loss=" + loss), EPOCHS + 2);
    }

    /** Stopped before and after each learning rate: epochs that are best, waited for, and the first of a lower rate. */
    @Test
    void learningRatesThatFall() throws IOException {
        TrainingConfig config =
                TinyRuns.with("guided=false", "jointEpochs=40", "jointLearningRate=0.01", "patience=1", "rateDecays=2");
        RunFolder tried = TinyRuns.create(temporary.resolve("tried"), config);
        TinyRuns.train(tried, 1, stop -> TrainingListener.NONE);
        int epochs = lines(tried).size();
        assertThat(epochs).isBetween(4, 39);
        stoppedAfterEachOf(epochs - 1, config, epochs);
    }

    /** Stops a run after each of its first epochs and compares its end with that of a run that never stopped. */
    private void stoppedAfterEachOf(int stops, TrainingConfig config, int epochs) throws IOException {
        RunFolder whole = TinyRuns.create(temporary.resolve("whole"), config);
        String end = TinyRuns.hash(
                TinyRuns.train(whole, 1, stop -> TrainingListener.NONE).parameters());
        RunFolder run = TinyRuns.create(temporary.resolve("run"), config);
        for (int epoch = 1; epoch <= stops; epoch++) {
            TinyRuns.train(run, 2, stop -> new TrainingListener() {
                @Override
                public void epochDone(EpochReport report) {
                    stop.run();
                }
            });
        }
        assertThat(TinyRuns.hash(
                        TinyRuns.train(run, 1, stop -> TrainingListener.NONE).parameters()))
                .isEqualTo(end);
        assertThat(lines(run)).isEqualTo(lines(whole)).hasSize(epochs);
        assertThat(files(run.path(), ".safetensors")).isEqualTo(files(whole.path(), ".safetensors"));
    }

    /** Without the parameters of its best epoch a run would end with others, and say nothing. */
    @Test
    void withoutTheBestParameters() throws IOException {
        RunFolder run = TinyRuns.create(temporary.resolve("run"), TinyRuns.CONFIG);
        TinyRuns.train(run, 1, stop -> new TrainingListener() {
            @Override
            public void epochDone(EpochReport report) {
                stop.run();
            }
        });
        SequenceEncoder encoder = run.newEncoder();
        Checkpoint checkpoint = Objects.requireNonNull(run.loadCheckpoint(encoder, damage -> {}));
        try (Workers workers = new Workers(1)) {
            Trainer trainer = new Trainer(
                    encoder,
                    run.config(),
                    run.data().histories(),
                    run.data().split(),
                    workers,
                    run,
                    TrainingListener.NONE);
            assertThatThrownBy(() -> trainer.resume(checkpoint.progress(), checkpoint.optimizer(), Map.of()))
                    .isInstanceOf(TrainingException.class)
                    .hasMessage(
                            "the checkpoint says that stage mining was best after epoch 1, but the parameters of that"
                                    + " epoch are missing; restore the file of the stage from a copy, or start another"
                                    + " run");
        }
    }

    @Test
    void stoppedWithinAnEpoch() throws IOException {
        Path folder = temporary.resolve("run");
        RunFolder run = TinyRuns.create(folder, TinyRuns.CONFIG);
        List<Map<String, String>> atEpoch = new ArrayList<>();
        TinyRuns.train(run, 2, stop -> new TrainingListener() {
            @Override
            public void epochDone(EpochReport report) {
                atEpoch.add(files(folder, ""));
            }

            @Override
            public void stepDone(double loss) {
                if (atEpoch.size() == 3) {
                    stop.run();
                }
            }
        });
        assertThat(atEpoch).hasSize(3);
        // what is new is the start of the next stage, which the manifest names
        Map<String, String> others = new LinkedHashMap<>(atEpoch.get(2));
        others.remove("run.json");
        assertThat(files(folder, ""))
                .containsAllEntriesOf(others)
                .containsKey("stage-3-soft.safetensors")
                .hasSize(atEpoch.get(2).size() + 1);
        SequenceEncoder encoder = TinyRuns.train(RunFolder.open(folder), 1, stop -> TrainingListener.NONE);
        assertThat(TinyRuns.hash(encoder.parameters())).isEqualTo(expected);
        assertThat(lines(run)).isEqualTo(expectedLines);
        Figures.print("R1", "stopped in the middle of an epoch", "weights and log bit-identical to never stopped");
    }

    @Test
    void theLastCheckpointIsDamaged() throws IOException {
        Path folder = temporary.resolve("run");
        RunFolder run = TinyRuns.create(folder, TinyRuns.CONFIG);
        List<String> epochs = new ArrayList<>();
        TinyRuns.train(run, 1, stop -> new TrainingListener() {
            @Override
            public void epochDone(EpochReport report) {
                epochs.add(report.stage());
                if (epochs.size() == 4) {
                    stop.run();
                }
            }
        });
        Path last = folder.resolve("checkpoint.safetensors");
        byte[] bytes = Files.readAllBytes(last);
        bytes[bytes.length / 2] ^= 1;
        Files.write(last, bytes);
        SequenceEncoder encoder = TinyRuns.train(RunFolder.open(folder), 1, stop -> TrainingListener.NONE);
        assertThat(TinyRuns.hash(encoder.parameters())).isEqualTo(expected);
        assertThat(lines(run)).isEqualTo(expectedLines);
        assertThat(files(folder, ".safetensors")).isEqualTo(files(shared.resolve("whole"), ".safetensors"));
        Figures.print(
                "R3",
                "the last checkpoint damaged by one bit",
                "gone on with from the one before to the same weights, log and files");
    }

    @Test
    void aFinishedRunStaysAsItIs() throws IOException {
        Path folder = shared.resolve("whole");
        Map<String, String> before = files(folder, "");
        List<String> epochs = new ArrayList<>();
        SequenceEncoder encoder = TinyRuns.train(RunFolder.open(folder), 1, stop -> new TrainingListener() {
            @Override
            public void epochStarted(String stage, int epoch, int mostEpochs, int steps) {
                epochs.add(stage);
            }
        });
        assertThat(epochs).isEmpty();
        assertThat(files(folder, "")).isEqualTo(before);
        assertThat(TinyRuns.hash(encoder.parameters())).isEqualTo(expected);
    }

    /** The log's lines without the times, which differ from run to run. */
    private static List<String> lines(RunFolder run) throws IOException {
        return Files.readString(run.path().resolve("epochs.jsonl"))
                .lines()
                .map(line -> line.replaceAll(",\"(validation_)?seconds\":[^,}]*", ""))
                .toList();
    }

    private static Map<String, String> files(Path folder, String suffix) {
        try (Stream<Path> files = Files.list(folder)) {
            Map<String, String> contents = new LinkedHashMap<>();
            for (Path file : files.sorted().toList()) {
                if (file.toString().endsWith(suffix)) {
                    contents.put(String.valueOf(file.getFileName()), TinyRuns.hash(Files.readAllBytes(file)));
                }
            }
            return contents;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
