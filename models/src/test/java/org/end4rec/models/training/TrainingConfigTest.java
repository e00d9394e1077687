package org.end4rec.models.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingConfigTest {
    // values

    @Test
    void everyBaselineIsThereInFourKinds() {
        assertThat(TrainingConfig.MODELS)
                .startsWith("end4rec", "sasrec", "sasrec+b", "sasrec+v", "sasrec+b+v", "fmlprec")
                .endsWith("bert4rec", "bert4rec+b", "bert4rec+v", "bert4rec+b+v")
                .containsAll(TrainingConfig.BASELINES)
                .doesNotHaveDuplicates()
                .hasSize(1 + 4 * TrainingConfig.BASELINES.size());
    }

    @ParameterizedTest
    @CsvSource({
        "end4rec,end4rec,30,true",
        "sasrec,sasrec,0,false",
        "sasrec+b,sasrec+b,0,true",
        "sasrec+v,sasrec,30,false",
        "sasrec+b+v,sasrec+b,30,true",
        "bert4rec+b+v,bert4rec+b,30,true"
    })
    void theNameSaysWhatItIsMadeOf(String model, String encoder, int votes, boolean behaviors) {
        TrainingConfig config = ConfigFile.set(TrainingConfig.DEFAULTS, List.of("model=" + model, "neighbors=30"));
        assertThat(config.model()).isEqualTo(model);
        assertThat(config.encoder()).isEqualTo(encoder);
        assertThat(config.votes()).isEqualTo(votes);
        if (!model.equals("end4rec")) {
            assertThat(config.baseline(9, 3).withBehaviors()).isEqualTo(behaviors);
        }
    }

    // edges

    @Test
    void neighborsVoteBesideEnd4RecAndWhereTheNameSaysSo() {
        for (String model : TrainingConfig.MODELS) {
            int votes = ConfigFile.set(TrainingConfig.DEFAULTS, List.of("model=" + model))
                    .votes();
            assertThat(votes > 0).as(model).isEqualTo(model.equals("end4rec") || model.endsWith("+v"));
        }
    }
}
