package org.end4rec.models.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Public logs in their own formats, read from the folder the system property {@code end4rec.data} names. */
class RealLogsTest {
    @Test
    void ijcai15() throws IOException {
        EventLog log = new EventLogReader().read(file("ijcai15.tsv.gz"));
        assertThat(log.size()).isEqualTo(799_368);
        assertThat(log.users().size()).isEqualTo(17_435);
        assertThat(log.items().size()).isEqualTo(35_920);
        assertThat(log.behaviors().ids()).containsExactlyInAnyOrder("click", "buy", "fav", "cart");
        TestTargets targets = new EventLogReader().readTestTargets(file("ijcai15.test.tsv.gz"), log);
        assertThat(targets.size() + targets.unknownUsers() + targets.unknownItems())
                .isEqualTo(6_102);
        Histories histories = Histories.of(log);
        Split split = Split.withTest(histories, targets, "buy", true);
        assertThat(split.test()).hasSize(targets.size());
        for (Example example : split.test()) {
            assertThat(histories.items(example.user())).doesNotContain(example.target());
        }
        assertThat(split.train().size() + split.validation().size()).isBetween(100_000, 131_685);
    }

    @Test
    void amazonBeauty() throws IOException {
        EventLog log = new EventLogReader().read(file("amazon_beauty.tsv.gz"));
        assertThat(log.size()).isEqualTo(198_502);
        Split split = Split.leaveLastOut(Histories.of(log), "review", false);
        assertThat(split.test()).as("every user has at least five reviews").hasSize(22_363);
        assertThat(split.validation()).hasSize(22_363);
        assertThat(split.train()).hasSize(198_502 - 3 * 22_363);
    }

    @Test
    void rawTaobao() throws IOException {
        EventLog log = new EventLogReader().read(file("raw/taobao_UserBehavior.csv.gz"));
        assertThat(log.notes()).contains("read as taobao, the format of UserBehavior of Taobao");
        assertThat(log.size()).isEqualTo(4_321);
        assertThat(log.users().id(log.user(0))).isEqualTo("1");
        assertThat(log.items().id(log.item(0))).isEqualTo("2268318");
        assertThat(log.timestamp(0)).isEqualTo(1_511_544_070L);
        assertThat(log.behaviors().ids()).containsExactlyInAnyOrder("click", "buy", "cart", "fav");
    }

    @Test
    void rawJData() throws IOException {
        EventLog log = new EventLogReader().read(file("raw/JData_Action_201602.csv.gz"));
        assertThat(log.behaviors().ids()).contains("browse", "click", "cart");
        assertThat(log.size()).isEqualTo(29_999);
        assertThat(log.users().id(log.user(0))).isEqualTo("266079");
        assertThat(log.timestamp(1) - log.timestamp(0)).isEqualTo(1);
    }

    @Test
    void rawIjcai15() throws IOException {
        EventLog log = new EventLogReader().read(file("raw/ijcai15_user_log.csv.gz"));
        assertThat(log.size()).isEqualTo(9_999);
        assertThat(log.timestamp(0)).as("29 August").isEqualTo(829);
        assertThat(log.behaviors().ids()).containsExactlyInAnyOrder("click", "buy", "fav");
    }

    /** Trivago's users look at one picture after the other; the other logs have no event twice. */
    @ParameterizedTest
    @CsvSource({"ijcai15, 0", "taobao_fcb, 0", "amazon_beauty, 0", "jd_micro_appliances, 0", "trivago, 52838"})
    void copies(String log, int expected) throws IOException {
        Histories histories = Histories.of(new EventLogReader().read(file(log + ".tsv.gz")));
        assertThat(Copies.of(histories).count()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ijcai15", "taobao_fcb"})
    void theirTestEventsAreNotInTheLog(String name) throws IOException {
        EventLog log = new EventLogReader().read(file(name + ".tsv.gz"));
        TestTargets tests = new EventLogReader().readTestTargets(file(name + ".test.tsv.gz"), log);
        assertThat(TestOverlap.of(Histories.of(log), tests, "buy").isEmpty()).isTrue();
    }

    private static Path file(String name) {
        String folder = System.getProperty("end4rec.data", "");
        Path file = Path.of(folder, name);
        assumeTrue(
                !folder.isEmpty() && Files.exists(file),
                () -> "not found: " + file + "; -Dend4rec.data=<folder of the logs> reads the real logs");
        return file;
    }
}
