package org.end4rec.models.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.end4rec.core.Tensor;
import org.end4rec.core.io.SafeTensors;
import org.end4rec.core.random.RandomStream;
import org.end4rec.core.testing.Figures;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.recommend.Recommender;
import org.end4rec.models.training.TrainingListener;
import org.end4rec.models.votes.VoteWeights;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A finished run one of whose files was changed, lost or exchanged: always one exception that names the file. */
class DamagedRunTest {
    private static final String BEST = "stage-4-joint.safetensors";

    @TempDir
    private static Path shared;

    @TempDir
    private Path temporary;

    private Path folder = Path.of("");

    @BeforeAll
    static void train() throws IOException {
        FinishedRuns.make(shared.resolve("run"));
    }

    @BeforeEach
    void copy() throws IOException {
        folder = FinishedRuns.copy(shared.resolve("run"), temporary.resolve("run"));
    }

    // values

    @Test
    void aWholeRunIsServed() throws IOException {
        assertThat(Recommender.load(folder).users()).hasSize(60);
        assertThat(RunFolder.open(folder).loadModel().stage().name()).isEqualTo("joint");
    }

    // oracle

    /**
     * Cuts, flips, longer files, other texts, folders and links to nowhere in place of each file that serving reads.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "run.json",
                "config.json",
                "vocabulary.json",
                "events.safetensors",
                BEST,
                "votes.json",
                "metrics.json"
            })
    void anyDamageOfAFileIsNamed(String name) throws IOException {
        Path file = folder.resolve(name);
        byte[] whole = Files.readAllBytes(file);
        int tried = 0;
        for (byte[] damaged : damages(whole)) {
            Files.write(file, damaged);
            assertRefused(file, "damage " + tried);
            tried++;
        }
        Files.delete(file);
        assertRefused(file, "missing");
        Files.createDirectory(file);
        assertRefused(file, "a folder");
        Files.delete(file);
        Files.createSymbolicLink(file, temporary.resolve("nowhere"));
        assertRefused(file, "a link to nowhere");
        Figures.print("R3", name + " damaged", "%d of %d refused by name", tried + 3, tried + 3);
    }

    private static List<byte[]> damages(byte[] whole) {
        List<byte[]> damages = new ArrayList<>();
        for (int length : new int[] {0, 1, 7, 8, whole.length / 3, whole.length / 2, whole.length - 1}) {
            damages.add(Arrays.copyOf(whole, length));
        }
        RandomStream random = RandomStream.of(7, "flips", whole.length);
        for (int i = 0; i < 60; i++) {
            byte[] flipped = whole.clone();
            int at = i < 30 ? random.below(2 * i, Math.min(whole.length, 300)) : random.below(2 * i, whole.length);
            flipped[at] ^= (byte) (1 + random.below(2 * i + 1, 255));
            damages.add(flipped);
        }
        damages.add(Arrays.copyOf(whole, whole.length + 1));
        byte[] longer = Arrays.copyOf(whole, whole.length + 1);
        longer[whole.length] = ' ';
        damages.add(longer);
        for (String text : List.of(
                "{}",
                "[]",
                "null",
                "{\"format\":1e400,\"users\":[1e999],\"dim\":1e99}",
                "{\"format\":2,\"model\":\"end4rec\",\"target\":\"click\",\"sha256\":[],\"bytes\":7,\"stages\":{}}",
                "{\"format\":-1}",
                "[".repeat(5000))) {
            damages.add(text.getBytes(StandardCharsets.UTF_8));
        }
        return damages;
    }

    private void assertRefused(Path file, String how) {
        assertThatThrownBy(() -> Recommender.load(folder))
                .as("%s: %s", file, how)
                .isInstanceOf(RunException.class)
                .hasMessageContaining(String.valueOf(file.getFileName()))
                .hasMessageContaining(folder.toString());
    }

    /** What only training reads. */
    @ParameterizedTest
    @ValueSource(strings = {"checkpoint.safetensors", "epochs.jsonl"})
    void damageOfAFileThatTrainingReads(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.deleteIfExists(folder.resolve("checkpoint-previous.safetensors"));
        byte[] whole = Files.readAllBytes(file);
        whole[whole.length / 2] ^= (byte) 0x80;
        Files.write(file, whole);
        RunFolder run = RunFolder.open(folder);
        SequenceEncoder encoder = run.newEncoder();
        String before = TinyRuns.hash(encoder.parameters());
        assertThatThrownBy(() -> run.loadCheckpoint(encoder, damage -> {}))
                .isInstanceOf(RunException.class)
                .hasMessageContaining(file.toString());
        assertThat(TinyRuns.hash(encoder.parameters())).isEqualTo(before);
    }

