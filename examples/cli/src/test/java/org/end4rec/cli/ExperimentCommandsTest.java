package org.end4rec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.end4rec.models.training.Architecture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** {@code compare}, {@code ablate}, {@code sweep} and {@code noise} on a tiny shop. */
class ExperimentCommandsTest {
    @TempDir
    Path folder;

    // values

    @Test
    void comparesAndResumesFromFinishedTrials() throws IOException {
        Object[] more = {"--models", "sasrec,markov,popularity", "--trials", 2, "--protocol", "full,sampled:9"};
        CommandResult first = run("compare", more);
        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.out())
                .contains(
                        "3 models, at most 2 tuning trials each (1 of popularity)",
                        "HR@10 full",
                        "NDCG@10 sampled:9",
                        "markov minus the others")
                .contains("markov against the best of the others");
        // 2 + 1, 2 + 1 and 1 trials, of which each model's last is the better of its first two
        assertThat(first.err()).contains("trial 1 of 7: sasrec", "trial 7 of 7: popularity", "all done", "wrote ");
        JsonNode report = json("compare");
        assertThat(report.path("rows").size()).isEqualTo(3);
        assertThat(report.path("differences").size()).isEqualTo(8);
        assertThat(Files.readString(folder.resolve("compare.html"))).contains("<svg", "popularity");
        assertThat(folder.resolve("compare-differences.csv")).exists();
        CommandResult second = run("compare", more);
        assertThat(second.out()).isEqualTo(first.out());
        assertThat(second.err())
                .contains("trial 1 of 7 was finished before: sasrec", "; all done")
                .doesNotContain("trial 1 of 7: ", " left");
    }

    /** The command that compare prints trains the same model as the best trial, and finds the same metrics. */
    @ParameterizedTest
    @ValueSource(strings = {"sasrec,fmlprec,popularity", "itemknn,markov"})
    void theBestIsTrainedByTheCommandItNames(String models) throws IOException {
        CommandResult result = run("compare", "--models", models, "--trials", 2);
        assertThat(result.code()).as(result.err()).isZero();
        JsonNode rows = read(folder.resolve("compare.json")).path("rows");
        JsonNode best = IntStream.range(0, rows.size())
                .mapToObj(rows::path)
                .max(Comparator.comparing(
                        row -> row.path("validation").path("mean").asDouble()))
                .orElseThrow();
        String model = best.path("model").asText();
        String line = model + " has the best validation; to train it for use:" + System.lineSeparator();
        assertThat(result.err()).contains(line);
        String command = result.err()
                .substring(result.err().indexOf(line) + line.length())
                .strip();
        assertThat(command)
                .startsWith("end4rec train --config " + folder.resolve("compare-best.json") + " --events ")
                .contains(" --target buy --novel --out ");
        CommandResult trained = CommandResult.of(
                (Object[]) command.substring("end4rec ".length()).split(" "));
        assertThat(trained.code()).as(trained.err()).isZero();
        JsonNode metrics = read(folder.resolve("compare-best").resolve("metrics.json"));
        assertThat(metrics.path("NDCG@10").asDouble())
                .isEqualTo(best.path("metrics")
                        .path("full")
                        .path("NDCG@10")
                        .path("mean")
                        .asDouble());
    }

    @Test
    void aFolderWithOtherFilesIsRefused() throws IOException {
        Path mine = Files.writeString(folder.resolve("compare.csv"), "mine");
        run("compare", "--models", "popularity")
                .isUsageErrorOf(
                        "compare",
                        "--out " + folder
                                + " is not empty and has no trials of an experiment; choose another folder, or"
                                + " give --force to write to this folder; its files stay");
        CommandResult forced = run("compare", "--models", "popularity", "--force");
        assertThat(forced.code()).as(forced.err()).isZero();
        assertThat(mine).hasContent("mine");
        assertThat(folder.resolve("compare-2.json")).exists();
    }

    @Test
    void aRunIsNoFolderOfExperiments(@TempDir Path temporary) throws IOException {
        Path run = TinyRun.copyTo(temporary.resolve("run"));
        CommandResult.of(
                        "compare",
                        "--events",
                        TinyRun.log(),
                        "--target",
                        "buy",
                        "--models",
                        "popularity",
                        "--force",
                        "--out",
                        run)
                .isUsageErrorOf(
                        "compare",
                        "--out " + run + " is the folder of a run; choose another folder for the experiment");
        assertThat(run.resolve("trials")).doesNotExist();
    }

    private static JsonNode read(Path file) {
        try {
            return new ObjectMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** popularity has nothing to tune. */
    @Test
    void saysHowManyTrialsThereReallyWere(@TempDir Path elsewhere) throws IOException {
        Path space = Files.writeString(elsewhere.resolve("space.json"), "{\"markov\": {\"window\": [1, 2]}}");
        Object[] of = {"--space", space, "--counting-trials", 3, "--models"};
        assertThat(run("compare", with(of, "markov")).out()).contains("1 model, 3 tuning trials each (");
        assertThat(run("compare", with(of, "markov,popularity")).out())
                .contains("2 models, at most 3 tuning trials each (1 of popularity)");
        assertThat(run("compare", "--counting-trials", 3, "--models", "sasrec").out())
                .contains("1 model, 1 tuning trial each (");
        Files.writeString(space, "{\"sasrek\": {\"heads\": [1, 2]}}");
        assertThat(run("compare", with(of, "markov")).err()).contains(space + ": there is no model 'sasrek'");
    }

    private static Object[] with(Object[] options, Object last) {
        return Stream.concat(Stream.of(options), Stream.of(last)).toArray();
    }

    @Test
    void comparesWithoutVotesUnlessTheyAreNamed() {
        List<String> models = new CommandLine(new CompareCommand())
                .getCommandSpec()
                .findOption("--models")
                .getValue();
        assertThat(models)
                .containsAll(Architecture.baselines().stream()
                        .map(Architecture::toString)
                        .toList())
                .contains("end4rec", "sasrec+b", "itemknn", "popularity")
                .noneMatch(model -> model.endsWith("+v"));
        CommandResult voted = run("compare", "--models", "sasrec+v", "--set", "neighbors=5", "--set", "jointEpochs=1");
        assertThat(voted.code()).as(voted.err()).isZero();
        assertThat(voted.err()).contains("sasrec+v");
    }

    @Test
    void ablates() throws IOException {
        CommandResult result =
                run("ablate", "--variants", "whole,no-hard,end-to-end", "--variant", "small:dim=8,chunks=2");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("END4Rec and 3 variants", "whole minus the others", "end-to-end", "small");
        JsonNode rows = json("ablate").path("rows");
        assertThat(rows.findValuesAsText("name")).containsExactly("whole", "no-hard", "end-to-end", "small");
        // the epochs of all stages together, or fewer where patience ends
        assertThat(rows.path(2).path("curves").path(0).size()).isBetween(3, 6);
        assertThat(rows.path(2).path("curves").path(0).path(0).path("stage").asText())
                .isEqualTo("joint");
    }

    @Test
    void aVariantMayBeAnotherModel() throws IOException {
        CommandResult result = run(
                "ablate",
                "--variants",
                "mining-only",
                "--variant",
                "attention:model=sasrec+b,heads=1,layers=1",
                "--variant",
                "last:model=markov,window=1");
        assertThat(result.code()).as(result.err()).isZero();
        JsonNode rows = json("ablate").path("rows");
        assertThat(rows.findValuesAsText("model")).startsWith("end4rec").contains("sasrec+b", "markov");
        assertThat(rows.path(1).path("stepBytes").asLong()).isPositive();
        assertThat(rows.path(2).path("stepBytes").asLong()).isZero();
        assertThat(run("ablate", "--variant", "a:model=tree").err())
                .contains("there is no model 'tree'; the models are end4rec, sasrec");
    }

    @Test
    void sweeps() throws IOException {
        CommandResult result = run("sweep", "--key", "chunks", "--values", "1,2,4");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("The chunks of end4rec", "chunks=4");
        JsonNode rows = json("sweep-chunks").path("rows");
        assertThat(rows.path(0).path("parameters").asInt())
                .isGreaterThan(rows.path(2).path("parameters").asInt());
    }

    @Test
    void sweepsOfSeveralModelsHaveNamesOfTheirOwn() {
        Object[] more = {"--key", "recency", "--values", "0.5,1", "--model", "itemknn"};
        assertThat(run("sweep", more).out()).contains("The recency of itemknn");
        assertThat(folder.resolve("sweep-itemknn-recency.csv")).exists();
    }

    @Test
    void reportsOfOtherCommandsStay() throws IOException {
        Object[] three = {"--models", "markov,itemknn,popularity"};
        Object[] one = {"--models", "popularity"};
        run("compare", three);
        JsonNode first = json("compare");
        String differences = Files.readString(folder.resolve("compare-differences.csv"));
        CommandResult second = run("compare", one);
        assertThat(second.err())
                .contains(folder.resolve("compare.json") + " was written by another command and stays")
                .contains("wrote " + folder.resolve("compare-2.json"));
        assertThat(json("compare")).isEqualTo(first);
        assertThat(folder.resolve("compare-differences.csv")).hasContent(differences);
        assertThat(json("compare-2").path("rows")).hasSize(1);
        assertThat(folder.resolve("compare-2-differences.csv")).doesNotExist();
        // the same commands again replace their own
        assertThat(run("compare", one).err()).contains("wrote " + folder.resolve("compare-2.json"));
        assertThat(run("compare", three).err())
                .contains("wrote " + folder.resolve("compare.json"))
                .doesNotContain("stays");
        assertThat(folder.resolve("compare-3.json")).doesNotExist();
    }

    /** Without noise it is what is measured anyway, under the first protocol. */
    @ParameterizedTest
    @ValueSource(strings = {"full", "unseen", "sampled:9"})
    void injectsNoise(String protocol) throws IOException {
        CommandResult result = run(
                "noise", "--models", "itemknn,popularity", "--rates", "0,0.5", "--protocol", protocol + ",sampled:19");
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("NDCG@10 " + protocol + " noise 0.5");
        JsonNode row = json("noise-injected").path("rows").path(0);
        String unharmed = "NDCG@10 " + protocol + " noise 0.0";
        assertThat(row.path("answers").path(unharmed).path("mean").asDouble())
                .isEqualTo(row.path("metrics")
                        .path(protocol)
                        .path("NDCG@10")
                        .path("mean")
                        .asDouble());
    }

    @Test
    void triesShopsOfKnownNoise() throws IOException {
        CommandResult result = CommandResult.of(Stream.concat(
                        Stream.of(
                                "noise",
                                "--novel",
                                "--users",
                                120,
                                "--items",
                                60,
                                "--length",
                                20,
                                "--hard",
                                "0,0.3",
                                "--soft",
                                0.1),
                        Stream.concat(
                                Stream.of("--models", "end4rec,popularity", "--seeds", 1, "--out", folder),
                                Stream.of(TinyRun.SETTINGS)))
                .toArray());
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("end4rec hard 0.3 soft 0.1", "ROC-AUC", "Spearman");
        assertThat(result.err()).contains("shop 2 of 2: hard noise 0.3, soft noise 0.1", "trial 4 of 4");
        JsonNode rows = json("noise-shop").path("rows");
        assertThat(rows.size()).isEqualTo(4);
        assertThat(rows.path(2).path("answers").path("ROC-AUC").path("mean").asDouble())
                .isBetween(0.0, 1.0);
        assertThat(rows.path(3).path("answers").size()).isZero();
    }

    private CommandResult run(String command, Object... more) {
        return CommandResult.of(arguments(folder, command, more));
    }

    /** A command on the tiny shop that writes to a folder. */
    static Object[] arguments(Path folder, String command, Object... more) {
        Stream<Object> data =
                Stream.of(command, "--events", TinyRun.log(), "--target", "buy", "--novel", "--out", folder);
        List<Object> given = List.of(more);
        Stream<Object> seeds = given.contains("--seeds") ? Stream.of() : Stream.of("--seeds", 1);
        Stream<Object> key = command.equals("sweep") && !given.contains("--values")
                ? given.contains("--key") ? Stream.of("--values", 1) : Stream.of("--key", "chunks", "--values", 1)
                : Stream.of();
        return Stream.of(data, seeds, key, Stream.of(more), Stream.<Object>of(TinyRun.SETTINGS))
                .flatMap(part -> part)
                .toArray();
    }

    private JsonNode json(String kind) {
        return read(folder.resolve(kind + ".json"));
    }
}
