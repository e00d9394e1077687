package org.end4rec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.end4rec.models.recommend.Recommender;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code train --item-vectors}. */
class ItemVectorsOptionTest {
    @TempDir
    private Path folder;

    private CommandResult train(String run, Object... more) {
        List<Object> arguments = new ArrayList<>(
                List.of("train", "--events", TinyRun.log(), "--target", "buy", "--out", folder.resolve(run)));
        arguments.addAll(List.of(TinyRun.SETTINGS));
        arguments.addAll(List.of(more));
        return CommandResult.of(arguments.toArray());
    }

    private Path vectors() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int item = 1; item <= 50; item++) {
            lines.append('i').append(item).append('\t');
            for (int j = 0; j < 20; j++) {
                lines.append(Math.sin(item + 3 * j + item * j)).append(' ');
            }
            lines.append('\n');
        }
        lines.append("x1\t").append("1 ".repeat(20)).append('\n');
        return Files.writeString(folder.resolve("texts.tsv"), lines);
    }

    @Test
    void theItemsStartFromTheVectors() throws IOException {
        Path file = vectors();
        CommandResult result = train("run", ItemVectorsOption.NAME, file);
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.err())
                .contains(
                        "50 of 60 items start from the vectors in " + file + ", of 20 numbers each, projected to 16",
                        "10 items have no vector, or one of zeros; they start at random",
                        "passed over 1 vectors of ids that are no items of the log");
        float[] trained = Recommender.load(folder.resolve("run")).itemVector("i7");
        assertThat(trained).isNotEqualTo(Recommender.load(TinyRun.folder()).itemVector("i7"));
        assertThat(folder.resolve("run").resolve("run.json")).content().contains("item vectors " + file);
    }

    @Test
    void aResumedRunKnowsItsVectors() throws IOException {
        Path file = vectors();
        assertThat(train("run", ItemVectorsOption.NAME, file, "--resume").code())
                .isZero();
        CommandResult same =
                CommandResult.of("train", "--out", folder.resolve("run"), "--resume", ItemVectorsOption.NAME, file);
        assertThat(same.code()).as(same.err()).isZero();
        Files.writeString(file, "i1\t1\ni2\t2\n");
        CommandResult other =
                CommandResult.of("train", "--out", folder.resolve("run"), "--resume", ItemVectorsOption.NAME, file);
        assertThat(other.code()).isEqualTo(2);
        assertThat(other.err())
                .contains("the run in " + folder.resolve("run") + " did not start from the vectors in " + file);
    }

    @Test
    void badVectorsMakeNoRun() throws IOException {
        Path file = Files.writeString(folder.resolve("bad.tsv"), "i1\t1 2\ni2\t1\n");
        CommandResult ragged = train("run", ItemVectorsOption.NAME, file);
        assertThat(ragged.code()).isEqualTo(1);
        assertThat(ragged.err()).contains(file + ", line 2: the vector has 1 numbers; 2 were expected");
        Files.writeString(file, "a\t1 2\nb\t1 3\n");
        CommandResult foreign = train("run", ItemVectorsOption.NAME, file);
        assertThat(foreign.code()).isEqualTo(1);
        assertThat(foreign.err()).contains("no item has a vector; the items are i");
        assertThat(folder.resolve("run")).doesNotExist();
    }
}
