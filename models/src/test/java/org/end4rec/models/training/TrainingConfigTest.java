package org.end4rec.models.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingConfigTest {
    // values

    @ParameterizedTest
    @CsvSource({
        "end4rec,30,true",
        "sasrec,0,false",
        "sasrec+b,0,true",
        "sasrec+v,30,false",
        "sasrec+b+v,30,true",
        "bert4rec+b+v,30,true"
    })
    void theModelSaysWhatItIsMadeOf(String model, int votes, boolean behaviors) {
        TrainingConfig config = ConfigFile.set(TrainingConfig.DEFAULTS, List.of("model=" + model, "neighbors=30"));
        assertThat(config.model()).hasToString(model);
        assertThat(config.votes()).isEqualTo(votes);
        assertThat(config.baseline(9, 3).withBehaviors()).isEqualTo(behaviors);
    }

    // edges

    @Test
    void neighborsVoteBesideEnd4RecAndWhereTheNameSaysSo() {
        for (String model : Model.names()) {
            int votes = ConfigFile.set(TrainingConfig.DEFAULTS, List.of("model=" + model))
                    .votes();
            assertThat(votes > 0).as(model).isEqualTo(model.equals("end4rec") || model.endsWith("+v"));
        }
    }
}
