package org.end4rec.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.end4rec.models.encoder.end4rec.beyond.End4RecVariant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigFileTest {
    /** Each key with a value that is not its default. */
    private static final List<String> OTHERS = List.of(
            "model=sasrec+b",
            "dim=48",
            "length=31",
            "layers=3",
            "chunks=6",
            "mixing=banded",
            "query=true",
            "neighbors=40",
            "heads=3",
            "feedForward=false",
            "hard=false",
            "soft=false",
            "dropout=0.35",
            "level=representation",
            "score=linear",
            "preference=one",
            "temperature=0.7",
            "codingPrecision=0.25",
            "weightCompactness=0.02",
            "weightContrast=0.3",
            "weightElimination=100.0",
            "eliminationRate=0.15",
            "loss=sampled_softmax",
            "negatives=99",
            "negativePower=0.5",
            "positions=target",
            "batchSize=100",
            "shardSize=10",
            "guided=false",
            "miningEpochs=1",
            "hardEpochs=2",
            "reminingEpochs=6",
            "softEpochs=4",
            "jointEpochs=9",
            "patience=6",
            "rateDecays=1",
            "learningRate=0.002",
            "denoisingLearningRate=1.0E-5",
            "jointLearningRate=7.0E-4",
            "warmupSteps=0",
            "weightDecay=0.1",
            "clipNorm=0.0",
            "validationUsers=0",
            "epochExamples=77",
            "window=5",
            "smoothing=2.5",
            "shrinkage=7.0",
            "recency=0.6",
            "seed=-9223372036854775808");

    @TempDir
    private Path temporary;

    // values

    @Test
    void everyKeySurvivesTheFile() throws IOException {
        assertThat(OTHERS)
                .extracting(assignment -> assignment.substring(0, assignment.indexOf('=')))
                .containsExactlyElementsOf(keys());
        TrainingConfig config = ConfigFile.set(TrainingConfig.DEFAULTS, OTHERS);
        Path file = temporary.resolve("config.json");
        Files.writeString(file, ConfigFile.toJson(config));
        assertThat(ConfigFile.read(file)).isEqualTo(config);
        Map<String, String> defaults = ConfigFile.texts(TrainingConfig.DEFAULTS);
        ConfigFile.texts(config)
                .forEach((key, value) -> assertThat(value).as(key).isNotEqualTo(defaults.get(key)));
    }

    private static List<String> keys() {
        return ConfigFile.keys().stream().map(KeyDescription::name).toList();
    }

    @Test
    void assignmentsSetOnlyTheirKeys() {
        TrainingConfig config = ConfigFile.set(
                TrainingConfig.DEFAULTS, List.of("dim = 12 ", "chunks=3", "score=linear", "dim=24", "dropout=0"));
        assertThat(config.dim()).isEqualTo(24);
        assertThat(config.end4rec().chunks()).isEqualTo(3);
        assertThat(config.end4rec().score()).isEqualTo(End4RecVariant.Score.LINEAR);
        assertThat(config.encoder().dropout()).isZero();
        assertThat(ConfigFile.set(config, List.of("dim=64", "chunks=8", "score=squared_agreement", "dropout=0.2")))
                .isEqualTo(TrainingConfig.DEFAULTS);
    }

    @Test
    void keysThatARunLacksAreAsBefore() throws IOException {
        Path file = temporary.resolve("config.json");
        Files.writeString(file, "{\"dim\": 24}");
        TrainingConfig config = ConfigFile.readRun(file);
        assertThat(config.dim()).isEqualTo(24);
        assertThat(config.end4rec().mixing()).isEqualTo(End4RecVariant.Mixing.SHARED);
        assertThat(config.votes()).isZero();
        Files.writeString(file, ConfigFile.toJson(TrainingConfig.DEFAULTS));
        assertThat(ConfigFile.readRun(file)).isEqualTo(TrainingConfig.DEFAULTS);
    }

    @Test
    void keysLeftOutKeepTheirDefaults() {
        assertThat(ConfigFile.fromJson("{}", "test")).isEqualTo(TrainingConfig.DEFAULTS);
        assertThat(ConfigFile.fromJson("{\"patience\": 7, \"loss\": \"bpr\"}", "test"))
                .isEqualTo(ConfigFile.set(TrainingConfig.DEFAULTS, List.of("patience=7", "loss=bpr")));
    }

    @Test
    void theDocumentationIsThePageOfTheProject() throws IOException {
        Path page = Path.of(System.getProperty("basedir", "."))
                .toAbsolutePath()
                .resolveSibling("docs")
                .resolve("configuration.md");
        assertThat(Files.readString(page).replace("\r\n", "\n")).endsWith("\n\n" + ConfigFile.documentation());
        assertThat(ConfigFile.documentation().lines()).hasSize(2 + keys().size());
        for (String key : keys()) {
            assertThat(ConfigFile.documentation()).contains("\n| `" + key + "` | ");
        }
    }

    // errors

    @Test
    void unknownKeysNameTheNearest() {
        assertThatThrownBy(() -> ConfigFile.fromJson("{\"dims\": 64}", "my.json"))
                .isInstanceOf(ConfigException.class)
                .hasMessage("my.json: there is no key 'dims'; did you mean dim? docs/configuration.md lists all keys");
        assertThatThrownBy(() -> ConfigFile.set(TrainingConfig.DEFAULTS, List.of("Learning_Rate=1")))
                .isInstanceOf(ConfigException.class)
                .hasMessage("--set: there is no key 'Learning_Rate'; did you mean learningRate?"
                        + " docs/configuration.md lists all keys");
        assertThatThrownBy(() -> ConfigFile.set(TrainingConfig.DEFAULTS, List.of("epochs=9")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(
                        "did you mean miningEpochs, hardEpochs, reminingEpochs, softEpochs, jointEpochs?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dim", "=64", ""})
    void assignmentsWithoutKeyOrValue(String assignment) {
        assertThatThrownBy(() -> ConfigFile.set(TrainingConfig.DEFAULTS, List.of(assignment)))
                .isInstanceOf(ConfigException.class)
                .hasMessage("--set " + assignment + ": expected key=value, such as --set dim=32");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"dim\": 64.5 | dim is '64.5'; it must be a whole number from 1 to 16,384",
                "\"dim\": \"wide\" | dim is 'wide'; it must be a whole number from 1 to 16,384",
                "\"dim\": 3000000000 | dim is '3000000000'; it must be a whole number from 1 to 16,384",
                "\"dim\": null | dim is 'null'; it must be a whole number from 1 to 16,384",
                "\"dim\": true | dim is 'true'; it must be a whole number from 1 to 16,384",
                "\"seed\": 1e3 | seed is '1000.0'; it must be a whole number of at most 64 bits",
                "\"dropout\": \"much\" | dropout is 'much'; it must be a number from 0 to 0.99",
                "\"guided\": 1 | guided is '1'; it must be true or false",
                "\"guided\": \"True\" | guided is 'True'; it must be true or false",
                "\"loss\": \"hinge\" | loss is 'hinge'; it must be one of softmax, sampled_softmax, bce, bpr",
                "\"level\": 3 | level is '3'; it must be one of token, representation, sequence",
                "\"mixing\": \"all\" | mixing is 'all'; it must be one of shared, banded, causal",
                "\"query\": 1 | query is '1'; it must be true or false",
                "\"neighbors\": 1.5 | neighbors is '1.5'; it must be a whole number from 0 to 100,000",
                "\"score\": \"\" | score is ''; it must be one of linear, agreement, item_agreement, squared_agreement",
                "\"dim\": [64] | dim is not a plain value",
                "\"loss\": {} | loss is not a plain value"
            })
    void valuesOfAnotherKind(String json, String message) {
        assertThatThrownBy(() -> ConfigFile.fromJson("{" + json + "}", "my.json"))
                .isInstanceOf(ConfigException.class)
                .hasMessage("my.json: " + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "model=popularity+v | model is popularity+v; it must be end4rec, or one of sasrec, fmlprec, mbstr,"
                        + " gru4rec, bert4rec, to which +b, +v or +b+v may be added, or one of popularity, markov,"
                        + " itemknn",
                "model=end4rec+v | model is end4rec+v; it must be end4rec, or one of sasrec, fmlprec, mbstr, gru4rec,"
                        + " bert4rec, to which +b, +v or +b+v may be added, or one of popularity, markov, itemknn",
                "dim=0 | dim is 0; it must be a whole number from 1 to 16,384",
                "length=0 | length is 0; it must be a whole number from 1 to 65,536",
                "layers=-1 | layers is -1; it must be a whole number from 1 to 1,000",
                "chunks=0 | chunks is 0; it must be a whole number from 1 to 16,384",
                "chunks=7 | chunks is 7; it must be a divisor of dim, which is 64 (1, 2, 4, 8, 16, 32, 64)",
                "dim=63 | chunks is 8; it must be a divisor of dim, which is 63 (1, 3, 7, 9, 21, 63)",
                "dim=2147483647 | dim is 2147483647; it must be a whole number from 1 to 16,384",
                "layers=0 | layers is 0; it must be a whole number from 1 to 1,000",
                "layers=2147483647 | layers is 2147483647; it must be a whole number from 1 to 1,000",
                "batchSize=2147483647 | batchSize is 2147483647; it must be a whole number from 1 to 1,000,000",
                "temperature=1e-30 | temperature is 1.0E-30; it must be a number from 1e-6 to 1,000,000",
                "neighbors=-1 | neighbors is -1; it must be a whole number from 0 to 100,000",
                "heads=0 | heads is 0; it must be a whole number from 1 to 16,384",
                "dropout=1 | dropout is 1.0; it must be a number from 0 to 0.99",
                "dropout=-0.1 | dropout is -0.1; it must be a number from 0 to 0.99",
                "dropout=NaN | dropout is NaN; it must be a number from 0 to 0.99",
                "dropout=0.99999999 | dropout is 0.99999999; it must be a number from 0 to 0.99",
                "temperature=0 | temperature is 0.0; it must be a number from 1e-6 to 1,000,000",
                "temperature=Infinity | temperature is Infinity; it must be a number from 1e-6 to 1,000,000",
                "temperature=1e-50 | temperature is 1.0E-50; it must be a number from 1e-6 to 1,000,000",
                "codingPrecision=0 | codingPrecision is 0.0; it must be a number from 1e-6 to 1,000,000",
                "weightCompactness=-1 | weightCompactness is -1.0; it must be a number from 0 to 1,000,000",
                "weightContrast=NaN | weightContrast is NaN; it must be a number from 0 to 1,000,000",
                "weightElimination=-1 | weightElimination is -1.0; it must be a number from 0 to 1,000,000",
                "eliminationRate=1 | eliminationRate is 1.0; it must be a number from 0 to 0.99",
                "negatives=0 | negatives is 0; it must be a whole number from 1 to 1,000,000",
                "negativePower=-1 | negativePower is -1.0; it must be a number from 0 to 10",
                "negativePower=20 | negativePower is 20.0; it must be a number from 0 to 10",
                "batchSize=0 | batchSize is 0; it must be a whole number from 1 to 1,000,000",
                "shardSize=0 | shardSize is 0; it must be a whole number from 1 to 1,000,000",
                "miningEpochs=-1 | miningEpochs is -1; it must be a whole number from 0 to 1,000,000",
                "hardEpochs=-1 | hardEpochs is -1; it must be a whole number from 0 to 1,000,000",
                "reminingEpochs=-1 | reminingEpochs is -1; it must be a whole number from 0 to 1,000,000",
                "softEpochs=-1 | softEpochs is -1; it must be a whole number from 0 to 1,000,000",
                "jointEpochs=-1 | jointEpochs is -1; it must be a whole number from 0 to 1,000,000",
                "patience=0 | patience is 0; it must be a whole number from 1 to 1,000,000",
                "rateDecays=-1 | rateDecays is -1; it must be a whole number from 0 to 100",
                "learningRate=0 | learningRate is 0.0; it must be a number from 1e-12 to 1e30",
                "denoisingLearningRate=-1 | denoisingLearningRate is -1.0; it must be a number from 1e-12 to 1e30",
                "jointLearningRate=0 | jointLearningRate is 0.0; it must be a number from 1e-12 to 1e30",
                "warmupSteps=-1 | warmupSteps is -1; it must be a whole number from 0 to 1,000,000",
                "weightDecay=-1 | weightDecay is -1.0; it must be a number from 0 to 100",
                "clipNorm=-1 | clipNorm is -1.0; it must be a number that is 0 or from 0.001 to 1,000,000",
                "validationUsers=-1 | validationUsers is -1; it must be a whole number from 0 to 1,000,000,000",
                "epochExamples=-1 | epochExamples is -1; it must be a whole number from 0 to 1,000,000,000"
            })
    void valuesOutOfRange(String assignment, String message) {
        assertThatThrownBy(() -> ConfigFile.set(TrainingConfig.DEFAULTS, List.of(assignment)))
                .isInstanceOf(ConfigException.class)
                .hasMessage("--set: " + message);
    }

    @Test
    void manyDivisorsAreNotAllNamed() {
        List<String> set = List.of("dim=2520", "chunks=11");
        assertThatThrownBy(() -> ConfigFile.set(TrainingConfig.DEFAULTS, set))
                .isInstanceOf(ConfigException.class)
                .hasMessage("--set: chunks is 11; it must be a divisor of dim, which is 2520"
                        + " (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, …)");
    }

    @Test
    void onlyTheEncoderThatReadsAKeyRefusesIt() {
        List<String> odd = List.of("dim=9", "chunks=3");
        assertThat(ConfigFile.set(TrainingConfig.DEFAULTS, odd).encoder().heads())
                .isEqualTo(2);
        List<String> attends = List.of("dim=9", "model=sasrec");
        assertThatThrownBy(() -> ConfigFile.set(TrainingConfig.DEFAULTS, attends))
                .isInstanceOf(ConfigException.class)
                .hasMessage("--set: heads is 2; it must be a divisor of dim, which is 9 (1, 3, 9)");
        List<String> fits = List.of("dim=9", "model=sasrec", "heads=3");
        assertThat(ConfigFile.set(TrainingConfig.DEFAULTS, fits).end4rec().chunks())
                .isEqualTo(8);
    }

    /** The event after a prefix has any behavior, and the readout would not know which. */
    @ParameterizedTest
    @CsvSource({"shared,all", "banded,all", "causal,each", "shared,each"})
    void aQueryNeedsToKnowWhatIsAskedFor(String mixing, String positions) {
        List<String> set = List.of("query=true", "mixing=" + mixing, "positions=" + positions);
        assertThatThrownBy(() -> ConfigFile.set(TrainingConfig.DEFAULTS, set))
                .isInstanceOf(ConfigException.class)
                .hasMessage("--set: query is true; it must be false if mining trains on prefixes before events of any"
                        + " behavior: choose mixing=causal with positions=all, or positions=target or last");
        for (String known : List.of("target", "last")) {
            List<String> settings = List.of("query=true", "mixing=" + mixing, "positions=" + known);
            assertThat(ConfigFile.set(TrainingConfig.DEFAULTS, settings)
                            .end4rec()
                            .query())
                    .isTrue();
        }
    }

    @Test
    void noEpochsAtAll() {
        List<String> none = new ArrayList<>(List.of("guided=false", "level=token", "jointEpochs=0"));
        String message = "--set: jointEpochs is 0; it must be at least 1 if no other stage has epochs";
        assertThatThrownBy(() -> ConfigFile.set(TrainingConfig.DEFAULTS, none))
                .isInstanceOf(ConfigException.class)
                .hasMessage(message);
        none.addAll(List.of("guided=true", "miningEpochs=0", "hardEpochs=0", "softEpochs=0"));
        assertThatThrownBy(() -> ConfigFile.set(TrainingConfig.DEFAULTS, none))
                .isInstanceOf(ConfigException.class)
                .hasMessage(message);
        none.add("softEpochs=1");
        assertThat(ConfigFile.set(TrainingConfig.DEFAULTS, none).schedule().softEpochs())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "{", "{\"dim\": 64", "{} x", "[]", "64", "null", "{'dim': 64}", "{\"dim\" 64}"})
    void textsThatAreNotAnObject(String json) {
        assertThatThrownBy(() -> ConfigFile.fromJson(json, "my.json"))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("my.json: ");
    }

    @Test
    void filesThatCannotBeRead() throws IOException {
        Path missing = temporary.resolve("missing.json");
        assertThatThrownBy(() -> ConfigFile.read(missing))
                .isInstanceOf(ConfigException.class)
                .hasMessage("there is no configuration file " + missing);
        assertThatThrownBy(() -> ConfigFile.read(temporary))
                .isInstanceOf(ConfigException.class)
                .hasMessage(temporary + " is a folder; expected a JSON file with the keys of a configuration");
        Path bytes = temporary.resolve("bytes.json");
        Files.write(bytes, new byte[] {'{', (byte) 0xff, '}'});
        assertThatThrownBy(() -> ConfigFile.read(bytes))
                .isInstanceOf(ConfigException.class)
                .hasMessage(bytes + ": not valid JSON: its bytes are not UTF-8");
    }
}
