package org.end4rec.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.end4rec.models.recommend.Recommender;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalTest {
    @TempDir
    private Path folder;

    @Test
    void leavesARunThatRecommends() throws IOException {
        Rehearsal.main(new String[] {folder.toString()});
        Recommender recommender = Recommender.load(folder.resolve("run"));
        assertThat(recommender.recommend(recommender.historyOf("u1"), 3)).hasSize(3);
    }

    /** The launcher must not take an archive of a rehearsal that stopped half-way. */
    @Test
    void failsIfACommandFails() throws IOException {
        Files.createFile(folder.resolve("shop.tsv"));
        assertThatThrownBy(() -> Rehearsal.main(new String[] {folder.toString()}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("exit code 2 of generate --out");
    }
}
