package org.end4rec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.end4rec.models.data.ProgressListener;
import org.junit.jupiter.api.Test;

class WorkProgressTest {
    private static final long SECOND = 1_000_000_000L;

    private final long[] now = {0};
    private final StringWriter text = new StringWriter();

    @Test
    void aLongFileIsToldInMegabytes() {
        ProgressListener bytes = new WorkProgress(new PrintWriter(text), false, () -> now[0]).bytes("reading a.csv");
        for (int second = 0; second < 25; second++) {
            now[0] = second * SECOND;
            bytes.at((second + 1) * 40_000_000L, 2_500_000_000L);
        }
        assertThat(text.toString().lines())
                .containsExactly(
                        "reading a.csv: 120 of 2,500 MB, 60 MB a second, 40 s left",
                        "reading a.csv: 520 of 2,500 MB, 43 MB a second, 46 s left",
                        "reading a.csv: 920 of 2,500 MB, 42 MB a second, 38 s left");
    }

    @Test
    void aPipeHasNoTotal() {
        ProgressListener bytes = new WorkProgress(new PrintWriter(text), false, () -> now[0]).bytes("reading -");
        bytes.at(1_000_000, 0);
        now[0] = 3 * SECOND;
        bytes.at(7_000_000, 0);
        assertThat(text.toString().lines()).containsExactly("reading -: 7 MB, 2 MB a second");
    }

    @Test
    void aTerminalHasOneLineThatIsCutToItsWidth() {
        WorkProgress progress = new WorkProgress(new PrintWriter(text), true, () -> now[0]);
        String name = "x".repeat(100);
        progress.at(name, 0, 9);
        now[0] = 2 * SECOND;
        progress.at(name, 1, 9);
        progress.at(name, 2, 9);
        progress.at(name, 9, 9);
        assertThat(text.toString()).isEqualTo("\r" + "x".repeat(79) + "\r" + " ".repeat(79) + "\r");
    }

    @Test
    void workThatIsDoneInTwoSecondsIsNotSpokenOf() {
        WorkProgress progress = new WorkProgress(new PrintWriter(text), true, () -> now[0]);
        for (int part = 0; part <= 9; part++) {
            progress.at("ranking", part, 9);
            now[0] += SECOND / 5;
        }
        assertThat(text.toString()).isEmpty();
    }
}
