package org.end4rec.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.end4rec.models.data.Histories;
import org.end4rec.models.data.SyntheticShop;
import org.end4rec.models.recommend.HistoryEvent;
import org.end4rec.models.recommend.Recommender;
import org.end4rec.models.run.RunFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickstartCommandTest {
    @TempDir
    Path folder;

    @Test
    void showsFiguresNoiseAndNextSteps() throws IOException {
        Path out = folder.resolve("shown");
        CommandResult result = quickstart(out);
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("ranking full, model after stage joint")
                .contains("The validation ranked unseen, which leaves out items that the user has had.")
                .containsPattern("\n  HR@10 +[0-9.]+ +[0-9.]+ +[0-9.]*\n")
                .contains("Finding accidental clicks among the clicks: ROC-AUC 0.")
                .contains("Recommended to user u")
                .contains(" the Hard Noise Eliminator dropped ")
                .contains("end4rec explain --run " + out + " --user u")
                .contains("end4rec serve --run " + out);
        assertThat(out.resolve("shop.tsv")).exists();
        assertThat(Recommender.load(out).knows("u1")).isTrue();
    }

    @Test
    void jsonHasFiguresAndNoise() throws IOException {
        Path out = folder.resolve("json");
        JsonNode json = quickstart(out, "--json").json();
        assertThat(json.path("log").path("users").asInt()).isEqualTo(120);
        assertThat(json.path("HR@10").asDouble()).isPositive();
        assertThat(json.path("popularity").has("HR@10")).isTrue();
        assertThat(json.path("noise").path("roc_auc").asDouble()).isBetween(0.01, 0.99);
        int accidental = json.path("noise").path("accidental_clicks").asInt();
        int others = json.path("noise").path("other_clicks").asInt();
        // 20 % of all events are accidental clicks, and three in four of all events are clicks
        assertThat(accidental / (double) (accidental + others)).isBetween(0.2, 0.36);
        assertThat(json.path("items")).hasSize(5);
        List<String> seen = Recommender.load(out).historyOf(json.path("user").asText()).stream()
                .map(HistoryEvent::item)
                .toList();
        json.path("items")
                .forEach(each ->
                        assertThat(seen).doesNotContain(each.path("item").asText()));
    }

    /** A novel split hides some events of a run, so its histories are shorter than those of the log. */
    @Test
    void labelsAreThoseOfTheEvents() throws IOException {
        SyntheticShop shop = new SyntheticShop(new SyntheticShop.Config(120, 1000, 25, 0.2, 0.2, 30, 1));
        Histories whole = Histories.of(shop.log());
        Path out = folder.resolve("labels");
        CommandResult result = quickstart(out);
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).doesNotContainPattern("(fav|cart|buy) .*accidental");
        assertThatThrownBy(() -> NoiseReport.of(
                        Recommender.load(out), whole, RunFolder.open(out).data().split()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(" with labels");
    }

    @Test
    void folderWithARunIsLeftAlone() {
        Path run = TinyRun.folder();
        quickstart(run)
                .isUsageErrorOf(
                        "quickstart",
                        run + " holds a run already; choose another folder, or resume it: end4rec train --out " + run
                                + " --resume");
    }

    @Test
    void refusesArguments() {
        Path out = folder.resolve("run");
        CommandResult.of("quickstart", "--out", out, "--users", 0)
                .isUsageErrorOf("quickstart", "users is 0; it must be from 1 to 10000000");
        quickstart(out, "--set", "length=long")
                .isUsageErrorOf("quickstart", "--set: length is 'long'; it must be a whole number from 1 to 65,536");
        for (String setting : List.of("model=sasrec", "hard=false")) {
            quickstart(out, "--set", setting)
                    .isUsageErrorOf(
                            "quickstart",
                            "quickstart shows which events END4Rec's Hard Noise Eliminator drops, so model must be"
                                    + " end4rec and hard must be true; found "
                                    + (setting.equals("hard=false")
                                            ? "model=end4rec and hard=false"
                                            : "model=sasrec and hard=true")
                                    + ". 'end4rec generate' and 'end4rec train' accept all settings");
        }
        assertThat(out).doesNotExist();
    }

    private static CommandResult quickstart(Path out, Object... more) {
        Object[] start = {"quickstart", "--out", out, "--users", 120, "--threads", 2};
        return CommandResult.of(
                Stream.of(start, TinyRun.SETTINGS, more).flatMap(Stream::of).toArray());
    }
}
