package org.end4rec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.end4rec.models.recommend.HistoryEvent;
import org.end4rec.models.recommend.Recommender;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Count-based baselines are models of the commands, and a run of novel targets leaves seen items out. */
class CountedCommandsTest {
    @TempDir
    Path folder;

    private CommandResult train(Object... more) {
        return CommandResult.of(Stream.concat(
                        Stream.of(
                                "train", "--events", TinyRun.log(), "--target", "buy", "--out", folder.resolve("run")),
                        Stream.of(more))
                .toArray());
    }

    private CommandResult recommend(Object... more) {
        return CommandResult.of(
                Stream.concat(Stream.of("recommend", "--run", folder.resolve("run"), "--user", "u7"), Stream.of(more))
                        .toArray());
    }

    @ParameterizedTest
    @ValueSource(strings = {"popularity", "markov", "itemknn"})
    void aBaselineIsTrainedEvaluatedAskedAndResumed(String model) throws IOException {
        JsonNode trained = train("--model", model, "--json").json();
        assertThat(trained.path("model").asText()).isEqualTo(model);
        assertThat(trained.path("stage").asText()).isEqualTo("counting");
        assertThat(trained.path("HR@10").asDouble()).isPositive();
        JsonNode evaluated = CommandResult.of("evaluate", "--run", folder.resolve("run"), "--json")
                .json();
        assertThat(evaluated.path("HR@10")).isEqualTo(trained.path("HR@10"));
        assertThat(recommend("--json", "--top", 3).json().path("items")).hasSize(3);
        CommandResult resumed = CommandResult.of("train", "--out", folder.resolve("run"), "--resume", "--json");
        assertThat(resumed.json().path("HR@10")).isEqualTo(trained.path("HR@10"));
        CommandResult explained = CommandResult.of("explain", "--run", folder.resolve("run"), "--user", "u7");
        assertThat(explained.code()).isNotZero();
        assertThat(explained.err()).contains("the model " + model + " does not judge events; only end4rec does");
    }

    @Test
    void settingsThatTheModelCannotHaveAreUsageErrors() {
        train("--model", "itemknn", "--set", "neighbors=0")
                .isUsageErrorOf("train", "--set: neighbors is 0; it must be at least 1 for itemknn");
        train("--model", "markov", "--set", "window=65")
                .isUsageErrorOf("train", "--set: window is 65; it must be a whole number from 1 to 64");
    }

    @Test
    void aRunOfNovelTargetsRecommendsWhatTheUserHasNotHad() throws IOException {
        // nothing is validated, so nothing is to be explained
        assertThat(train("--model", "popularity", "--novel").out())
                .contains("ranking full")
                .doesNotContain("validation");
        Recommender recommender = Recommender.load(folder.resolve("run"));
        Set<String> seen =
                recommender.historyOf("u7").stream().map(HistoryEvent::item).collect(Collectors.toSet());
        assertThat(items("--top", 60)).hasSize(60 - seen.size()).doesNotContainAnyElementsOf(seen);
        assertThat(items("--top", 60, "--exclude-seen")).isEqualTo(items("--top", 60));
        assertThat(items("--top", 60, "--include-seen")).hasSize(60).containsAll(seen);
        assertThat(recommend("--include-seen", "--exclude-seen").err()).contains("mutually exclusive");
    }

    private List<String> items(Object... more) throws IOException {
        List<Object> arguments = new ArrayList<>(List.of("--json"));
        arguments.addAll(List.of(more));
        List<String> items = new ArrayList<>();
        recommend(arguments.toArray())
                .json()
                .path("items")
                .forEach(each -> items.add(each.path("item").asText()));
        return items;
    }
}
