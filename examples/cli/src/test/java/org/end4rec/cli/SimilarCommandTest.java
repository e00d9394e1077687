package org.end4rec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.end4rec.models.recommend.Recommendation;
import org.end4rec.models.recommend.Recommender;
import org.end4rec.models.recommend.Similarity;
import org.end4rec.models.vectors.VectorTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands {@code similar} and {@code vectors} beside the library. */
class SimilarCommandTest {
    @TempDir
    private Path folder;

    private static CommandResult similar(Object... more) {
        return CommandResult.of(with("similar", more));
    }

    private static CommandResult vectors(Object... more) {
        return CommandResult.of(with("vectors", more));
    }

    private static Object[] with(String command, Object... more) {
        Object[] arguments = new Object[more.length + 3];
        arguments[0] = command;
        arguments[1] = "--run";
        arguments[2] = TinyRun.folder();
        System.arraycopy(more, 0, arguments, 3, more.length);
        return arguments;
    }

    @Test
    void jsonHasTheSimilarItemsOfTheLibrary() throws IOException {
        Recommender recommender = Recommender.load(TinyRun.folder());
        JsonNode json = similar("--item", "i3", "--top", 5, "--json").json();
        assertThat(json.path("item").asText()).isEqualTo("i3");
        assertThat(json.path("by").asText()).isEqualTo("embedding");
        List<Recommendation> expected = recommender.similarItems("i3", 5);
        for (int i = 0; i < 5; i++) {
            JsonNode each = json.path("items").path(i);
            assertThat(each.path("item").asText()).isEqualTo(expected.get(i).item());
            assertThat(each.path("score").asDouble()).isEqualTo(expected.get(i).score());
        }
        assertThat(similar("--item", "i3", "--top", 5).out())
                .startsWith("The 5 items most similar to item i3 by embedding:")
                .contains(expected.get(4).item());
    }

    @Test
    void votesAnswerOrSayWhyNot() throws IOException {
        CommandResult result = similar("--item", "i3", "--by", "votes", "--json");
        try {
            List<Recommendation> expected = Recommender.load(TinyRun.folder()).similarItems("i3", 10, Similarity.VOTES);
            assertThat(result.json().path("items")).hasSize(expected.size());
        } catch (UnsupportedOperationException worthless) {
            assertThat(result.code()).isEqualTo(1);
            assertThat(result.err()).contains("the run has no votes");
        }
    }

    @Test
    void wrongUseIsNamed() {
        assertThat(similar("--item", "i3", "--top", 0).err()).contains("--top is 0; it must be at least 1");
        assertThat(similar("--item", "i3", "--by", "users").err())
                .contains("--by is 'users'; it must be embedding or votes");
        assertThat(similar("--item", "i3", "--by", "users").code()).isEqualTo(2);
        CommandResult unknown = similar("--item", "x9");
        assertThat(unknown.code()).isEqualTo(1);
        assertThat(unknown.err()).isEqualToIgnoringNewLines("end4rec: the run does not know item 'x9'");
        assertThat(vectors("--out", folder.resolve("v.tsv"), "--of", "carts").err())
                .contains("--of is 'carts'; it must be items or users");
        assertThat(vectors("--out", folder.resolve("v.csv")).err())
                .contains("ends in none of .safetensors, .tsv and .tsv.gz");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void vectorsOfItemsAndUsersAreTheVectorsOfTheLibrary() throws IOException {
        Recommender recommender = Recommender.load(TinyRun.folder());
        Path items = folder.resolve("items.safetensors");
        assertThat(vectors("--out", items).err()).contains("wrote the vectors of 60 items to " + items);
        VectorTable read = VectorTable.read(items);
        assertThat(read.ids()).containsExactlyElementsOf(recommender.items());
        assertThat(read.vector("i7")).containsExactly(recommender.itemVector("i7"));
        Path users = folder.resolve("users.tsv.gz");
        assertThat(vectors("--out", users, "--of", "users").code()).isZero();
        VectorTable ofUsers = VectorTable.read(users);
        assertThat(ofUsers.ids()).containsExactlyElementsOf(recommender.users());
        assertThat(ofUsers.vector("u7")).containsExactly(recommender.userVector(recommender.historyOf("u7")));
    }

    @Test
    void noFileIsReplacedUnasked() throws IOException {
        Path file = folder.resolve("items.safetensors");
        Path ids = Files.writeString(folder.resolve("items.ids.txt"), "mine\n");
        CommandResult refused = vectors("--out", file);
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("items.ids.txt exists already");
        assertThat(file).doesNotExist();
        assertThat(vectors("--out", file, "--force").code()).isZero();
        assertThat(Files.readAllLines(ids)).hasSize(60);
    }
}
