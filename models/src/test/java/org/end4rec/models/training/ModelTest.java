package org.end4rec.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.end4rec.models.counting.CountingModels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelTest {
    // values

    @Test
    void everyBaselineIsThereInFourKinds() {
        assertThat(Model.names())
                .startsWith("end4rec", "sasrec", "sasrec+b", "sasrec+v", "sasrec+b+v", "fmlprec")
                .endsWith("bert4rec", "bert4rec+b", "bert4rec+v", "bert4rec+b+v")
                .doesNotHaveDuplicates()
                .hasSize(1 + 4 * Architecture.baselines().size());
    }

    @ParameterizedTest
    @CsvSource({
        "end4rec,END4REC,true,true",
        "sasrec,SASREC,false,false",
        "mbstr+b,MBSTR,true,false",
        "gru4rec+v,GRU4REC,false,true",
        "bert4rec+b+v,BERT4REC,true,true",
        "popularity,POPULARITY,false,false",
        "markov,MARKOV,false,false",
        "itemknn,ITEMKNN,false,false"
    })
    void readsAndWritesItsTextForm(String text, Architecture architecture, boolean behaviors, boolean votes) {
        Model model = new Model(architecture, behaviors, votes);
        assertThat(Model.parse(text)).isEqualTo(model);
        assertThat(model).hasToString(text);
        assertThat(model.isBaseline()).isEqualTo(architecture != Architecture.END4REC);
    }

    // errors

    @ParameterizedTest
    @ValueSource(strings = {"", "SASREC", "sasrec+", "sasrec+v+b", "sasrec+b+b", " sasrec", "end4rec+b", "markov+v"})
    void otherTexts(String text) {
        assertThat(Model.find(text)).isEmpty();
        assertThatThrownBy(() -> Model.parse(text))
                .isInstanceOf(ConfigException.class)
                .hasMessage("model is " + text + "; it must be end4rec, or one of sasrec, fmlprec, mbstr, gru4rec,"
                        + " bert4rec, to which +b, +v or +b+v may be added, or one of popularity, markov, itemknn");
    }

    @Test
    void end4RecAlwaysHasBehaviorsAndVotes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Model(Architecture.END4REC, true, false))
                .withMessage("Model: behaviors is true and votes is false; both must be true for END4Rec; neighbors=0"
                        + " leaves its votes out");
    }

    @Test
    void countsHaveNeitherBehaviorsNorVotes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Model(Architecture.MARKOV, false, true))
                .withMessage("Model: behaviors is false and votes is true; both must be false for markov, which has no"
                        + " encoder");
        assertThat(CountingModels.NAMES)
                .allMatch(name -> Model.parse(name).isCounted())
                .hasSize((int) Arrays.stream(Architecture.values())
                        .filter(Architecture::isCounted)
                        .count());
        assertThat(Model.names()).noneMatch(name -> Model.parse(name).isCounted());
    }
}
