package org.end4rec.lessons;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages that a newcomer reads have no sentence that is too long for somebody who learned English at school. */
class LanguageTest {
    private static final int MOST_WORDS = 30;

    /** A metric with a number behind it, or a number with the decimals of a metric. */
    private static final Pattern FIGURE =
            Pattern.compile("(?:HR@|NDCG@|MRR@|AUC)\\d*\\D{0,30}[ +(]\\d+(?:\\.\\d+| %)|\\b0\\.\\d{3}\\b");

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/end4rec.md", "docs/usage.md", "docs/teaching.md", "docs/embedding.md"})
    void sentencesHaveAtMostThirtyWords(String page) throws IOException {
        List<String> sentences =
                Prose.sentences(Files.readAllLines(Path.of("../..").resolve(page)));
        assertThat(sentences).isNotEmpty();
        assertThat(sentences.stream().filter(sentence -> sentence.split("\\s+").length > MOST_WORDS))
                .isEmpty();
    }

    /** The model's page says why; docs/results.md says how much, and is measured anew. */
    @Test
    void explanationsOfTheModelHaveNoFigureOfABenchmark() throws IOException {
        List<String> sentences = Prose.sentences(Files.readAllLines(Path.of("../../docs/end4rec.md")));
        assertThat(sentences.stream()
                        .filter(sentence -> FIGURE.matcher(sentence).find()))
                .isEmpty();
    }
}
