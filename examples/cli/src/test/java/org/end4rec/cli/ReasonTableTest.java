package org.end4rec.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.end4rec.models.recommend.Cause;
import org.end4rec.models.recommend.HistoryEvent;
import org.end4rec.models.recommend.Reason;
import org.end4rec.models.recommend.Recommender;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code recommend --because}. */
class ReasonTableTest {
    @TempDir
    Path folder;

    private static CommandResult recommend(Object... more) {
        Object[] arguments = new Object[more.length + 4];
        arguments[0] = "recommend";
        arguments[1] = "--run";
        arguments[2] = TinyRun.folder();
        arguments[3] = "--because";
        System.arraycopy(more, 0, arguments, 4, more.length);
        return CommandResult.of(arguments);
    }

    @Test
    void jsonHasAllThatTheRecommenderSays() throws IOException {
        Recommender recommender = Recommender.load(TinyRun.folder());
        List<HistoryEvent> history = recommender.historyOf("u7");
        List<Reason> reasons = recommender.because(history, recommender.answer(history, 3, false));
        JsonNode json = recommend("--user", "u7", "--top", 3, "--include-seen", "--json")
                .json();
        assertThat(json.path("because")).hasSize(3);
        for (int i = 0; i < 3; i++) {
            JsonNode found = json.path("because").path(i);
            Reason reason = reasons.get(i);
            assertThat(found.path("item").asText())
                    .isEqualTo(reason.item())
                    .isEqualTo(json.path("items").path(i).path("item").asText());
            assertThat(found.path("score").asDouble()).isEqualTo(reason.score());
            assertThat(found.path("encoder").asDouble() + found.path("votes").asDouble())
                    .isCloseTo(reason.score(), within(1e-5));
            assertThat(found.path("events")).hasSize(reason.causes().size());
            for (int j = 0; j < reason.causes().size(); j++) {
                JsonNode event = found.path("events").path(j);
                Cause cause = reason.causes().get(j);
                assertThat(event.path("item").asText()).isEqualTo(cause.event().item());
                assertThat(event.path("behavior").asText())
                        .isEqualTo(cause.event().behavior());
                assertThat(event.path("kept").asBoolean()).isEqualTo(cause.kept());
                assertThat(event.path("votes").asDouble()).isEqualTo(cause.votes());
                assertThat(event.path("change").asDouble()).isEqualTo(cause.change());
            }
        }
    }

    @Test
    void theTableNamesTheStrongestEvents() throws IOException {
        Path file = Files.writeString(folder.resolve("history.csv"), "i3,click\n");
        CommandResult result = recommend("--history", file, "--top", 70, "--include-seen");
        assertThat(result.out()).contains("rank   item   ", "of votes   because of");
        double score = recommend("--history", file, "--top", 1, "--include-seen", "--json")
                .json()
                .path("items")
                .path(0)
                .path("score")
                .asDouble();
        // the only event is the whole score
        assertThat(result.out().lines().skip(2).findFirst().orElse(""))
                .endsWith(String.format(Locale.ROOT, "click i3 (%.3f)", score));
    }

    @Test
    void anAnswerByPopularityHasNoReasons() throws IOException {
        CommandResult result = recommend("--user", "nobody", "--top", 2);
        assertThat(result.out()).doesNotContain("because of").contains("rank");
        assertThat(recommend("--user", "nobody", "--top", 2, "--json").json().path("because"))
                .isEmpty();
    }

    @Test
    void needsOneUser() {
        recommend("--all", "--out", folder.resolve("all.tsv"))
                .isUsageErrorOf("recommend", "--because explains the answer of one user; leave it out with --all");
    }
}
