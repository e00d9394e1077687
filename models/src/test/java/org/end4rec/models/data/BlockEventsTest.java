package org.end4rec.models.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.end4rec.models.data.source.LineBlock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are read by blocks give the events, notes and errors of files that are read row by row. */
class BlockEventsTest {
    private static final String[] USERS = {
        "1",
        "2",
        "10",
        "01",
        "0",
        "00",
        "007",
        "999999999999999999",
        "1234567890123456789",
        "-3",
        "1.0",
        "7.0",
        "7",
        "ann",
        "b b",
        " pad",
        "pad ",
        "\u00e9mile",
        "a\"q",
        "\"quoted\"",
        "longer than seven",
        "longer than sevem",
        "",
        "user_id",
        "\ufeffx",
        "x\u00a0",
        "a\u0000b",
        "8.0"
    };
    private static final String[] TIMES = {
        "1511544070", "0", "7", "1.5", "1e3", "2016-01-31 23:59:02", "2016-02-30 23:59:02", "2016-02-29T00:00:00Z",
        "2017-11-25 01:21:10 UTC", "2016-01-31", "", "x", "123456789012345678", "1234567890123456789", " 5",
                "0001-01-01 00:00:00"
    };
    private static final String[] BEHAVIORS = {"pv", "buy", "cart", "fav", "a longer behavior", "\"pv\"", ""};

    private final SplittableRandom random = new SplittableRandom(26);

    @TempDir
    private Path folder;

    @Test
    void randomFilesAreReadAlike() throws Exception {
        int logs = 0;
        for (int file = 0; file < 3_000; file++) {
            String text = randomFile();
            boolean skip = random.nextInt(4) > 0;
            EventLogReader reader = new EventLogReader().skipBadRows(skip).quotes(random.nextInt(5) > 0);
            String plain = described(reader, text.getBytes(StandardCharsets.UTF_16LE), true);
            String blocks = described(reader, text.getBytes(StandardCharsets.UTF_8), false);
            assertThat(blocks).as(text).isEqualTo(plain);
            logs += plain.startsWith("log") ? 1 : 0;
        }
        assertThat(logs).isGreaterThan(1_000);
    }

    @Test
    void longFilesAreReadAlike() throws Exception {
        for (int odd : new int[] {0, 1, 1_000}) {
            StringBuilder text = new StringBuilder("user_id,item_id,behavior,timestamp,label\n");
            for (int row = 0; row < 60_000; row++) {
                text.append(row / 7).append(',').append(random.nextInt(3_000)).append(row % 9 == 0 ? ",buy," : ",pv,");
                text.append(1_511_544_070L + row)
                        .append(row % 5 == 0 ? ",noise" : "")
                        .append('\n');
                if (odd > 0 && row % odd == 0) {
                    text.append(row % 3 == 0 ? "\u00e9,1,pv,5\r\n" : "\n  \nx,2,pv\n");
                }
            }
            EventLogReader reader = new EventLogReader().skipBadRows(true);
            assertThat(described(reader, text.toString().getBytes(StandardCharsets.UTF_8), false))
                    .isEqualTo(described(reader, text.toString().getBytes(StandardCharsets.UTF_16LE), true));
            text.insert(text.length() / 2, "\n3,\"two\nlines\",pv,9\n");
            assertThat(described(reader, text.toString().getBytes(StandardCharsets.UTF_8), false))
                    .isEqualTo(described(reader, text.toString().getBytes(StandardCharsets.UTF_16LE), true));
        }
    }

    @Test
    void idsOfSeveralFilesHaveOneNumber() throws Exception {
        List<Path> files = new ArrayList<>();
        for (int file = 0; file < 3; file++) {
            files.add(Files.writeString(
                    folder.resolve(file + ".csv"),
                    "user_id,item_id,behavior,timestamp,label\nann,tea,click,1,x\nbob,4711,buy,2,y\n"));
        }
        EventLog log = new EventLogReader().read(files);
        assertThat(log.users().ids()).containsExactly("ann", "bob");
        assertThat(log.items().ids()).containsExactly("tea", "4711");
        assertThat(log.behaviors().ids()).containsExactly("click", "buy");
        assertThat(log.labels().ids()).containsExactly("x", "y");
        assertThat(log.size()).isEqualTo(6);
    }

