package org.end4rec.models.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.end4rec.core.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventLogReaderTest {
    private static final String TINY = """
            user_id\titem_id\tbehavior\ttimestamp
            ann\ti9\tclick\t30
            bob\ti2\tbuy\t10
            ann\ti2\tclick\t20
            """;
    private static final String ADVICE =
            "name the columns with --columns user,item,behavior,timestamp (in the file's order, '-' for a"
                    + " column to ignore; behavior and timestamp may be left out)";
    private static final String SKIP = "; correct the row, or leave such rows out with --skip-bad-rows";

    @TempDir
    private Path folder;

    @Test
    void readsWithAHeader() throws IOException {
        EventLog log = new EventLogReader().read(file(TINY));
        assertThat(rows(log)).containsExactly("ann i9 click 30", "bob i2 buy 10", "ann i2 click 20");
        assertThat(log.users().ids()).containsExactly("ann", "bob");
        assertThat(log.items().ids()).containsExactly("i9", "i2");
        assertThat(log.behaviors().ids()).containsExactly("click", "buy");
        assertThat(log.labels().size()).isZero();
        assertThat(log.label(0)).isZero();
        assertThat(log.skipped()).isEqualTo(SkippedRows.NONE);
    }

    @Test
    void takesColumnsInAnyOrderUnderAnyKnownNameAndIgnoresOthers() throws IOException {
        EventLog log = new EventLogReader().read(file("Time;x;TYPE;Item;user;label\n5;?;pv;\"a;b\";u 1;genuine\n"));
        assertThat(rows(log)).containsExactly("u 1 a;b pv 5");
        assertThat(log.labels().id(log.label(0))).isEqualTo("genuine");
        assertThat(rows(new EventLogReader().read(file("user|item|behaviour|time\n1|2|3|4\n"))))
                .containsExactly("1 2 3 4");
        assertThat(rows(new EventLogReader().read(file("\"user\",\"item\",\"behavior_type\",\"time\"\n1,2,3,4\n"))))
                .containsExactly("1 2 3 4");
    }

    @Test
    void readsWithAListOfColumns() throws IOException {
        EventLogReader reader = new EventLogReader().columns("user,item,-,behavior,timestamp");
        assertThat(rows(reader.read(file("1,2268318,2520377,pv,1511544070\n1,2333346,2520771,buy,1511561733\n"))))
                .containsExactly("1 2268318 pv 1511544070", "1 2333346 buy 1511561733");
        assertThat(rows(reader.read(file("user_id,sku,cate,type,time\n1,2,3,4,5\n"))))
                .as("a header is skipped")
                .containsExactly("1 2 4 5");
    }

    @Test
    void doesWithoutBehaviorAndTimestampIfTheListHasNone() throws IOException {
        EventLog log = new EventLogReader().columns("_,item,user").read(file("x,7,b\nx,8,a\nx,9,b\n"));
        assertThat(rows(log)).containsExactly("b 7 event 0", "a 8 event 1", "b 9 event 2");
    }

    @Test
    void readsGzipWhateverTheNameAndAByteOrderMark() throws IOException {
        Path gzip = folder.resolve("log.txt");
        Files.write(gzip, gzip("\uFEFF" + TINY));
        assertThat(rows(new EventLogReader().read(gzip))).hasSize(3);
        assertThat(rows(new EventLogReader().read(file("\uFEFF" + TINY)))).hasSize(3);
    }

    @Test
    void readsAStreamAsItReadsAFile() throws IOException {
        for (byte[] bytes : List.of(TINY.getBytes(StandardCharsets.UTF_8), gzip(TINY))) {
            Counted stream = new Counted(bytes);
            assertThat(rows(new EventLogReader().read(stream, "upload")))
                    .containsExactly("ann i9 click 30", "bob i2 buy 10", "ann i2 click 20");
            assertThat(stream.closed).isPositive();
        }
    }

    @Test
    void closesAStreamThatItRefuses() throws IOException {
        byte[] cut = Arrays.copyOf(gzip(TINY), 5);
        assertStreamFault(cut, "upload: the gzip file ends too early; copy or download it again");
        assertStreamFault(new byte[0], "upload: the file is empty; expected one event per line");
        assertStreamFault(
                "user,item,type,time\n1,2\n".getBytes(StandardCharsets.UTF_8),
                "upload, line 2: expected at least 4 fields, found 2" + SKIP);
    }

    @Test
    void keepsIdsAsWrittenButForBlanksAroundThem() throws IOException {
        EventLog log = new EventLogReader()
                .columns("user,item,behavior,timestamp")
                .read(file("266079.0, x ,5,\"2016-01-31 23:59:02\"\r\n\r\n007,\"a\"\"b\",6,2016-01-31 23:59:03.5\r\n"));
        assertThat(rows(log)).containsExactly("266079.0 x 5 14542847420", "007 a\"b 6 14542847435");
    }

    @Test
    void takesAGivenSeparator() throws IOException {
        assertThat(rows(new EventLogReader().separator(" ").read(file("user item type time\na,1 b c 2\n"))))
                .containsExactly("a,1 b c 2");
    }

    @Test
    void readsWhatWasWrittenWhateverTheLengthOfTheFields() throws IOException {
        RandomStream random = RandomStream.of(3, "fields", 0);
        StringBuilder text = new StringBuilder("user_id,item_id,behavior,timestamp\n");
        List<String> expected = new ArrayList<>();
        for (int row = 0; row < 3000; row++) {
            String user = "u".repeat(1 + random.below(4L * row, 90));
            String item = Long.toString(random.bits(4L * row + 1), 36);
            String behavior = "b" + random.below(4L * row + 2, 3);
            long time = random.bits(4L * row + 3) >>> 20;
            text.append(user + ",\"" + item + "\"," + behavior + "," + time + "\n");
            expected.add(user + " " + item + " " + behavior + " " + time);
        }
        assertThat(rows(new EventLogReader().read(file(text.toString())))).isEqualTo(expected);
    }

    @Test
    void skipsAndCountsBadRows() throws IOException {
        Path file = file("user,item,type,time\n1,2,3,4\n1,2\n,2,3,4\n1,,3,4\n1,2,,4\n1,2,3,soon\n5,6,7,8,9\n");
        EventLog log = new EventLogReader().skipBadRows(true).read(file);
        assertThat(rows(log)).containsExactly("1 2 3 4", "5 6 7 8");
        assertThat(log.skipped().count()).isEqualTo(5);
        assertThat(log.skipped().first()).isEqualTo(file + ", line 3: expected at least 4 fields, found 2");
        assertThat(log.users().ids()).as("ids of skipped rows are not kept").containsExactly("1", "5");
    }

    @Test
    void namesTheBadRow() throws IOException {
        String header = "user,item,type,time\n1,2,3,4\n";
        assertFault(header + "1,2\n", ", line 3: expected at least 4 fields, found 2" + SKIP);
        assertFault(header + "\n\n,2,3,4\n", ", line 5: the user (field 1) is empty" + SKIP);
        assertFault(header + "1,,3,4\n", ", line 3: the item (field 2) is empty" + SKIP);
        assertFault(header + "1,2,,4\n", ", line 3: the behavior (field 3) is empty" + SKIP);
        assertFault(
                header + "1,\"a\nb\",3,4\n",
                ", lines 3 to 4 are one row, since a quotation mark encloses their line breaks: the item (field 2)"
                        + " contains a line break; correct the row, or take quotation marks as text with --quotes"
                        + " none, or leave such rows out with --skip-bad-rows");
        assertFault(
                header + "1,2,3,soon\n",
                ", line 3: the timestamp is 'soon'; expected a number or a date such as 2016-01-31 23:59:02" + SKIP);
    }

    @Test
    void namesWhatIsWrongWithTheFile() throws IOException {
        assertFault("", ": the file is empty; expected one event per line");
        assertFault("\n \n", ": the file is empty; expected one event per line");
        assertFault("1,2,pv,4\n", ": the first line '1,2,pv,4' is no header with known names; " + ADVICE);
        assertFault(
                "user_id,thing,time\n1,2,3\n",
                ": the first line 'user_id,thing,time' is a header without item_id, behavior; " + ADVICE);
        assertFault(
                "hello\n",
                ": the first line 'hello' has no tab, comma, semicolon or pipe between its fields; give the separator"
                        + " with --separator");
        assertFault("user,item,type,time\n", ": there is no event after the header; expected one event per line");
        assertFault(
                "user,item,type,time\n1,2,3,4\n1,\"2,3,4\n",
                ": the row after line 2 cannot be split into fields: Unclosed quoted field at end of input;"
                        + " check its quotation marks, or take them as text with --quotes none");
        Path missing = folder.resolve("missing.tsv");
        assertThatThrownBy(() -> new EventLogReader().read(missing))
                .isInstanceOf(EventLogException.class)
                .hasMessage(missing + ": there is no such file; check the path");
        assertThatThrownBy(() -> new EventLogReader().read(folder))
                .isInstanceOf(EventLogException.class)
                .hasMessage(folder + ": is a folder; give the file itself");
        Path bad = file("user,item,type,time\n1,2\n");
        assertThatThrownBy(() -> new EventLogReader().skipBadRows(true).read(bad))
                .isInstanceOf(EventLogException.class)
                .hasMessage(bad + ": all 1 rows are bad, the first: " + bad
                        + ", line 2: expected at least 4 fields, found 2");
    }

    @Test
    void namesDamagedGzipAndForeignText() throws IOException {
        byte[] whole = gzip(manyRows());
        Path file = folder.resolve("log.gz");
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> new EventLogReader().read(file))
                .isInstanceOf(EventLogException.class)
                .hasMessageMatching(".*log.gz: the gzip file ends too early somewhere after line \\d+;"
                        + " copy or download it again");
        byte[] damaged = whole.clone();
        damaged[whole.length - 6] ^= 1;
        Files.write(file, damaged);
        assertThatThrownBy(() -> new EventLogReader().read(file))
                .isInstanceOf(EventLogException.class)
                .hasMessageMatching(
                        ".*log.gz: the gzip file is damaged before byte \\d+ \\(a member's checksum or length is"
                                + " wrong\\); copy or download it again");
        Files.write(file, Arrays.copyOf(whole, 5));
        assertThatThrownBy(() -> new EventLogReader().read(file))
                .isInstanceOf(EventLogException.class)
                .hasMessage(file + ": the gzip file ends too early; copy or download it again");
        Files.write(file, "user,item,type,time\nä,2,3,4\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> new EventLogReader().read(file))
                .isInstanceOf(EventLogException.class)
                .hasMessage(file + ": the text is not UTF-8; save or convert the file as UTF-8");
        Files.write(file, (manyRows() + "商,2,3,4\n").getBytes(Charset.forName("GBK")));
        assertThatThrownBy(() -> new EventLogReader().read(file))
                .isInstanceOf(EventLogException.class)
                .hasMessageMatching(".*log.gz: the text is not UTF-8 somewhere after line \\d+;"
                        + " save or convert the file as UTF-8");
    }

    @Test
    void refusesBadOptions() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EventLogReader().columns("user,time"))
                .withMessage("EventLogReader: the columns 'user,time' do not name the column of the item; write"
                        + " --columns user,item,behavior,timestamp (in the file's order, '-' for a column to ignore;"
                        + " behavior and timestamp may be left out), or --columns"
                        + " user=NAME,item=NAME,behavior=NAME,timestamp=NAME with the names of the file's columns"
                        + " (product.id is a member of a JSON object, day+hour a time in two columns)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EventLogReader().separator("\n"))
                .withMessage("EventLogReader: the separator is '\n'; it must be one to 4 characters, and have neither a"
                        + " quotation mark nor a line break");
    }

    @Test
    void anyBytesEndInALogOrInAnEventLogException() throws IOException {
        RandomStream random = RandomStream.of(11, "bytes", 0);
        byte[] good = (TINY + "x\t\"y\"\tz\t1.5\n").getBytes(StandardCharsets.UTF_8);
        byte[] packed = gzip(TINY);
        Path file = folder.resolve("fuzz");
        int failures = 0;
        for (int round = 0; round < 500; round++) {
            byte[] bytes = (round % 2 == 0 ? good : packed).clone();
            for (int change = 0; change < 1 + round % 4; change++) {
                long index = 16L * round + 2L * change;
                bytes[random.below(index, bytes.length)] = (byte) random.bits(index + 1);
            }
            Files.write(file, bytes);
            try {
                assertThat(new EventLogReader()
                                .skipBadRows(round % 3 == 0)
                                .read(file)
                                .size())
                        .isPositive();
            } catch (EventLogException e) {
                failures++;
                assertThat(e).hasMessageStartingWith(file.toString());
            }
        }
        assertThat(failures).isBetween(80, 480);
    }

    private void assertFault(String text, String message) throws IOException {
        Path file = file(text);
        assertThatThrownBy(() -> new EventLogReader().read(file))
                .isInstanceOf(EventLogException.class)
                .hasMessage(file + message);
    }

    private static void assertStreamFault(byte[] bytes, String message) {
        Counted stream = new Counted(bytes);
        assertThatThrownBy(() -> new EventLogReader().read(stream, "upload"))
                .isInstanceOf(EventLogException.class)
                .hasMessage(message);
        assertThat(stream.closed).isPositive();
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("log.tsv"), text);
    }

    static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static String manyRows() {
        RandomStream random = RandomStream.of(5, "rows", 0);
        StringBuilder text = new StringBuilder("user,item,type,time\n");
        for (int row = 0; row < 20_000; row++) {
            text.append(random.below(row, 1000) + "," + random.bits(row) + ",click," + row + "\n");
        }
        return text.toString();
    }

    static List<String> rows(EventLog log) {
        List<String> rows = new ArrayList<>();
        for (int row = 0; row < log.size(); row++) {
            rows.add(log.users().id(log.user(row)) + " " + log.items().id(log.item(row)) + " "
                    + log.behaviors().id(log.behavior(row)) + " " + log.timestamp(row));
        }
        return rows;
    }

    /** A stream that counts how often it is closed. */
    private static final class Counted extends FilterInputStream {
        private int closed;

        Counted(byte[] bytes) {
            super(new ByteArrayInputStream(bytes));
        }

        @Override
        public void close() throws IOException {
            closed++;
            super.close();
        }
    }
}
