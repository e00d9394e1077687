package org.end4rec.models.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.end4rec.models.data.EventLogReaderTest.rows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Logs as strangers have them: each is read rightly, or refused with what to do. */
class LogFormatsTest {
    private static final String HEADER = "user,item,behavior,time\n";

    @TempDir
    private Path folder;

    // times

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1569888000.1 | 1569888000.3 | 1569888000.25",
                "0.1 | 0.3 | 0.2",
                "43738.2501 | 43738.26 | 43738.2502",
                "2019-10-01 10:00:00.001 | 2019-10-01 10:00:00.003 | 2019-10-01 10:00:00.002",
                "2019-10-01T00:00:00Z | 2019-10-01T01:00:00-05:00 | 2019-10-01T03:00:00+02:00",
                "5 | 5.5 | 5.25",
                "-2 | -0.5 | -1.5"
            })
    void everyDigitOfATimeCounts(String first, String third, String second) throws IOException {
        EventLog log = read(HEADER + "u,c,click," + third + "\nu,a,click," + first + "\nu,b,click," + second + "\n");
        Histories histories = Histories.of(log);
        assertThat(Arrays.stream(histories.items(1)).mapToObj(log.items()::id)).containsExactly("a", "b", "c");
    }

    @Test
    void earlierTimesGetTheFinerStepsOfLaterOnes() throws IOException {
        EventLog log = read(HEADER + "u,a,click,7\nu,b,click,7.25\nu,c,click,8.5\n");
        assertThat(rows(log)).containsExactly("u a click 700", "u b click 725", "u c click 850");
        assertThat(log.stepsPerUnit()).isEqualTo(100);
        assertThat(log.stepsPerSecond()).isZero();
        assertThat(log.hasTimes()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "1569888000, 1",
        "1569888000.5, 10",
        "1569888000123, 1000",
        "1569888000123456, 1000000",
        "1569888000123456789, 1000000000",
        "2019-10-01, 1",
        "2019-10-01 10:00:00.25, 100",
        "12345, 0"
    })
    void knowsHowManyStepsASecondHas(String time, long expected) throws IOException {
        assertThat(read(HEADER + "u,a,click," + time + "\n").stepsPerSecond()).isEqualTo(expected);
    }

    @Test
    void datesAndNumbersDoNotMix() {
        refused(
                HEADER + "u,b,click,2019-10-01 10:00:00\nu,a,click,1569888000000\n",
                "log, line 3: the timestamp is a number, and line 2 has a date; write all times in one way; correct the"
                        + " row, or leave such rows out with --skip-bad-rows");
        refused(
                HEADER + "u,b,click,5\nu,a,click,2019-10-01\n",
                "log, line 3: the timestamp is a date, and line 2 has a number; write all times in one way; correct the"
                        + " row, or leave such rows out with --skip-bad-rows");
    }

    @Test
    void unitsThatMixAreSaid() throws IOException {
        assertThat(read(HEADER + "u,a,click,1569888000\nu,b,click,1569888000000\nu,c,click,1569888001\n")
                        .notes())
                .containsExactly("the times are not in one unit, so their order is probably wrong: 2 look like seconds"
                        + " since 1970 (the first in line 2), 1 look like milliseconds since 1970 (the first in line"
                        + " 3); write all times in one unit");
        assertThat(read(HEADER + "u,a,click,1\nu,b,click,1569888000\n").notes()).isEmpty();
        assertThat(read(HEADER + "u,a,click,2019-10-01T10:00:00Z\nu,b,click,2019-10-01 11:00:00\n")
                        .notes())
                .containsExactly("1 of 2 dates have no time zone and count as UTC; the other dates have a time zone");
    }

    @Test
    void aTimeThatNeedsTooManyDigitsIsRefused() {
        refused(
                HEADER + "u,a,click,1569888000123\nu,b,click,0.12345678\n",
                "log, line 3: the timestamp needs more than 18 digits in the finest unit of the times so far; round the"
                        + " times, or write all times in one unit; correct the row, or leave such rows out with"
                        + " --skip-bad-rows");
    }

    // headers

    @ParameterizedTest
    @ValueSource(
            strings = {
                "timestamp,visitorid,event,itemid",
                "time_stamp,user_id,action_type,item_id",
                "event_time,User ID,event_type,product_id",
                "timestamp:float,user_id:token,type:token,item_id:token",
                "date , userId, behavior , movieId"
            })
    void theUsualNamesAreKnown(String header) throws IOException {
        assertThat(rows(read(header + "\n5,u1,click,i1\n"))).containsExactly("u1 i1 click 5");
    }

    @Test
    void aHeaderThatIsNotUnderstoodIsAnsweredWithTheColumnsToType() {
        refused(
                "userId,movieId,stars,timestamp\n1,2,4.0,5\n",
                "log: the first line 'userId,movieId,stars,timestamp' is a header without behavior; name the columns,"
                        + " perhaps with --columns user=userId,item=movieId,timestamp=timestamp");
        refused(
                "event,visitorid,session_id,sku,when_date\n1,2,3,4,5\n",
                "log: the first line 'event,visitorid,session_id,sku,when_date' is a header without user_id (2 columns"
                        + " may be meant), timestamp; name the columns, perhaps with --columns"
                        + " user=visitorid,item=sku,behavior=event,timestamp=when_date");
    }

    @Test
    void aHeaderBesideAListOfColumnsIsNoEvent() throws IOException {
        EventLogReader reader = new EventLogReader().columns("user,item");
        EventLog known = reader.read(file("userId,movieId,rating\n1,5,4.0\n2,3,4.0\n"));
        assertThat(rows(known)).containsExactly("1 5 event 0", "2 3 event 1");
        assertThat(known.notes())
                .containsExactly("line 1 'userId,movieId,rating' is read as a header, not as an event");
        EventLog foreign = reader.read(file("Kunde,Artikel\nk1,a5\nk2,a3\n"));
        assertThat(rows(foreign)).containsExactly("k1 a5 event 0", "k2 a3 event 1");
        EventLog unclear = reader.read(file("ann,tea\nbob,rice\n"));
        assertThat(rows(unclear)).containsExactly("ann tea event 0", "bob rice event 1");
        assertThat(unclear.notes())
                .containsExactly("line 1 'ann,tea' is read as an event; if it is a header, remove it from the file");
        EventLog timed =
                new EventLogReader().columns("user,item,timestamp").read(file("wer,was,wann\nann,tea,1\nbob,rice,2\n"));
        assertThat(rows(timed)).containsExactly("ann tea event 1", "bob rice event 2");
    }

    /** Two files put together; without times the second header would be a user. */
    @Test
    void aHeaderInTheMiddleIsABadRow() throws IOException {
        String text = "userId,movieId,rating\n1,5,4.0\nuserId,movieId,rating\n2,3,4.0\n";
        EventLogReader reader = new EventLogReader().columns("user,item");
        assertThatThrownBy(() -> reader.read(file(text)))
                .isInstanceOf(EventLogException.class)
                .hasMessageEndingWith("log.csv, line 3: repeats the header, as in files that were put together; correct"
                        + " the row, or leave such rows out with --skip-bad-rows");
        EventLog log = reader.skipBadRows(true).read(file(text));
        assertThat(rows(log)).containsExactly("1 5 event 0", "2 3 event 1");
        assertThat(log.skipped().count()).isEqualTo(1);
        refused(
                HEADER + "u,a,click,1\n" + HEADER + "u,b,click,2\n",
                "log, line 3: repeats the header, as in files that were put together; correct the row, or leave such"
                        + " rows out with --skip-bad-rows");
    }

    @Test
    void longFilesTellHowFarTheReaderIs() throws IOException {
        StringBuilder text = new StringBuilder(HEADER);
        for (int i = 0; text.length() < 3_500_000; i++) {
            text.append("user").append(i).append(",item,click,").append(i).append('\n');
        }
        Path file = file(text.toString());
        List<Long> reports = new ArrayList<>();
        EventLogReader reader = new EventLogReader().progress((done, total) -> {
            assertThat(total).isEqualTo(text.length());
            reports.add(done);
        });
        reader.read(file);
        assertThat(reports).hasSize(3).isSorted();
        for (int i = 0; i < reports.size(); i++) {
            assertThat(reports.get(i)).isBetween((i + 1L) << 20, ((i + 1L) << 20) + (1 << 19));
        }
    }

    // separators, comments, quotation marks, blanks

    @Test
    void readsLinesThatSpreadsheetsAndToolsPutBeforeTheHeader() throws IOException {
        assertThat(rows(read("sep=;\nuser;item;behavior;time\nu;i,1;click;5\n")))
                .containsExactly("u i,1 click 5");
        EventLog commented = read("# made by a tool\n\n# on Monday\n" + HEADER + "#u,i,click,5\n");
        assertThat(rows(commented)).containsExactly("#u i click 5");
        assertThat(commented.notes()).containsExactly("skipped 2 comment lines before the first line");
        assertThat(rows(read("#user_id,item_id,behavior,time\nu,i,click,5\n"))).containsExactly("u i click 5");
        assertThat(rows(new EventLogReader().columns("user,item").read(file("#a,i1\n#b,i2\n"))))
                .containsExactly("#a i1 event 0", "#b i2 event 1");
        refused(
                "# x\n" + HEADER + "u,i\n",
                "log, line 3: expected at least 4 fields, found 2; correct the row, or leave"
                        + " such rows out with --skip-bad-rows");
    }

    @Test
    void readsTwoColonsBetweenFields() throws IOException {
        assertThat(rows(new EventLogReader().columns("user,item,-,timestamp").read(file("1::1193::5::978300760\n"))))
                .containsExactly("1 1193 event 978300760");
        assertThat(rows(new EventLogReader().separator("||").read(file("user||item||type||time\na|b||c||d||2\n"))))
                .containsExactly("a|b c d 2");
    }

    @Test
    void blanksAroundFieldsAreDropped() throws IOException {
        assertThat(rows(read(" user , item,behavior ,time\n u 1 ,\u00a0i1\t, \"click\" , 5 \n   \n")))
                .containsExactly("u 1 i1 click 5");
    }

    @Test
    void idsInTwoFormsAreSaid() throws IOException {
        assertThat(read(HEADER + "7,a,click,1\n7.0,a,click,2\n8.0,b.0,click,3\n")
                        .notes())
                .containsExactly("1 users have two ids, with .0 at the end and without, such as 7.0; they count as"
                        + " different users, so write each in one way");
    }

    @Test
    void aStrayQuotationMarkIsNamedWithAllItsLines() throws IOException {
        String rows = "u1,i1,click,1\nu2,\"i2,click,2\nu3,i3,click,3\nu4,i4\",click,4\nu5,i5,click,5\n";
        String place =
                ", lines 3 to 5 are one row, since a quotation mark encloses their line breaks: the item (field 2)"
                        + " contains a line break";
        refused(
                HEADER + rows,
                "log" + place + "; correct the row, or take quotation marks as text with --quotes none, or leave such"
                        + " rows out with --skip-bad-rows");
        Path file = file(HEADER + rows);
        EventLog skipped = new EventLogReader().skipBadRows(true).read(file);
        assertThat(rows(skipped)).containsExactly("u1 i1 click 1", "u5 i5 click 5");
        assertThat(skipped.skipped().kinds()).containsExactly(new SkippedRows.Kind("item", 3, file + place, 3, 3));
        assertThat(rows(new EventLogReader().quotes(false).read(file)))
                .containsExactly(
                        "u1 i1 click 1", "u2 \"i2 click 2", "u3 i3 click 3", "u4 i4\" click 4", "u5 i5 click 5");
    }

    @Test
    void inAFileWithTabsAQuotationMarkIsText() throws IOException {
        String text =
                "user\titem\tbehavior\ttime\nu1\t\"Best\" phone\tclick\t1\nu2\t\"i2\"\tclick\t2\nu3\t\"\tclick\t3\n";
        assertThat(rows(read(text))).containsExactly("u1 \"Best\" phone click 1", "u2 i2 click 2", "u3 \" click 3");
        assertThat(rows(new EventLogReader().quotes(false).read(file(text))).get(1))
                .isEqualTo("u2 \"i2\" click 2");
    }

    @Test
    void readsLineEndsOfAllSystems() throws IOException {
        for (String end : new String[] {"\n", "\r\n", "\r"}) {
            assertThat(rows(read((HEADER + "u,i,click,5\nv,i,click,6").replace("\n", end))))
                    .containsExactly("u i click 5", "v i click 6");
        }
    }

    private EventLog read(String text) throws IOException {
        return new EventLogReader().read(file(text));
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("log.csv"), text);
    }

    private static void refused(String text, String message) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> new EventLogReader().read(new ByteArrayInputStream(bytes), "log"))
                .isInstanceOf(EventLogException.class)
                .hasMessage(message);
    }
}
