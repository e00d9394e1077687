package org.end4rec.models.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestTargetsTest {
    private static final EventLog LOG = new EventLogBuilder()
            .add("ann", "x", "click", 1)
            .add("bob", "y", "buy", 2)
            .add("ann", "z", "click", 3)
            .build();

    @TempDir
    private Path folder;

    @Test
    void readsTheNumbersOfTheLogAndCountsStrangers() throws IOException {
        TestTargets targets = new EventLogReader().readTestTargets(file("""
                                user_id\titem_id\tbehavior
                                bob\tz\tbuy
                                cid\tx\tbuy
                                cid\tw\tbuy
                                ann\tw\tbuy
                                ann\ty\tgive
                                ann\ty\tbuy
                                """), LOG);
        assertThat(targets.size()).isEqualTo(2);
        assertThat(new int[] {targets.user(0), targets.item(0), targets.behavior(0)})
                .containsExactly(2, 3, 2);
        assertThat(new int[] {targets.user(1), targets.item(1), targets.behavior(1)})
                .containsExactly(1, 2, 2);
        assertThat(targets.unknownUsers()).isEqualTo(2);
        assertThat(targets.unknownItems()).isEqualTo(1);
        assertThat(targets.unknownBehaviors()).isEqualTo(1);
    }

    @Test
    void needsNoBehaviorAndPrefersTheHeaderToTheList() throws IOException {
        TestTargets plain = new EventLogReader().readTestTargets(file("item,user\nz,ann\n"), LOG);
        assertThat(new int[] {plain.user(0), plain.item(0), plain.behavior(0)}).containsExactly(1, 3, 0);
        EventLogReader listed = new EventLogReader().columns("user,-,item,behavior,timestamp");
        TestTargets header = listed.readTestTargets(file("item,user\nz,ann\n"), LOG);
        assertThat(new int[] {header.user(0), header.item(0)}).containsExactly(1, 3);
        TestTargets bare = listed.readTestTargets(file("ann,-,z,buy\n"), LOG);
        assertThat(new int[] {bare.user(0), bare.item(0), bare.behavior(0)}).containsExactly(1, 3, 2);
    }

    /** A time with more digits than those of the other file is in other steps; the same moment is the same number. */
    @ParameterizedTest
    @CsvSource({
        "0.5, 2, 20",
        "0.5, 2.25, 22",
        "5, 2.75, 2",
        "1569888000.5, 1569888002, 15698880020",
        "1569888000.5, 1569888002250, 15698880022",
        "2019-10-01 00:00:00.125, 1569888002, 1569888002000",
        "12.5, 1569888002, 15698880020",
        "1569888000, 2.5, 2",
        "0.000000000000000001, 9000000000000000000, 9000000000000000000"
    })
    void timesAreInTheStepsOfTheLog(String ofLog, String ofFile, long expected) throws IOException {
        EventLog log = new EventLogReader().read(file("user,item,behavior,time\nann,x,buy," + ofLog + "\n"));
        TestTargets targets = new EventLogReader().readTestTargets(file("user,item,time\nann,x," + ofFile + "\n"), log);
        assertThat(targets.timestamp(0)).isEqualTo(expected);
    }

    @Test
    void readsTimesWhereTheFileHasThem() throws IOException {
        TestTargets times = new EventLogReader().readTestTargets(file("time,user,item\n17,ann,z\n18,bob,x\n"), LOG);
        assertThat(times.hasTimes()).isTrue();
        assertThat(new long[] {times.timestamp(0), times.timestamp(1)}).containsExactly(17, 18);
        assertThat(times.behavior(0)).isZero();
        assertThat(new EventLogReader()
                        .readTestTargets(file("user,item\nann,z\n"), LOG)
                        .hasTimes())
                .isFalse();
        Path bad = file("user,item,time\nann,z,yesterday\n");
        assertThatThrownBy(() -> new EventLogReader().readTestTargets(bad, LOG))
                .isInstanceOf(EventLogException.class)
                .hasMessageStartingWith(bad + ", line 2: the timestamp is 'yesterday'; expected ");
    }

    @Test
    void aHeaderInAnotherOrderAndALabelChangeNothing() throws IOException {
        TestTargets targets = new EventLogReader()
                .columns("user,item,behavior,timestamp")
                .readTestTargets(file("label,behavior,item,user\nx,buy,z,ann\n"), LOG);
        assertThat(new int[] {targets.user(0), targets.item(0), targets.behavior(0)})
                .containsExactly(1, 3, 2);
    }

    @Test
    void skipsBadRowsIfTold() throws IOException {
        Path file = file("user,item\nann,z\n,z\nann\n");
        assertThatThrownBy(() -> new EventLogReader().readTestTargets(file, LOG))
                .isInstanceOf(EventLogException.class)
                .hasMessage(file + ", line 3: the user (field 1) is empty; correct the row, or leave such rows out with"
                        + " --skip-bad-rows");
        TestTargets targets = new EventLogReader().skipBadRows(true).readTestTargets(file, LOG);
        assertThat(targets.size()).isEqualTo(1);
        assertThat(targets.skipped().count()).isEqualTo(2);
    }

    @Test
    void refusesAFileOfStrangersAlone() throws IOException {
        Path file = file("user,item,type\ncid,x,buy\nann,w,buy\nann,x,give\n");
        assertThatThrownBy(() -> new EventLogReader().readTestTargets(file, LOG))
                .isInstanceOf(EventLogException.class)
                .hasMessage(
                        file + ": the log does not know any of its 3 events (1 have an unknown user, 1 an unknown item,"
                                + " 1 an unknown behavior); check that the test file belongs to the log");
        Path empty = file("user,item,type\n");
        assertThatThrownBy(() -> new EventLogReader().readTestTargets(empty, LOG))
                .hasMessage(empty + ": there is no event after the header; expected one event per line");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("test.csv"), text);
    }
}
