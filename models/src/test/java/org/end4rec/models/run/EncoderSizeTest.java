package org.end4rec.models.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.end4rec.models.training.TrainingConfig;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EncoderSizeTest {
    static List<String> encoders() {
        return EncodersTest.encoders();
    }

    // oracle

    @ParameterizedTest
    @MethodSource("encoders")
    void isTheSizeOfTheEncoder(String model) {
        RunData data = TinyRuns.data();
        for (String sizes :
                List.of("dim=24", "dim=16,length=7,layers=1", "dim=40,length=30,layers=3,heads=1,chunks=5")) {
            List<String> all = new ArrayList<>(List.of(sizes.split(",", -1)));
            all.add("model=" + model);
            check(TinyRuns.with(all.toArray(String[]::new)), data);
        }
    }

    static List<String> settings() {
        return List.of(
                "mixing=shared",
                "mixing=banded",
                "mixing=causal",
                "feedForward=false",
                "hard=false",
                "soft=false",
                "query=true",
                "query=false",
                "preference=fixed",
                "score=linear",
                "score=agreement",
                "score=squared_agreement");
    }

    @ParameterizedTest
    @MethodSource("settings")
    void isTheSizeOfEveryPartOfEnd4Rec(String setting) {
        List<String> all = new ArrayList<>(List.of(setting, "layers=2"));
        if (setting.equals("query=true")) {
            all.add("positions=target");
        }
        check(TinyRuns.with(all.toArray(String[]::new)), TinyRuns.data());
    }

    private static void check(TrainingConfig config, RunData data) {
        double size = Encoders.create(config, data).parameters().size();
        double found = EncoderSize.of(config, data);
        assertThat(found).isEqualTo(size);
    }

    // edges

    @ParameterizedTest
    @MethodSource("encoders")
    void theLargestSizesAreTold(String model) {
        TrainingConfig config = TinyRuns.with("model=" + model, "layers=1000", "length=65536", "dim=16384", "heads=1");
        assertThat(EncoderSize.of(config, TinyRuns.data())).isGreaterThan(1e12);
    }
}
