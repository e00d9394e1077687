package org.end4rec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.end4rec.models.training.EpochReport;
import org.junit.jupiter.api.Test;

class TrainingProgressTest {
    private static final String LINE =
            "soft   epoch  1/3   loss  4.1250  NDCG@10 0.2500*  HR@10 0.5000 (validation, ranking unseen)  1.5 s"
                    + " + 0.2 s validation";

    @Test
    void withoutTerminalThereIsALineForEachEpoch() {
        assertThat(shown(false)).isEqualTo(LINE + System.lineSeparator());
    }

    @Test
    void namesOfStagesAreAsWideAsTheLongest() {
        StringWriter text = new StringWriter();
        try (TrainingProgress progress = new TrainingProgress(new PrintWriter(text), false, () -> 0)) {
            progress.trainingStarted(stages("hard", 2, "remining", 1));
            progress.epochStarted("hard", 1, 2, 9);
            progress.epochDone(report("hard", 1));
            progress.stageDone("hard", 1, 0.5);
            progress.epochStarted("remining", 1, 1, 9);
            progress.epochDone(report("remining", 1));
        }
        assertThat(text.toString().lines().map(line -> line.substring(0, 14)))
                .containsExactly("hard     epoch", "hard     done:", "remining epoch");
    }

    @Test
    void withoutTerminalEachStageSaysOnceHowLongAllStagesTake() {
        long[] now = {0};
        StringWriter text = new StringWriter();
        try (TrainingProgress progress = new TrainingProgress(new PrintWriter(text), false, () -> now[0])) {
            progress.trainingStarted(stages("mining", 3, "joint", 2));
            for (int epoch = 1; epoch <= 2; epoch++) {
                progress.epochStarted("mining", epoch, 3, 9);
                now[0] += 60_000_000_000L;
                progress.epochDone(report("mining", epoch));
            }
            progress.stageDone("mining", 1, 0.5);
            for (int epoch = 1; epoch <= 2; epoch++) {
                progress.epochStarted("joint", epoch, 2, 9);
                now[0] += 90_000_000_000L;
                progress.epochDone(report("joint", epoch));
            }
        }
        assertThat(text.toString().lines().filter(line -> line.contains(" left")))
                .containsExactly("up to 4 min left", "up to 90 s left");
    }

    @Test
    void onATerminalTheBarSaysHowLongAllStagesTake() {
        long[] now = {0};
        StringWriter text = new StringWriter();
        try (TrainingProgress progress = new TrainingProgress(new PrintWriter(text), true, () -> now[0])) {
            progress.trainingStarted(stages("mining", 3));
            progress.epochStarted("mining", 1, 3, 1);
            now[0] += 50_000_000_000L;
            progress.epochDone(report("mining", 1));
            progress.epochStarted("mining", 2, 3, 1);
            now[0] += 10_000_000_000L;
            progress.stepDone(4.5);
        }
        assertThat(text.toString()).contains("loss 4.500, up to 90 s left");
    }

    private static EpochReport report(String stage, int epoch) {
        return new EpochReport(stage, epoch, 4.125, Map.of(), "unseen", Map.of("NDCG@10", 0.25), true, 1.5, 0.2);
    }

    private static Map<String, Integer> stages(Object... namesAndEpochs) {
        Map<String, Integer> stages = new LinkedHashMap<>();
        for (int i = 0; i < namesAndEpochs.length; i += 2) {
            stages.put((String) namesAndEpochs[i], (Integer) namesAndEpochs[i + 1]);
        }
        return stages;
    }

    @Test
    void onATerminalTheBarMakesWayForTheLine() {
        String text = shown(true);
        assertThat(text).endsWith('\r' + LINE + System.lineSeparator());
        for (String drawn : text.substring(0, text.length() - LINE.length() - 1).split("\r", -1)) {
            assertThat(drawn.length()).isLessThan(80);
        }
        assertThat(text).contains("soft   epoch  1/3");
    }

    @Test
    void workOfTwoSecondsSaysHowFarItHasComeAndThenEveryTen() {
        long[] now = {0};
        StringWriter text = new StringWriter();
        try (TrainingProgress progress = new TrainingProgress(new PrintWriter(text), false, () -> now[0])) {
            for (int second = 0; second <= 30; second++) {
                now[0] = second * 1_000_000_000L;
                progress.working("counting neighbors", second * 1000L, 30_000);
            }
            progress.working("weighing votes", 0, 61);
            now[0] += 1_900_000_000L;
            progress.working("weighing votes", 60, 61);
            now[0] += 1_900_000_000L;
            progress.working("weighing votes", 61, 61);
        }
        assertThat(text.toString().lines())
                .containsExactly(
                        "counting neighbors: 2,000 of 30,000",
                        "counting neighbors: 12,000 of 30,000",
                        "counting neighbors: 22,000 of 30,000");
    }

    @Test
    void withoutTerminalAnEpochSaysEveryTenSecondsWhichStepIsDone() {
        long[] now = {0};
        StringWriter text = new StringWriter();
        try (TrainingProgress progress = new TrainingProgress(new PrintWriter(text), false, () -> now[0])) {
            progress.trainingStarted(stages("mining", 9));
            progress.epochStarted("mining", 2, 9, 1_030);
            for (int step = 0; step < 25; step++) {
                now[0] += 1_000_000_000L;
                progress.stepDone(4.5);
            }
        }
        assertThat(text.toString().lines())
                .containsExactly(
                        "mining epoch  2/9  step 10 of 1,030  loss 4.500",
                        "mining epoch  2/9  step 20 of 1,030  loss 4.500");
    }

    @Test
    void onATerminalWorkHasOneLineThatGoesAway() {
        long[] now = {0};
        StringWriter text = new StringWriter();
        try (TrainingProgress progress = new TrainingProgress(new PrintWriter(text), true, () -> now[0])) {
            for (int second = 0; second <= 4; second++) {
                now[0] = second * 1_000_000_000L;
                progress.working("weighing votes", second * 10L, 40);
            }
        }
        assertThat(text.toString())
                .startsWith("\rweighing votes: 20 of 40\rweighing votes: 30 of 40\r ")
                .endsWith(" \r");
    }

    private static String shown(boolean terminal) {
        StringWriter text = new StringWriter();
        try (TrainingProgress progress = new TrainingProgress(new PrintWriter(text), terminal)) {
            progress.trainingStarted(stages("soft", 3, "joint+", 1));
            progress.epochStarted("soft", 1, 3, 2);
            progress.stepDone(4.25);
            progress.stepDone(4.0);
            Map<String, Double> validation = Map.of("NDCG@10", 0.25, "HR@10", 0.5);
            progress.epochDone(new EpochReport("soft", 1, 4.125, Map.of(), "unseen", validation, true, 1.5, 0.2));
            assertThat(progress.epochs()).isEqualTo(1);
        }
        return text.toString();
    }
}
