package org.end4rec.models.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.end4rec.models.data.EventLog;
import org.end4rec.models.data.EventLogBuilder;
import org.end4rec.models.data.EventLogReader;
import org.end4rec.models.data.Example;
import org.end4rec.models.data.Histories;
import org.end4rec.models.data.TestTargets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDataTest {
    /** Items a to e are 1 to 5; nobody but cid ever has e. */
    private static EventLogBuilder log() {
        return new EventLogBuilder()
                .add("ann", "a", "click", 1)
                .add("ann", "b", "buy", 2)
                .add("ann", "c", "buy", 3)
                .add("ann", "d", "buy", 4)
                .add("bob", "c", "click", 1)
                .add("bob", "d", "buy", 2)
                .add("bob", "a", "buy", 3)
                .add("bob", "b", "buy", 4)
                .add("cid", "e", "click", 1)
                .add("cid", "d", "buy", 2)
                .add("cid", "c", "buy", 3)
                .add("cid", "e", "buy", 4);
    }

    @Test
    void aNovelSplitHasNoExamplesOfUnknownItems() {
        Histories all = Histories.of(log().build());
        RunData novel = RunData.leaveLastOut(all, "buy", true);
        assertThat(novel.split().novel()).isTrue();
        assertThat(novel.histories().length(3)).as("without the click on e").isEqualTo(3);
        assertThat(novel.split().test()).containsExactly(new Example(1, 3, 4), new Example(2, 3, 2));
        assertThat(novel.split().validation()).extracting(Example::user).containsExactly(1, 2, 3);
        RunData plain = RunData.leaveLastOut(all, "buy", false);
        assertThat(plain.histories()).isSameAs(all);
        assertThat(plain.split().test()).hasSize(3);
    }

    @Test
    void neitherHasOneWithATestFile(@TempDir Path folder) throws IOException {
        EventLog log = log().build();
        Histories all = Histories.of(log);
        Path file = Files.writeString(folder.resolve("test.tsv"), "user_id,item_id,behavior\nann,d,buy\ncid,e,buy\n");
        TestTargets targets = new EventLogReader().readTestTargets(file, log);
        RunData novel = RunData.withTest(all, targets, "buy", true);
        assertThat(novel.split().test()).extracting(Example::target).containsExactly(4);
        assertThat(novel.histories().items(1)).doesNotContain(4);
        assertThat(RunData.withTest(all, targets, "buy", false).split().test())
                .extracting(Example::target)
                .containsExactly(4, 5);
    }

    @Test
    void refusesALogOfOneItem() {
        EventLogBuilder builder = new EventLogBuilder();
        for (String user : List.of("ann", "bob", "cid")) {
            builder.add(user, "a", "buy", 1).add(user, "a", "buy", 2).add(user, "a", "buy", 3);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RunData.leaveLastOut(Histories.of(builder.build()), "buy", false))
                .withMessage("RunData: the log has one item, 'a', so every ranking is right; give a log with more"
                        + " items, and check that its columns are in the right order");
    }
}
