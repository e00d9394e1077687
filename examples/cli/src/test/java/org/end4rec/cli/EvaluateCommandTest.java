package org.end4rec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluateCommandTest {
    @TempDir
    Path folder;

    @Test
    void repeatsTheFiguresOfTraining() throws IOException {
        JsonNode json = CommandResult.of("evaluate", "--run", TinyRun.folder(), "--threads", 1, "--json")
                .json();
        JsonNode trained = TinyRun.trained().json();
        for (String key : List.of("stage", "protocol", "examples", "HR@5", "NDCG@10", "MRR@20", "popularity")) {
            assertThat(json.path(key)).as(key).isEqualTo(trained.path(key));
            assertThat(json.has(key)).as(key).isTrue();
        }
        assertThat(json.path("protocol").asText()).isEqualTo("full");
    }

    @Test
    void protocolAndCutoffsCanBeChosen() throws IOException {
        JsonNode json = CommandResult.of(
                        "evaluate", "--run", TinyRun.folder(), "--protocol", "sampled:9", "--at", "1,10", "--json")
                .json();
        assertThat(json.path("protocol").asText()).isEqualTo("sampled:9");
        assertThat(json.path("HR@10").asDouble()).isEqualTo(1.0);
        assertThat(json.path("HR@1").asDouble()).isBetween(0.0, 0.999);
        assertThat(json.has("HR@5")).isFalse();
    }

    @Test
    void ranksGiveTheHitRateAgain() throws IOException {
        Path ranks = folder.resolve("ranks.tsv");
        CommandResult result = CommandResult.of("evaluate", "--run", TinyRun.folder(), "--ranks", ranks, "--json");
        List<String> lines = Files.readAllLines(ranks);
        assertThat(lines.get(0)).isEqualTo("user\ttarget\trank");
        assertThat(lines.get(1)).matches("u[0-9]+\ti[0-9]+\t[0-9]+");
        double hits = lines.stream()
                .skip(1)
                .filter(line -> Integer.parseInt(line.split("\t", -1)[2]) <= 10)
                .count();
        assertThat(hits / (lines.size() - 1))
                .isEqualTo(result.json().path("HR@10").asDouble());
        assertThat(lines).hasSize(1 + result.json().path("examples").asInt());
    }

    @Test
    void ranksReplaceNoFileUnasked() throws IOException {
        Path ranks = Files.writeString(folder.resolve("ranks.tsv"), "mine");
        Object[] evaluate = {"evaluate", "--run", TinyRun.folder(), "--ranks", ranks};
        CommandResult.of(evaluate)
                .isUsageErrorOf(
                        "evaluate",
                        "--ranks " + ranks + " exists already; choose another path, or give --force to replace it");
        assertThat(ranks).hasContent("mine");
        CommandResult forced = CommandResult.of("evaluate", "--run", TinyRun.folder(), "--ranks", ranks, "--force");
        assertThat(forced.code()).as(forced.err()).isZero();
        assertThat(Files.readAllLines(ranks).get(0)).isEqualTo("user\ttarget\trank");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run.json", "RUN.JSON", "votes.json", "stage-9-new.safetensors", "run.lock"})
    void ranksReplaceNoFileOfARun(String name) throws IOException {
        Path run = TinyRun.copyTo(folder.resolve("run"));
        Path ranks = run.resolve(name);
        byte[] before = Files.readAllBytes(run.resolve("run.json"));
        CommandResult.of("evaluate", "--run", run, "--ranks", ranks, "--force")
                .isUsageErrorOf(
                        "evaluate", "--ranks " + ranks + " is a file of the run in " + run + "; choose another path");
        assertThat(run.resolve("run.json")).hasBinaryContent(before);
        CommandResult other = CommandResult.of("evaluate", "--run", run, "--ranks", run.resolve("ranks.tsv"));
        assertThat(other.code()).as(other.err()).isZero();
    }

    @Test
    void ranksAreNoDevice() {
        Path device = Path.of("/dev/null");
        Assumptions.assumeTrue(Files.exists(device), "no devices here");
        CommandResult.of("evaluate", "--run", TinyRun.folder(), "--ranks", device, "--force")
                .isUsageErrorOf("evaluate", "--ranks /dev/null is a folder, pipe or device; name a file");
    }

    @Test
    void tableHasPopularityBesideTheModel() {
        CommandResult result = CommandResult.of("evaluate", "--run", TinyRun.folder());
        assertThat(result.out().lines().skip(1).findFirst().orElse("")).matches(" +end4rec +popularity +ratio");
        assertThat(result.out()).containsPattern("\n  NDCG@20 +[0-9.]+ +[0-9.]+ +[0-9.]+\n");
        assertThat(result.code()).isZero();
    }

    @Test
    void refusesArguments() {
        CommandResult.of("evaluate", "--run", TinyRun.folder(), "--at", "5,0")
                .isUsageErrorOf("evaluate", "--at has 0; cutoffs must be at least 1");
        CommandResult.of("evaluate", "--run", TinyRun.folder(), "--protocol", "half")
                .isUsageErrorOf(
                        "evaluate",
                        "--protocol: \"half\" is not a protocol; use full, unseen or sampled:n, where n is the number"
                                + " of negatives, such as sampled:99");
    }

    @Test
    void saysWhatIsWrongWithARun() throws IOException {
        Path none = folder.resolve("none");
        CommandResult.of("evaluate", "--run", none)
                .failsWith("there is no run in " + none + " (no run.json); give the folder that 'train --out' wrote");

        Path newer = TinyRun.copyTo(folder.resolve("newer"));
        Path manifest = newer.resolve("run.json");
        Files.writeString(
                manifest,
                Files.readString(manifest)
                        .replaceFirst("\"format\" : 2", "\"format\" : 99")
                        .replaceFirst("\"version\" : \"[^\"]*\"", "\"version\" : \"7.5\""));
        CommandResult newerResult = CommandResult.of("evaluate", "--run", newer);
        assertThat(newerResult.err())
                .startsWith("end4rec: " + manifest + ": the run has format 99, written by version 7.5; ")
                .hasLineCount(1);
        assertThat(newerResult.code()).isEqualTo(1);

        Path damaged = TinyRun.copyTo(folder.resolve("damaged"));
        Path parameters = damaged.resolve("stage-5-joint.safetensors");
        byte[] bytes = Files.readAllBytes(parameters);
        Files.write(parameters, Arrays.copyOf(bytes, bytes.length - 10));
        CommandResult damagedResult = CommandResult.of("evaluate", "--run", damaged);
        assertThat(damagedResult.err())
                .startsWith("end4rec: ")
                .contains("stage-5-joint.safetensors")
                .hasLineCount(1);
        assertThat(damagedResult.code()).isEqualTo(1);
    }
}