    // edges

    /** The damaged text is one that the end of a training writes. */
    @ParameterizedTest
    @ValueSource(strings = {"votes.json", "metrics.json"})
    void resumingWritesADamagedTextAgain(String name) throws IOException {
        Files.writeString(folder.resolve(name), "{}");
        RunFolder run = RunFolder.open(folder);
        try (RunLock lock = run.lock()) {
            assertThat(lock.isHeld()).isTrue();
            TinyRuns.train(run, 1, stop -> TrainingListener.NONE);
            run.saveVotes(new VoteWeights(0.5, 0.1, 0.9, 5));
            assertThat(run.loadModel().votes().weights()).isNotNull();
            run.saveMetrics(Map.of("HR@10", 0.25));
        }
        for (String each : List.of("votes.json", "metrics.json", "run.json")) {
            assertThat(folder.resolve(each))
                    .hasSameBinaryContentAs(shared.resolve("run").resolve(each));
        }
        assertThat(Recommender.load(folder)).isNotNull();
    }

    @Test
    void aLinkToAFileOfTheRunIsFollowed() throws IOException {
        Path elsewhere = temporary.resolve("elsewhere");
        Files.move(folder.resolve(BEST), elsewhere);
        Files.createSymbolicLink(folder.resolve(BEST), elsewhere);
        assertThat(Recommender.load(folder)).isNotNull();
    }

    // errors

    @Test
    void theLastStageWasDeleted() throws IOException {
        Files.delete(folder.resolve(BEST));
        String message = "there is no file " + folder.resolve(BEST) + ", but " + folder.resolve("run.json")
                + " names it: the file was deleted. Restore it from a copy, or train again in another folder";
        assertThatThrownBy(() -> Recommender.load(folder))
                .isInstanceOf(RunException.class)
                .hasMessage(message);
        RunFolder run = RunFolder.open(folder);
        assertThatThrownBy(() -> run.bestOf(3, run.newEncoder())).hasMessage(message);
    }

    @Test
    void aStageUnderTheNameOfAnother() throws IOException {
        Files.copy(
                folder.resolve("stage-1-mining.safetensors"),
                folder.resolve(BEST),
                StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> Recommender.load(folder))
                .isInstanceOf(RunException.class)
                .hasMessage(folder.resolve(BEST) + " has the parameters of stage mining; expected stage joint. The file"
                        + " was renamed or changed: restore it from a copy");
    }

