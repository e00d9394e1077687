package org.end4rec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.end4rec.autograd.Parameter;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.end4rec.core.io.SafeTensors;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.run.RunFolder;
import org.end4rec.models.training.Architecture;
import org.end4rec.models.training.ConfigFile;
import org.end4rec.models.training.TrainingConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {
    @TempDir
    private Path folder;

    private Path weights() throws IOException {
        TrainingConfig config =
                ConfigFile.set(TrainingConfig.paper(), List.of("dim=8", "chunks=2", "length=6", "layers=1"));
        SequenceEncoder encoder = Architecture.END4REC.create(config, 4, new double[] {1, 1}, 2);
        Map<String, Tensor> tensors = new HashMap<>();
        for (Parameter parameter : encoder.parameters()) {
            tensors.put("model." + parameter.name(), parameter.value());
        }
        Path file = folder.resolve("w.safetensors");
        SafeTensors.write(file, tensors, Map.of());
        Files.writeString(folder.resolve("ids.txt"), "a\nb\nc\nd\n");
        return file;
    }

    private CommandResult run(Path weights, Object... more) {
        Object[] first = {
            "import",
            "--weights",
            weights,
            "--items",
            folder.resolve("ids.txt"),
            "--behaviors",
            "click,buy",
            "--out",
            folder.resolve("run")
        };
        Object[] all = Arrays.copyOf(first, first.length + more.length);
        System.arraycopy(more, 0, all, first.length, more.length);
        return CommandResult.of(all);
    }

    @Test
    void anImportedRunRecommends() throws IOException {
        CommandResult imported = run(weights(), "--prefix", "model.", "--set", "level=token");
        assertThat(imported.code()).as(imported.err()).isZero();
        assertThat(imported.err()).contains("4 items, end4rec", "has no events");
        assertThat(RunFolder.open(folder.resolve("run")).manifest().target()).isEqualTo("buy");
        Path history = Files.writeString(folder.resolve("h.csv"), "a,click\nb,buy\n");
        JsonNode json = CommandResult.of("recommend", "--run", folder.resolve("run"), "--history", history, "--json")
                .json();
        assertThat(json.path("used_events").asInt()).isEqualTo(2);
        assertThat(json.path("items")).hasSize(4);
        assertThat(CommandResult.of("similar", "--run", folder.resolve("run"), "--item", "a")
                        .code())
                .isZero();
        assertThat(CommandResult.of("explain", "--run", folder.resolve("run"), "--history", history)
                        .code())
                .isZero();
        // no example, no metrics
        CommandResult evaluated = CommandResult.of("evaluate", "--run", folder.resolve("run"));
        assertThat(evaluated.code()).isEqualTo(1);
        assertThat(evaluated.err()).doesNotContain("unexpected");
        CommandResult resumed = CommandResult.of("train", "--out", folder.resolve("run"), "--resume");
        assertThat(resumed.code()).isEqualTo(1);
        assertThat(resumed.err()).doesNotContain("unexpected");
        CommandResult vectors = CommandResult.of(
                "vectors", "--run", folder.resolve("run"), "--of", "users", "--out", folder.resolve("u.tsv"));
        assertThat(vectors.err()).contains("there are no ids; at least one vector is needed");
    }

    @Test
    void whatCannotBeImportedIsNamed() throws IOException {
        Path file = weights();
        assertThat(run(file).err()).contains("unless its names have another prefix: it has [model.item_embedding]");
        assertThat(run(file, "--prefix", "model.").err()).contains("set level=token or level=representation");
        assertThat(run(file, "--prefix", "model.", "--set", "level=token", "--target", "wish")
                        .err())
                .contains("the target 'wish' is none of the behaviors [click, buy]");
        CommandResult key = run(file, "--set", "levels=token");
        assertThat(key.code()).isEqualTo(2);
        assertThat(key.err()).contains("levels");
        SafeTensors.write(file, Map.of("item_emb.weight", Tensor.zeros(Shape.of(5, 2))), Map.of());
        CommandResult sasrec = run(file);
        assertThat(sasrec.code()).isEqualTo(1);
        assertThat(sasrec.err()).contains("train --model sasrec --item-vectors");
        Files.writeString(folder.resolve("ids.txt"), "a\na\n");
        assertThat(run(file).err()).contains("ids.txt, line 2: 'a' is both id number 1 and id number 2");
        assertThat(run(TinyRun.folder()).code()).isEqualTo(1);
        assertThat(folder.resolve("run")).doesNotExist();
    }
}