    @Test
    void twoIndexesOfATableKnowEachOther() {
        IdTable table = new IdTable();
        byte[] tea = "tea".getBytes(StandardCharsets.US_ASCII);
        long key = LineBlock.key(tea, 0, tea.length);
        assertThat(new IdIndex(table).number(key, tea, 0, tea.length)).isEqualTo(1);
        assertThat(new IdIndex(table).number(key, tea, 0, tea.length)).isEqualTo(1);
        assertThat(table.size()).isEqualTo(1);
    }

    /** Few kinds of odd lines in a file, so that many files are logs. */
    private String randomFile() {
        String separator = new String[] {",", "\t", ";", "|"}[random.nextInt(4)];
        String[] ends = {"\n", "\r\n", random.nextInt(10) == 0 ? "\r" : "\n"};
        String end = ends[random.nextInt(3)];
        int oddity = random.nextInt(4) == 0 ? 2 : 30;
        boolean dates = random.nextInt(3) == 0;
        StringBuilder text = new StringBuilder();
        if (random.nextInt(10) == 0) {
            text.append("# a comment").append(end);
        }
        List<String> header = List.of("user_id", "item_id", "behavior", "timestamp", "label");
        text.append(String.join(separator, header)).append(end);
        int rows = 1 + random.nextInt(30);
        for (int row = 0; row < rows; row++) {
            List<String> fields = new ArrayList<>();
            fields.add(one(USERS, 3, oddity));
            fields.add(random.nextInt(oddity) == 0 ? "item_id" : one(USERS, 3, oddity));
            fields.add(one(BEHAVIORS, 4, oddity));
            fields.add(dates && random.nextInt(oddity) > 0 ? TIMES[5] : one(TIMES, 3, oddity));
            if (random.nextInt(3) == 0) {
                fields.add(one(USERS, 2, oddity));
            }
            if (random.nextInt(oddity) == 0) {
                fields = fields.subList(0, 1 + random.nextInt(fields.size()));
            }
            text.append(String.join(separator, fields)).append(random.nextInt(20) == 0 ? end + end : end);
            if (random.nextInt(8 * oddity) == 0) {
                text.append('"');
            }
        }
        return text.toString();
    }

    private String one(String[] all, int usual, int oddity) {
        return all[random.nextInt(oddity) == 0 ? random.nextInt(all.length) : random.nextInt(usual)];
    }

    /** Everything about the log, or the error. A text in UTF-16 is never read by blocks. */
    private static String described(EventLogReader reader, byte[] bytes, boolean wide) {
        byte[] text = bytes;
        if (wide) {
            text = new byte[bytes.length + 2];
            text[0] = (byte) 0xff;
            text[1] = (byte) 0xfe;
            System.arraycopy(bytes, 0, text, 2, bytes.length);
        }
        try {
            EventLog log = reader.read(new ByteArrayInputStream(text), "log");
            StringBuilder all = new StringBuilder("log ");
            all.append(log.notes())
                    .append(log.skipped())
                    .append(log.stepsPerUnit())
                    .append(' ');
            all.append(log.stepsPerSecond())
                    .append(log.users().ids())
                    .append(log.items().ids());
            all.append(log.behaviors().ids()).append(log.labels().ids());
            for (int row = 0; row < log.size(); row++) {
                all.append('\n')
                        .append(log.user(row))
                        .append(' ')
                        .append(log.item(row))
                        .append(' ');
                all.append(log.behavior(row))
                        .append(' ')
                        .append(log.timestamp(row))
                        .append(' ')
                        .append(log.label(row));
            }
            return all.toString();
        } catch (EventLogException e) {
            // a blank line before the row may count or not
            return String.valueOf(e.getMessage()).replaceFirst("after line \\d+", "after a line");
        }
    }
}
