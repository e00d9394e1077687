package org.end4rec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCommandTest {
    @TempDir
    private Path folder;

    private Path history = Path.of("");

    @BeforeEach
    void write() throws IOException {
        history = Files.writeString(folder.resolve("history.csv"), "i3,click\ni4,buy\n");
    }

    private static CommandResult export(Path target, Object... more) {
        Object[] arguments = new Object[more.length + 5];
        System.arraycopy(new Object[] {"export", "--run", TinyRun.folder(), "--out", target}, 0, arguments, 0, 5);
        System.arraycopy(more, 0, arguments, 5, more.length);
        return CommandResult.of(arguments);
    }

    private JsonNode items(Path run) throws IOException {
        return CommandResult.of("recommend", "--run", run, "--history", history, "--json")
                .json()
                .path("items");
    }

    @Test
    void zipAndFolderRecommendWhatTheRunRecommends() throws IOException {
        for (Path target : new Path[] {folder.resolve("model.zip"), folder.resolve("model")}) {
            JsonNode answer = export(target, "--json").json();
            assertThat(answer.path("out").asText()).isEqualTo(target.toString());
            assertThat(answer.path("items").asInt()).isEqualTo(60);
            assertThat(items(target)).hasSize(10).isEqualTo(items(TinyRun.folder()));
            assertThat(CommandResult.of("explain", "--run", target, "--history", history, "--json")
                            .json())
                    .isEqualTo(CommandResult.of("explain", "--run", TinyRun.folder(), "--history", history, "--json")
                            .json());
        }
        assertThat(export(folder.resolve("other")).out())
                .isEqualTo("The model of " + TinyRun.folder() + " is in " + folder.resolve("other")
                        + ", with 60 items and without users." + System.lineSeparator());
    }

    @Test
    void nothingIsReplacedUnasked() throws IOException {
        Path zip = Files.writeString(folder.resolve("model.zip"), "mine");
        export(zip)
                .isUsageErrorOf(
                        "export",
                        "--out " + zip + " exists already; choose another path, or give --force to replace it");
        assertThat(zip).hasContent("mine");
        assertThat(export(zip, "--force").code()).isZero();
        assertThat(items(zip)).hasSize(10);
        export(folder, "--force")
                .isUsageErrorOf(
                        "export",
                        "--out " + folder + " is a folder with files; choose another path, or one that ends in .zip");
        export(history)
                .isUsageErrorOf(
                        "export",
                        "--out " + history + " exists already; choose another path, or one that ends in .zip");
        export(Path.of("")).isUsageErrorOf("export", "--out is empty; name a folder");
    }

    @Test
    void whatNeedsUsersRefusesAnExport() {
        Path model = folder.resolve("model");
        assertThat(export(model).code()).isZero();
        CommandResult.of("recommend", "--run", model, "--user", "u7")
                .isUsageErrorOf(
                        "recommend",
                        "--user: the model was exported for serving and has no users; give the history with --history");
        String message = " holds an export for serving, which recommends and nothing else: it has no users and no"
                + " examples. Give the folder of the run that it was made from, or another folder";
        CommandResult.of("evaluate", "--run", model).failsWith(model + message);
        CommandResult.of("export", "--run", model, "--out", folder.resolve("again.zip"))
                .failsWith(model + message);
        CommandResult.of("train", "--resume", "--out", model)
                .isUsageErrorOf(
                        "train",
                        "--out " + model + " holds an export for serving, which cannot be trained; give the folder of"
                                + " the run that it was made from");
    }
}
