package org.end4rec.models.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.end4rec.autograd.optim.AdamW;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.end4rec.core.io.Checksum;
import org.end4rec.core.io.SafeTensors;
import org.end4rec.core.testing.Figures;
import org.end4rec.models.data.EventLogBuilder;
import org.end4rec.models.data.Histories;
import org.end4rec.models.data.Split;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.encoder.end4rec.GuidedTraining;
import org.end4rec.models.training.TrainingConfig;
import org.end4rec.models.training.TrainingListener;
import org.end4rec.models.training.TrainingState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunFolderTest {
    private static final TrainingConfig CONFIG = TinyRuns.with("hardEpochs=0", "softEpochs=0", "jointEpochs=1");

    @TempDir
    private Path temporary;

    private Path folder = Path.of("");

    @BeforeEach
    void chooseFolder() {
        folder = temporary.resolve("deep").resolve("run");
    }

    // values

    @Test
    void whatIsCreatedIsOpened() throws IOException {
        RunData data = oddData();
        Manifest manifest = Manifest.of("end4rec", "buy \"now\"", true, "a log, \"quoted\"");
        RunFolder.create(folder, manifest, CONFIG, data);
        RunFolder opened = RunFolder.open(folder);
        assertThat(opened.path()).isEqualTo(folder);
        assertThat(opened.manifest()).isEqualTo(manifest);
        assertThat(opened.config()).isEqualTo(CONFIG);
        Histories histories = opened.data().histories();
        assertThat(histories.users().ids()).isEqualTo(data.histories().users().ids());
        assertThat(histories.items().ids()).isEqualTo(data.histories().items().ids());
        assertThat(histories.items().ids()).contains("日本語 🛒", "tab\there", "null", " \"quoted\" \\ ");
        assertThat(histories.behaviors().ids())
                .isEqualTo(data.histories().behaviors().ids());
        for (int user = 1; user <= histories.users().size(); user++) {
            assertThat(histories.items(user)).isEqualTo(data.histories().items(user));
            for (int i = 0; i < histories.length(user); i++) {
                assertThat(histories.behavior(user, i))
                        .isEqualTo(data.histories().behavior(user, i));
            }
        }
        Split split = opened.data().split();
        assertThat(split.targetBehavior()).isEqualTo(data.split().targetBehavior());
        assertThat(split.novel()).isTrue();
        assertThat(split.train()).isNotEmpty().isEqualTo(data.split().train());
        assertThat(split.validation()).isEqualTo(data.split().validation());
        assertThat(split.test()).isEqualTo(data.split().test());
        assertThat(split.visible()).isEqualTo(data.split().visible());
        assertThat(opened.data().itemCounts()).isEqualTo(data.itemCounts());
        assertThat(opened.data().behaviorCounts()).isEqualTo(data.behaviorCounts());
    }

    private static RunData oddData() {
        String[] items = {"日本語 🛒", "tab\there", "null", " \"quoted\" \\ ", "{}", "0"};
        EventLogBuilder log = new EventLogBuilder();
        for (int user = 0; user < 4; user++) {
            for (int i = 0; i < 6; i++) {
                String behavior = i % 2 == 1 ? "buy \"now\"" : "Ⅱ click";
                log.add("user " + user + " é", items[(user + i) % items.length], behavior, i);
            }
        }
        Histories histories = Histories.of(log.build());
        return new RunData(histories, Split.leaveLastOut(histories, "buy \"now\"", true));
    }

    @Test
    void theBestOfTheNewestStageIsLoaded() throws IOException {
        RunFolder run = TinyRuns.create(folder, CONFIG);
        SequenceEncoder encoder = run.newEncoder();
        run.saveBest(0, GuidedTraining.MINING, encoder.parameters());
        encoder.parameters().get("output_norm.bias").value().data()[3] = 7f;
        run.saveBest(1, GuidedTraining.HARD, encoder.parameters());
        SequenceEncoder loaded = run.newEncoder();
        assertThat(run.loadBest(loaded)).isEqualTo(GuidedTraining.HARD);
        assertThat(TinyRuns.hash(loaded.parameters())).isEqualTo(TinyRuns.hash(encoder.parameters()));
        assertThat(run.bestOf(0, loaded).get("output_norm.bias")).containsOnly(0f);
        assertThat(run.bestOf(2, loaded)).isEmpty();
    }

    @Test
    void metricsAreWritten() throws IOException {
        RunFolder run = TinyRuns.create(folder, CONFIG);
        run.saveMetrics(Map.of("HR@10", 0.25));
        assertThat(Files.readString(folder.resolve("metrics.json"))).isEqualTo("{\"HR@10\":0.25}\n");
    }

    @Test
    void aCheckpointKeepsAllOfTheProgress() throws IOException {
        RunFolder run = TinyRuns.create(folder, CONFIG);
        SequenceEncoder encoder = run.newEncoder();
        for (boolean yes : new boolean[] {true, false}) {
            TrainingState progress = new TrainingState(1, 2, 3, 4, 5, 0.1, 6, yes, 7, 8, !yes);
            run.saveCheckpoint(progress, encoder.parameters(), new AdamW(0));
            Checkpoint loaded = Objects.requireNonNull(run.loadCheckpoint(encoder, damage -> {}));
            assertThat(loaded.progress()).isEqualTo(progress);
        }
    }

    @Test
    void theLastButOneCheckpointStandsInForADamagedOne() throws IOException {
        RunFolder run = TinyRuns.create(folder, CONFIG);
        TinyRuns.train(run, 1, stop -> TrainingListener.NONE);
        Path last = folder.resolve("checkpoint.safetensors");
        Path previous = folder.resolve("checkpoint-previous.safetensors");
        byte[] bytes = Files.readAllBytes(last);
        byte[] good = Files.readAllBytes(previous);
        bytes[bytes.length - 5] ^= 64;
        Files.write(last, bytes);
        List<String> damage = new ArrayList<>();
        SequenceEncoder encoder = run.newEncoder();
        Checkpoint checkpoint = run.loadCheckpoint(encoder, damage::add);
        assertThat(damage).hasSize(1);
        assertThat(damage.get(0)).contains(last.toString(), "have the SHA-256 ", ", expected ");
        TrainingState progress = Objects.requireNonNull(checkpoint).progress();
        AdamW optimizer = new AdamW(0);
        run.saveCheckpoint(progress, encoder.parameters(), optimizer);
        assertThat(previous).as("the damaged one does not take its place").hasBinaryContent(good);
        assertThat(run.loadCheckpoint(encoder, damage::add)).isNotNull();
        assertThat(damage).hasSize(1);
        Files.write(last, bytes);
        Files.write(previous, new byte[9]);
        assertThatThrownBy(() -> run.loadCheckpoint(encoder, damage::add))
                .isInstanceOf(RunException.class)
                .hasMessageContaining(last.toString());
    }

    // errors

    @ParameterizedTest
    @ValueSource(strings = {"config.json", "vocabulary.json"})
    void aTextThatWasChanged(String name) throws IOException {
        TinyRuns.create(folder, CONFIG);
        Path file = folder.resolve(name);
        String before = Checksum.of(file);
        String text = Files.readString(file);
        Files.writeString(file, text.substring(0, text.length() - 1) + " ");
        assertThatThrownBy(() -> RunFolder.open(folder))
                .isInstanceOf(RunException.class)
                .hasMessage(file + " has the SHA-256 " + Checksum.of(file) + "; expected " + before + ", as "
                        + folder.resolve("run.json")
                        + " says. The file is damaged or was changed: restore it from a copy");
    }

    @Test
    void anyFlippedBitOfAStageFileIsFound() throws IOException {
        RunFolder run = TinyRuns.create(folder, CONFIG);
        SequenceEncoder encoder = run.newEncoder();
        run.saveBest(0, GuidedTraining.MINING, encoder.parameters());
        Path file = folder.resolve("stage-1-mining.safetensors");
        byte[] bytes = Files.readAllBytes(file);
        int found = 0;
        int tried = 0;
        for (int at = 0; at < bytes.length; at += at < 200 ? 1 : 97) {
            bytes[at] ^= (byte) (1 << at % 8);
            Files.write(file, bytes);
            bytes[at] ^= (byte) (1 << at % 8);
            tried++;
            try {
                run.loadBest(encoder);
            } catch (RunException expected) {
                found++;
            }
        }
        Figures.print("R3", "one flipped bit in a file of parameters", "%d of %d refused", found, tried);
        assertThat(found).isEqualTo(tried);
    }

    @Test
    void aFolderWithARunIsNotOverwritten() throws IOException {
        TinyRuns.create(folder, CONFIG);
        assertThatThrownBy(() -> TinyRuns.create(folder, CONFIG))
                .isInstanceOf(RunException.class)
                .hasMessage(folder + " holds a run already; choose another folder, or resume the run with --resume");
    }

    @Test
    void aFolderThatCannotBeMade() throws IOException {
        Path file = Files.createFile(temporary.resolve("file"));
        assertThatThrownBy(() -> TinyRuns.create(file.resolve("run"), CONFIG))
                .isInstanceOf(RunException.class)
                .hasMessageStartingWith("cannot make the folder " + file.resolve("run") + ": ");
    }

    @Test
    void noRun() {
        assertThatThrownBy(() -> RunFolder.open(folder))
                .isInstanceOf(RunException.class)
                .hasMessage(
                        "there is no run in " + folder + " (no run.json); give the folder that 'train --out' wrote");
    }

    @Test
    void aNewerFormat() throws IOException {
        TinyRuns.create(folder, CONFIG);
        Path file = folder.resolve("run.json");
        String json = Files.readString(file).replace("\"format\" : 2", "\"format\" : 99");
        Files.writeString(file, json.replace("\"version\" : \"0.1.0\"", "\"version\" : \"7.5\""));
        assertThatThrownBy(() -> RunFolder.open(folder))
                .isInstanceOf(RunException.class)
                .hasMessage(file + ": the run has format 99, written by version 7.5; this version (0.1.0) reads up to"
                        + " format 2: use a newer version of END4Rec for Java");
    }

    @Test
    void nothingTrained() throws IOException {
        RunFolder run = TinyRuns.create(folder, CONFIG);
        SequenceEncoder encoder = run.newEncoder();
        assertThat(run.loadCheckpoint(encoder, damage -> {})).isNull();
        assertThatThrownBy(() -> run.loadBest(encoder))
                .isInstanceOf(RunException.class)
                .hasMessage("the run in " + folder + " has no trained parameters yet; continue the training with 'train"
                        + " --resume'");
    }

    @Test
    void aTruncatedStageFile() throws IOException {
        RunFolder run = TinyRuns.create(folder, CONFIG);
        run.saveBest(0, GuidedTraining.MINING, run.newEncoder().parameters());
        Path file = folder.resolve("stage-1-mining.safetensors");
        byte[] bytes = Files.readAllBytes(file);
        for (int length : new int[] {0, 7, 100, bytes.length / 2, bytes.length - 1}) {
            Files.write(file, Arrays.copyOf(bytes, length));
            SequenceEncoder encoder = run.newEncoder();
            String before = TinyRuns.hash(encoder.parameters());
            assertThatThrownBy(() -> run.loadBest(encoder))
                    .as("%d bytes", length)
                    .isInstanceOf(RunException.class)
                    .hasMessageContaining(file.toString());
            assertThat(TinyRuns.hash(encoder.parameters())).isEqualTo(before);
        }
    }

    @Test
    void tensorsOfSomethingElse() throws IOException {
        RunFolder run = TinyRuns.create(folder, CONFIG);
        Path file = folder.resolve("stage-4-joint.safetensors");
        SafeTensors.write(file, Map.of("weight", Tensor.of(Shape.of(2), 1f, 2f)), Map.of());
        SequenceEncoder encoder = run.newEncoder();
        String message = file + " has no tensor 'item_embedding'; it has [weight]."
                + " It belongs to another model or configuration";
        assertThatThrownBy(() -> run.loadBest(encoder))
                .isInstanceOf(RunException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> run.bestOf(3, encoder))
                .isInstanceOf(RunException.class)
                .hasMessage(message);
    }

    @Test
    void tensorsOfAnotherShape() throws IOException {
        RunFolder wide = TinyRuns.create(temporary.resolve("wide"), TinyRuns.with("dim=32"));
        RunFolder run = TinyRuns.create(folder, CONFIG);
        Path file = folder.resolve("stage-1-mining.safetensors");
        wide.saveBest(0, GuidedTraining.MINING, wide.newEncoder().parameters());
        Files.copy(wide.path().resolve("stage-1-mining.safetensors"), file);
        SequenceEncoder encoder = run.newEncoder();
        String before = TinyRuns.hash(encoder.parameters());
        int rows = encoder.itemEmbedding().shape().dim(0);
        String message = file + ": tensor 'item_embedding' has shape [" + rows + ",32]; expected [" + rows
                + ",24]. It belongs to another configuration";
        assertThatThrownBy(() -> run.loadBest(encoder))
                .isInstanceOf(RunException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> run.bestOf(0, encoder))
                .isInstanceOf(RunException.class)
                .hasMessage(message);
        assertThat(TinyRuns.hash(encoder.parameters())).isEqualTo(before);
    }

    @Test
    void aCheckpointWithoutProgress() throws IOException {
        RunFolder run = TinyRuns.create(folder, CONFIG);
        SequenceEncoder encoder = run.newEncoder();
        run.saveBest(0, GuidedTraining.MINING, encoder.parameters());
        Map<String, Tensor> tensors = new HashMap<>();
        encoder.parameters().forEach(parameter -> tensors.put("param." + parameter.name(), parameter.value()));
        Path file = folder.resolve("checkpoint.safetensors");
        String identity = SafeTensors.readHeader(folder.resolve("stage-1-mining.safetensors"))
                .metadata()
                .getOrDefault("run", "");
        SafeTensors.write(file, tensors, Map.of("stage", "first", "run", identity, SafeTensors.CHECKSUM, ""));
        assertThatThrownBy(() -> run.loadCheckpoint(encoder, damage -> {}))
                .isInstanceOf(RunException.class)
                .hasMessageStartingWith(file + ": the checkpoint's progress is not readable (");
    }
}