    @Test
    void filesOfARunWithAnotherSeed() throws IOException {
        Path other = FinishedRuns.make(
                temporary.resolve("other"),
                TinyRuns.with(
                        "miningEpochs=1",
                        "hardEpochs=0",
                        "softEpochs=0",
                        "jointEpochs=1",
                        "dim=8",
                        "chunks=2",
                        "neighbors=9",
                        "seed=12"));
        for (String name : List.of(BEST, "checkpoint.safetensors")) {
            Files.copy(other.resolve(name), folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        Files.delete(folder.resolve("checkpoint-previous.safetensors"));
        String end = " belongs to another run, which was trained with another config.json or other data."
                + " Restore it from a copy, or move it away";
        assertThatThrownBy(() -> Recommender.load(folder))
                .isInstanceOf(RunException.class)
                .hasMessage(folder.resolve(BEST) + end);
        RunFolder run = RunFolder.open(folder);
        assertThatThrownBy(() -> run.loadCheckpoint(run.newEncoder(), damage -> {}))
                .isInstanceOf(RunException.class)
                .hasMessage(folder.resolve("checkpoint.safetensors") + end);
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void weightsThatAreNoNumbers(float value) throws IOException {
        Path file = folder.resolve(BEST);
        SafeTensors saved = SafeTensors.read(file);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (String name : saved.names()) {
            tensors.put(name, saved.tensor(name));
        }
        saved.tensor("item_embedding").data()[17] = value;
        SafeTensors.write(file, tensors, saved.metadata());
        assertThatThrownBy(() -> Recommender.load(folder))
                .isInstanceOf(RunException.class)
                .hasMessage(file + ": tensor 'item_embedding' of shape [71,8] has " + value
                        + " at index 17; expected finite numbers. Restore the file from a copy");
    }

    @Test
    void aFileWithoutItsChecksum() throws IOException {
        Path file = folder.resolve(BEST);
        FinishedRuns.rewrite(file, Map.of(SafeTensors.CHECKSUM, ""));
        assertThatThrownBy(() -> Recommender.load(folder))
                .isInstanceOf(RunException.class)
                .hasMessage(file + " lacks its checksum, which every training writes. It was changed: restore it from a"
                        + " copy");
    }

    @Test
    void theCheckpointsWereDeleted() throws IOException {
        Files.delete(folder.resolve("checkpoint.safetensors"));
        Files.delete(folder.resolve("checkpoint-previous.safetensors"));
        RunFolder run = RunFolder.open(folder);
        assertThatThrownBy(() -> run.loadCheckpoint(run.newEncoder(), damage -> {}))
                .isInstanceOf(RunException.class)
                .hasMessage("there is no file " + folder.resolve("checkpoint.safetensors")
                        + ", but the run has trained 2 epochs: the file was deleted. Restore it from a copy, or train"
                        + " again in another folder");
        assertThat(Recommender.load(folder)).as("serving needs none").isNotNull();
    }

    @Test
    void votesThatWereDeleted() throws IOException {
        Files.delete(folder.resolve("votes.json"));
        assertThatThrownBy(() -> Recommender.load(folder))
                .isInstanceOf(RunException.class)
                .hasMessage("there is no file " + folder.resolve("votes.json") + ", but "
                        + folder.resolve("run.json")
                        + " has its SHA-256: the file was deleted. Restore it from a copy; 'train --resume' makes it"
                        + " again");
    }

    @Test
    void votesOfNobody() throws IOException {
        RunFolder run = TinyRuns.create(temporary.resolve("new"), FinishedRuns.CONFIG);
        TinyRuns.train(run, 1, stop -> TrainingListener.NONE);
        Path file = Files.copy(folder.resolve("votes.json"), run.path().resolve("votes.json"));
        assertThatThrownBy(run::loadModel)
                .isInstanceOf(RunException.class)
                .hasMessageStartingWith(file + " has the SHA-256 ")
                .hasMessageContaining(
                        "; expected no such file, as " + run.path().resolve("run.json") + " says");
    }

    @Test
    void aManifestWithoutAChecksum() throws IOException {
        ManifestFile.create(folder, ManifestFile.read(folder).manifest(), List.of("config.json"));
        assertThatThrownBy(() -> RunFolder.open(folder))
                .isInstanceOf(RunException.class)
                .hasMessage(
                        folder.resolve("run.json") + " has no SHA-256 of vocabulary.json. The file is damaged or was"
                                + " changed: restore it from a copy");
    }

    @Test
    void aManifestThatCallsItselfOlder() throws IOException {
        Path file = folder.resolve("run.json");
        Files.writeString(file, Files.readString(file).replace("\"format\" : 2", "\"format\" : 1"));
        assertThatThrownBy(() -> RunFolder.open(folder))
                .isInstanceOf(RunException.class)
                .hasMessageStartingWith(file + " has the SHA-256 ");
    }
}
