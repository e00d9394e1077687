package org.end4rec.models.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.end4rec.core.random.RandomStream;
import org.end4rec.core.testing.Figures;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.training.TrainingConfig;
import org.end4rec.models.training.TrainingListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Machines that end while they train, by themselves at a step of writing or killed from outside at a random time. The
 * numbers of both are small by default; {@code -Dend4rec.halts=1 -Dend4rec.kills=200} halts at every step.
 */
class CrashTest {
    /** Of so many steps of writing one halts the machine. */
    private static final int EVERY = Integer.getInteger("end4rec.halts", 9);

    private static final int KILLS = Integer.getInteger("end4rec.kills", 5);

    private static final int SHORTEST_LIFE_MILLIS = 300;
    private static final int LONGEST_LIFE_MILLIS = 2000;

    @TempDir
    private Path temporary;

    @Test
    void haltedAtAnyStepOfWriting() throws IOException, InterruptedException {
        TrainingConfig config = quick("jointEpochs=3");
        CountedSteps counting = new CountedSteps(-1, () -> {});
        RunFolder whole = TinyRuns.create(temporary.resolve("whole"), config).withSteps(counting);
        String expected = TinyRuns.hash(
                TinyRuns.train(whole, 1, stop -> TrainingListener.NONE).parameters());
        List<String> lines = lines(whole.path());
        int halts = 0;
        for (int step = EVERY - 1; step < counting.taken(); step += EVERY) {
            Path folder = temporary.resolve("halted" + step);
            TinyRuns.create(folder, config);
            Child child = new Child(folder, step);
            assertThat(child.await()).as("halted at step %d", step).isEqualTo(Victim.HALTED);
            checkLoads(folder, child.epochsSaved());
            SequenceEncoder encoder = TinyRuns.train(RunFolder.open(folder), 1, stop -> TrainingListener.NONE);
            assertThat(TinyRuns.hash(encoder.parameters()))
                    .as("halted at step %d", step)
                    .isEqualTo(expected);
            assertThat(lines(folder)).as("log, halted at step %d", step).isEqualTo(lines);
            halts++;
        }
        Figures.print(
                "R2",
                "machines halted within the steps of writing",
                "%d of %d loaded and went on to the same bits; the training has %d steps of writing",
                halts,
                halts,
                counting.taken());
        assertThat(halts).isPositive();
    }

    /** The log's lines without the times. */
    private static List<String> lines(Path folder) throws IOException {
        return Files.readString(folder.resolve("epochs.jsonl"))
                .lines()
                .map(line -> line.replaceAll(",\"(validation_)?seconds\":[^,}]*", ""))
                .toList();
    }

    @Test
    void killedAtARandomTime() throws IOException, InterruptedException {
        Path folder = temporary.resolve("killed");
        TinyRuns.create(folder, quick("jointEpochs=100000", "patience=100000"));
        RandomStream lives = RandomStream.of(17, "lives", 0);
        int loaded = 0;
        int epochs = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Child child = new Child(folder, -1);
            int life = SHORTEST_LIFE_MILLIS + lives.below(kill, LONGEST_LIFE_MILLIS - SHORTEST_LIFE_MILLIS);
            assertThat(child.process.waitFor(life, TimeUnit.MILLISECONDS)).isFalse();
            child.process.destroyForcibly();
            child.await();
            int before = epochs;
            epochs = checkLoads(folder, before + child.epochsSaved());
            loaded++;
        }
        Figures.print(
                "R2",
                "machines killed at a random time",
                "%d of %d loaded, %d epochs between them",
                loaded,
                KILLS,
                epochs);
        assertThat(epochs).isPositive();
    }

    /** Opens the run as a user would; an epoch that was reported as saved must be there. Returns the epochs trained. */
    private static int checkLoads(Path folder, int epochsSaved) throws IOException {
        RunFolder run = RunFolder.open(folder);
        SequenceEncoder encoder = run.newEncoder();
        Checkpoint checkpoint = run.loadCheckpoint(encoder, damage -> {
            throw new AssertionError(damage);
        });
        int epochs = checkpoint == null ? 0 : checkpoint.progress().totalEpochs();
        assertThat(epochs).as("epochs in the checkpoint").isBetween(epochsSaved, epochsSaved + 1);
        if (epochs > 0) {
            assertThat(run.loadBest(encoder)).isNotNull();
        }
        try (Stream<Path> files = Files.list(folder)) {
            // at most one that a crash left behind for each file that is written during training
            assertThat(files.filter(file -> file.toString().endsWith(".partial")))
                    .hasSizeLessThanOrEqualTo(4);
        }
        return epochs;
    }

    private static TrainingConfig quick(String... assignments) {
        return TinyRuns.with(Stream.concat(
                        Stream.of(
                                "guided=false",
                                "dim=8",
                                "length=5",
                                "chunks=2",
                                "epochExamples=32",
                                "validationUsers=8"),
                        Stream.of(assignments))
                .toArray(String[]::new));
    }

    /** A virtual machine that trains. */
    private static final class Child {
        private final Path output;
        private final Process process;

        Child(Path folder, int haltAt) throws IOException {
            output = folder.resolveSibling(folder.getFileName() + ".out");
            process = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-Dend4rec.kernels=scalar",
                            "-cp",
                            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                            Victim.class.getName(),
                            folder.toString(),
                            Integer.toString(haltAt)))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
        }

        int await() throws InterruptedException {
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError("the child does not end");
            }
            return process.exitValue();
        }

        int epochsSaved() throws IOException {
            String printed = Files.readString(output);
            assertThat(printed).doesNotContain("Exception");
            return (int) printed.lines().filter("saved"::equals).count();
        }
    }
}
