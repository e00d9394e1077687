package org.end4rec.models.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.end4rec.models.training.ConfigFile;
import org.end4rec.models.training.TrainingConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchSpaceTest {
    @TempDir
    Path folder;

    // values

    @Test
    void theFirstLeavesTheBaseAsItIsAndAllDiffer() {
        for (String model : Trial.models()) {
            List<Map<String, String>> drawn = SearchSpace.standard().draw(model, TinyExperiment.BASE, Set.of(), 8, 1);
            assertThat(drawn.get(0)).isEmpty();
            assertThat(drawn).doesNotHaveDuplicates().hasSize(model.equals("popularity") ? 1 : 8);
            drawn.forEach(settings -> Trial.of(model, TinyExperiment.BASE, settings, 1));
        }
    }

    @Test
    void aFixedKeyIsNotVaried() {
        List<Map<String, String>> drawn = SearchSpace.standard()
                .draw("sasrec", TinyExperiment.BASE, Set.of("dropout", "layers", "heads", "positions"), 50, 1);
        // 4 learning rates and 3 decays, and the base, whose learning rate is another
        assertThat(drawn).hasSize(13);
        assertThat(drawn.get(1)).containsOnlyKeys("learningRate", "weightDecay");
    }

    @Test
    void impossibleCombinationsAreDrawnAgain() {
        // 8 chunks do not divide 4 dimensions
        assertThat(SearchSpace.standard()
                        .draw("end4rec", ConfigFile.set(TinyExperiment.BASE, List.of("dim=4")), Set.of(), 30, 1))
                .hasSize(30)
                .noneMatch(settings -> "8".equals(settings.get("chunks")));
    }

    @Test
    void aModelWithBehaviorsOrVotesSharesTheSpace() throws IOException {
        SearchSpace space =
                space("{\"*\": {\"dim\": [4, 8]}, \"sasrec\": {\"heads\": [1]}, \"markov\": {\"window\": [2]}}");
        for (String model : List.of("sasrec", "sasrec+b", "sasrec+v", "sasrec+b+v")) {
            assertThat(space.of(model)).isEqualTo(Map.of("dim", List.of("4", "8"), "heads", List.of("1")));
        }
        assertThat(space.of("end4rec")).isEqualTo(Map.of("dim", List.of("4", "8")));
        assertThat(space.of("markov")).isEqualTo(Map.of("window", List.of("2")));
    }

    @Test
    void theSameSeedDrawsTheSame() {
        SearchSpace space = SearchSpace.standard();
        assertThat(space.draw("end4rec", TinyExperiment.BASE, Set.of(), 5, 1))
                .isEqualTo(space.draw("end4rec", TinyExperiment.BASE, Set.of(), 5, 1))
                .isNotEqualTo(space.draw("end4rec", TinyExperiment.BASE, Set.of(), 5, 2));
    }

    // errors

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[1]                    | : expected a JSON object such as {\"*\": {\"dropout\": [0.1, 0.2]}}",
                "{\"*\": 1}             | : * is not an object of keys and values",
                "{\"*\": {\"dim\": 8}}  | : dim of * is not a list of values, such as [1, 2]",
                "{\"*\": {\"dim\": []}} | : dim of * is not a list of values, such as [1, 2]",
                "{\"end4rek\": {}}    | : there is no model 'end4rek'; expected \"*\" for every encoder, or one of"
                        + " end4rec, sasrec, fmlprec, mbstr, gru4rec, bert4rec, popularity, markov, itemknn",
                "{\"sasrec+b\": {}}   | : sasrec+b has the keys of sasrec; write sasrec in its place",
            })
    void refusesOtherFiles(String json, String message) {
        assertThatThrownBy(() -> space(json)).hasMessage(folder.resolve("space.json") + message);
    }

    @Test
    void namesWhatIsNoTextFile() throws IOException {
        assertThatThrownBy(() -> SearchSpace.read(folder))
                .hasMessage(folder + " is a folder; expected a JSON file of models, keys and values");
        Path file = Files.write(folder.resolve("space.json"), new byte[] {(byte) 0xff});
        assertThatThrownBy(() -> SearchSpace.read(file)).hasMessage(file + ": not valid JSON: its bytes are not UTF-8");
    }

    @Test
    void refusesAKeyThatTheModelDoesNotHave() throws IOException {
        SearchSpace space = space("{\"*\": {\"dimension\": [8]}}");
        assertThatThrownBy(() -> space.draw("sasrec", TinyExperiment.BASE, Set.of(), 2, 1))
                .hasMessageStartingWith(folder.resolve("space.json")
                        + ": no value of dimension can be used for sasrec: --set: there is no key 'dimension'");
        assertThatThrownBy(() -> space.draw("sasrec", TinyExperiment.BASE, Set.of(), 0, 1))
                .hasMessage("SearchSpace: count is 0; it must be at least 1");
    }

    /** Not the divisor that another dim of the space may have, but what no model could have. */
    @Test
    void refusesAValueThatIsOutOfItsRange() throws IOException {
        SearchSpace space = space("{\"*\": {\"dropout\": [0.1, 1.5]}}");
        assertThatThrownBy(() -> space.draw("sasrec", TinyExperiment.BASE, Set.of(), 2, 1))
                .hasMessage(folder.resolve("space.json") + ": the value 1.5 of dropout cannot be used for sasrec:"
                        + " dropout is 1.5; it must be a number from 0 to 0.99");
        SearchSpace words = space("{\"*\": {\"loss\": [\"softmax\", \"hinge\"]}}");
        assertThatThrownBy(() -> words.draw("sasrec", TinyExperiment.BASE, Set.of(), 2, 1))
                .hasMessageContaining(": the value hinge of loss cannot be used for sasrec: ");
    }

    @Test
    void refusesEveryValueThatACountingModelRefuses() throws IOException {
        SearchSpace space = space("{\"itemknn\": {\"neighbors\": [5, -1]}}");
        assertThatThrownBy(() -> space.draw("itemknn", TinyExperiment.BASE, Set.of(), 2, 1))
                .hasMessage(folder.resolve("space.json") + ": the value -1 of neighbors cannot be used for itemknn:"
                        + " itemknn: neighbors is -1; it must be at least 1");
    }

    @Test
    void aBaseThatTheModelRefusesIsNoMistakeOfTheSpace() {
        TrainingConfig base = ConfigFile.set(TinyExperiment.BASE, List.of("heads=3"));
        assertThatThrownBy(() -> SearchSpace.standard().draw("sasrec+b", base, Set.of("heads"), 2, 1))
                .hasMessageStartingWith("--set: heads is 3; ");
    }

    private SearchSpace space(String json) throws IOException {
        return SearchSpace.read(Files.writeString(folder.resolve("space.json"), json));
    }
}
