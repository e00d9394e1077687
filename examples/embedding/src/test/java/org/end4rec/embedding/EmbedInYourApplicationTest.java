package org.end4rec.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.end4rec.models.recommend.HistoryEvent;
import org.end4rec.models.recommend.Recommender;
import org.junit.jupiter.api.Test;

class EmbedInYourApplicationTest {
    /** A run that the tests of compatibility keep. */
    private static final Path RUN = Path.of("../../models/src/test/resources/compat/0.1.0/run");

    @Test
    void printsTheFiveBestItems() throws IOException {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            EmbedInYourApplication.main(new String[] {RUN.toString(), "i3", "i7"});
        } finally {
            System.setOut(before);
        }
        List<HistoryEvent> history = List.of(new HistoryEvent("i3", "click"), new HistoryEvent("i7", "click"));
        assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
                .hasSize(5)
                .containsExactlyElementsOf(Recommender.load(RUN).recommend(history, 5).stream()
                        .map(String::valueOf)
                        .toList());
    }
}
