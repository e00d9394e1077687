package org.end4rec.models.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.end4rec.core.random.RandomStream;
import org.end4rec.models.data.EventLogBuilder;
import org.end4rec.models.data.Histories;
import org.end4rec.models.data.Split;
import org.end4rec.models.run.RunData;
import org.end4rec.models.training.TrainingConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every model learns on a log in which each user clicks and buys once, so that other events stand in for the target.
 */
class BoughtOnceTest {
    private static final int USERS = 40;

    @TempDir
    Path folder;

    /** Users click on round a ring of items, and buy the next one. */
    private static ExperimentData data(boolean novel) {
        RandomStream random = RandomStream.of(1, "bought once", 0);
        EventLogBuilder log = new EventLogBuilder();
        for (int user = 0; user < USERS; user++) {
            int item = random.below(user, 20);
            int clicks = 4 + user % 3;
            for (int i = 0; i <= clicks; i++) {
                log.add("u" + user, "i" + (item + i) % 20, i < clicks ? "click" : "buy", i);
            }
        }
        return ExperimentData.of("once", RunData.leaveLastOut(Histories.of(log.build()), "buy", novel));
    }

    @ParameterizedTest
    @CsvSource({
        "end4rec, last",
        "end4rec, target",
        "end4rec, all",
        "end4rec, each",
        "sasrec+b, last",
        "sasrec+b, target",
        "sasrec+b+v, all",
        "sasrec+b, each",
        "bert4rec+b, target",
        "bert4rec, all",
        "mbstr, target",
        "mbstr, all",
        "gru4rec+b, target",
        "fmlprec, target"
    })
    void encodersLearn(String model, String positions) throws IOException {
        for (boolean novel : new boolean[] {false, true}) {
            isFinite(run(novel, model, Map.of("positions", positions)));
        }
    }

    @ParameterizedTest
    @CsvSource({"softmax, 1", "sampled_softmax, 5", "bce, 3", "bpr, 3"})
    void everyLossDoes(String loss, String negatives) throws IOException {
        isFinite(run(false, "end4rec", Map.of("loss", loss, "negatives", negatives)));
    }

    @Test
    void clicksPredictPurchases() throws IOException {
        Split split = data(false).data().split();
        assertThat(split.trainsOnEveryBehavior()).isTrue();
        assertThat(split.validatesOnEveryBehavior()).isTrue();
        assertThat(split.test()).hasSize(USERS);
        assertThat(hitRate("markov")).isGreaterThan(0.9);
        assertThat(hitRate("itemknn")).isGreaterThan(hitRate("popularity"));
    }

    private double hitRate(String model) throws IOException {
        return run(false, model, Map.of())
                .metrics()
                .getOrDefault("full", Map.of())
                .getOrDefault("HR@5", Double.NaN);
    }

    private static void isFinite(TrialResult result) {
        assertThat(result.epochs()).isPositive();
        result.curve().forEach(epoch -> {
            assertThat(epoch.loss()).isFinite();
            assertThat(epoch.ndcg()).isFinite();
        });
    }

    private TrialResult run(boolean novel, String model, Map<String, String> settings) throws IOException {
        TrainingConfig base = TinyExperiment.BASE;
        TrialRunner runner = new TrialRunner(
                data(novel),
                Measurements.of(List.of("full"), 3),
                new TrialStore(folder.resolve(Boolean.toString(novel))),
                1,
                new TrialPlan(),
                ExperimentListener.NONE);
        return runner.run(Trial.of(model, base, settings, 1)).result();
    }
}
