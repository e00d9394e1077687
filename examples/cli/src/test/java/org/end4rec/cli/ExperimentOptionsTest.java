package org.end4rec.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.end4rec.cli.ExperimentCommandsTest.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Options of {@code compare}, {@code ablate}, {@code sweep} and {@code noise} that are refused before any work. */
class ExperimentOptionsTest {
    @TempDir
    Path folder;

    // errors

    @ParameterizedTest
    @ValueSource(strings = {"compare", "ablate", "sweep", "noise"})
    void needFiguresThatMakeSense(String command) {
        refuses(command, "--seeds is 0; it must be from 1 to 1000", "--seeds", 0);
        refuses(command, "--threads is 0; it must be at least 1", "--threads", 0);
        refuses(
                command,
                "--protocol: \"best\" is not a protocol; use full, unseen or sampled:n, where n is the number of"
                        + " negatives, such as sampled:99",
                "--protocol",
                "best");
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "compare | --trials   | 0             | --trials is 0; it must be from 1 to 10000",
                "compare | --counting-trials | 10001  | --counting-trials is 10001; it must be from 1 to 10000",
                "compare | --models   | markov,markov | --models names a model twice: markov,markov",
                "ablate  | --variants | half          | there is no variant 'half'; the variants are whole, paper,"
                        + " no-compactness, no-hard, no-soft, no-votes, mining-only, no-contrast, token,"
                        + " representation, no-feed-forward, end-to-end",
                "ablate  | --variant  | small         | --variant small: expected a name and settings, such as"
                        + " small:dim=32,layers=1",
                "ablate  | --variant  | small:dim     | --variant small:dim: 'dim' is not key=value",
                "ablate  | --variant  | whole:dim=8   | there are two variants named 'whole'; give them different"
                        + " names",
                "sweep   | --key      | seed          | --key seed cannot be swept; 'end4rec compare' compares models,"
                        + " and --seeds sets the number of seeds",
                "noise   | --rates    | 0,1           | --rates: a rate is 1.0; it must be from 0 to 0.9",
            })
    void refuseOptions(String command, String option, String value, String message) {
        refuses(command, message, option, value);
    }

    @ParameterizedTest
    @CsvSource({"--target,buy", "--test,test.csv", "--rates,0.1", "--columns,'user,item'", "--separator,;"})
    void noiseInShopsTakesNothingThatIsForALog(String option, String value) {
        CommandResult.of("noise", "--novel", "--out", folder, option, value)
                .isUsageErrorOf(
                        "noise", option + " needs a log; give the log with --events, or leave " + option + " out");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void nameTheKnownModels() {
        CommandResult result = CommandResult.of(arguments(folder, "compare", "--models", "end4rec,magic"));
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err())
                .startsWith("end4rec: there is no model 'magic'; the models are end4rec, ")
                .contains("popularity");
    }

    @ParameterizedTest
    @ValueSource(strings = {"compare", "noise"})
    void nameTheModelThatTheSettingsDoNotFit(String command) {
        CommandResult result =
                CommandResult.of(arguments(folder, command, "--models", "markov,end4rec,sasrec+b", "--set", "heads=3"));
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).startsWith("end4rec: sasrec+b: --set: heads is 3; ");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void checkEverySettingBeforeAnythingIsTrained() {
        CommandResult result = CommandResult.of(arguments(folder, "sweep", "--key", "chunks", "--values", "1,3"));
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).startsWith("end4rec: chunks=3: ").contains("a divisor of dim");
        CommandResult.of(arguments(folder, "sweep", "--model", "itemknn", "--key", "neighbors", "--values", "2,5,-1"))
                .isUsageErrorOf("sweep", "neighbors=-1: itemknn: neighbors is -1; it must be at least 1");
        CommandResult.of(arguments(folder, "ablate", "--variant", "last:model=markov,window=0"))
                .isUsageErrorOf("ablate", "last: markov: window is 0; it must be from 1 to 64");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void needALog() {
        CommandResult.of("ablate", "--out", folder)
                .isUsageErrorOf(
                        "ablate",
                        "the experiment needs --events or --data, and --target: the log, and the behavior to predict");
    }

    @Test
    void refuseAFileInPlaceOfTheFolder() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        CommandResult result = CommandResult.of(
                "compare", "--events", TinyRun.log(), "--target", "buy", "--models", "popularity", "--out", file);
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("end4rec: cannot use the file " + file);
    }

    private void refuses(String command, String message, Object option, Object value) {
        CommandResult.of(arguments(folder, command, option, value)).isUsageErrorOf(command, message);
    }
}
