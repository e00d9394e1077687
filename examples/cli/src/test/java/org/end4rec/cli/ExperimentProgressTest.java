package org.end4rec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.end4rec.models.training.EpochReport;
import org.end4rec.models.training.TrainingListener;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ExperimentProgressTest {
    @Test
    void aLongTrialSaysWhereItIsAboutOnceAMinute() {
        StringWriter text = new StringWriter();
        NoiseCommand command = new NoiseCommand();
        new CommandLine(command).setErr(new PrintWriter(text));
        AtomicLong clock = new AtomicLong();
        TrainingListener training = new ExperimentProgress(command, clock::get).training();
        int epoch = 0;
        for (int second : new int[] {30, 59, 61, 90, 120, 122, 400, 430}) {
            clock.set(TimeUnit.SECONDS.toNanos(second));
            training.epochStarted("mining", ++epoch, 9, 100);
            Map<String, Double> validation = Map.of("NDCG@10", epoch / 100.0);
            training.epochDone(new EpochReport("mining", epoch, 4, Map.of(), "full", validation, true, 1, 1));
        }
        assertThat(text.toString().lines())
                .containsExactly(
                        "  mining epoch 3/9: validation NDCG@10 0.0300 (ranking full)",
                        "  mining epoch 6/9: validation NDCG@10 0.0600 (ranking full)",
                        "  mining epoch 7/9: validation NDCG@10 0.0700 (ranking full)");
    }
}
