package org.end4rec.models.encoder.end4rec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.end4rec.core.testing.Figures;
import org.junit.jupiter.api.Test;

/** The paper's room is short enough to be read at one sitting, and has the paper's model alone. */
class PaperTest {
    private static final Path ROOM = Path.of("src/main/java/org/end4rec/models/encoder/end4rec");
    private static final int MOST_LINES = 700;

    @Test
    void thePapersModelIsShortAndNothingElse() throws IOException {
        int lines = 0;
        try (Stream<Path> files = Files.list(ROOM)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String text = Files.readString(file);
                lines += (int) text.lines().count();
                assertThat(text.toLowerCase(Locale.ROOT))
                        .as(file.toString())
                        .doesNotContain(List.of("votes", "agreement", "sequence elimination", "causal", "banded"));
            }
        }
        Figures.print("paper", "lines of the package with the paper's model", "%d, bar %d", lines, MOST_LINES);
        assertThat(lines).isBetween(300, MOST_LINES);
    }
}
