package org.end4rec.models.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.end4rec.models.data.EventLogReaderTest.rows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs of several files, of packed files, and of tables. */
class SeveralFilesTest {
    private static final String HEADER = "user,item,behavior,time\n";

    @TempDir
    private Path folder;

    @Test
    void filesFollowOneAnother() throws IOException {
        Path one = file("one.csv", HEADER + "u,a,click,7\nv,b,buy,8\n");
        Path two = file("two.tsv", "time\titem\tbehavior\tuser\n8.5\tb\tclick\tu\n");
        EventLog log = new EventLogReader().read(List.of(one, two));
        assertThat(rows(log)).containsExactly("u a click 70", "v b buy 80", "u b click 85");
        assertThat(log.users().ids()).containsExactly("u", "v");
        assertThatIllegalArgumentException().isThrownBy(() -> new EventLogReader().read(List.of()));
    }

    @Test
    void messagesNameTheFile() throws IOException {
        Path one = file("one.csv", HEADER + "u,a,click,7\n");
        Path two = file("two.csv", HEADER + "u,a,click,2019-10-01\n");
        refused(
                List.of(one, two),
                two + ", line 2: the timestamp is a date, and line 2 has a number; write all times in"
                        + " one way; correct the row, or leave such rows out with --skip-bad-rows");
        Path three = file("three.csv", HEADER + "u,a,click,8\nu,a,click,2019-10-01\n");
        refused(
                List.of(two, three),
                three + ", line 2: the timestamp is a number, and line 2 has a date; write all"
                        + " times in one way; correct the row, or leave such rows out with --skip-bad-rows");
        Path noTimes = file("four.csv", "user,item,behavior\nu,a,click\n");
        EventLogReader mapped = new EventLogReader().columns("user=user,item=item");
        assertThatThrownBy(() -> mapped.read(List.of(one, noTimes)))
                .hasMessage(noTimes + ": has no times, and " + one + " has times; give files of one kind");
        assertThatThrownBy(() -> mapped.read(List.of(noTimes, one)))
                .hasMessage(one + ": has times, and " + noTimes + " has none; give files of one kind");
    }

    @Test
    void readsTheOneFileOfAZipArchive() throws IOException {
        Path zip = zip("log.zip", "data/", "", "data/log.csv", HEADER + "u,a,click,7\n", "__MACOSX/x", "junk");
        assertThat(rows(new EventLogReader().read(zip))).containsExactly("u a click 7");
        Path two = zip("two.zip", "a.csv", HEADER + "u,a,click,7\n", "b.csv", HEADER + "u,b,click,8\n");
        refused(
                List.of(two),
                two + ": the zip archive has several files, 'a.csv' and 'b.csv'; unpack it, and give the files");
        Path none = zip("none.zip", "data/", "");
        refused(List.of(none), none + ": the zip archive has no file");
        byte[] bytes = Files.readAllBytes(zip);
        for (int length = 40; length < 140; length++) {
            Path cut = Files.write(folder.resolve("cut.zip"), Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> new EventLogReader().read(cut))
                    .as("the first %d bytes", length)
                    .isInstanceOf(EventLogException.class)
                    .hasMessageStartingWith(cut + ": ");
        }
    }

    @Test
    void anUnpackerIsAsked() throws IOException {
        Unpacker reversed = new Unpacker() {
            @Override
            public boolean knows(byte[] start) {
                return start.length > 0 && start[0] == 1;
            }

            @Override
            public InputStream unpack(InputStream packed) throws IOException {
                byte[] bytes = packed.readAllBytes();
                byte[] turned = new byte[bytes.length - 1];
                for (int i = 0; i < turned.length; i++) {
                    turned[i] = bytes[bytes.length - 1 - i];
                }
                return new ByteArrayInputStream(turned);
            }
        };
        String text = HEADER + "u,a,click,7\n";
        Path packed = file("log.odd", "\u0001" + new StringBuilder(text).reverse());
        assertThat(rows(new EventLogReader().unpackers(List.of(reversed)).read(packed)))
                .containsExactly("u a click 7");
    }

    @Test
    void aTableIsReadByItsNames() throws IOException {
        Table table = new Table(
                List.of("when", "product_id", "customer", "event"),
                List.of(
                        new @Nullable String[] {"2019-10-01T00:00:00.5Z", "p", "u", "view"},
                        new @Nullable String[] {"2019-10-01T00:00:01Z", "q", "u", "buy"}));
        EventLog log = new EventLogReader().columns("timestamp=when").read(table, "query");
        assertThat(rows(log)).containsExactly("u p view 15698880005", "u q buy 15698880010");
        assertThat(table.closed).isTrue();
        Table bad = new Table(
                List.of("user", "item", "behavior", "time"),
                List.of(new @Nullable String[] {"u", "p", "view", "1"}, new @Nullable String[] {null, "q", "buy", "2"
                }));
        assertThatThrownBy(() -> new EventLogReader().read(bad, "query"))
                .hasMessage("query, row 2: the user (column 'user') is empty; correct the row, or leave such rows out"
                        + " with --skip-bad-rows");
        Table foreign = new Table(List.of("who", "product"), List.of());
        assertThatThrownBy(() -> new EventLogReader().read(foreign, "query"))
                .hasMessageStartingWith("query: the row of names 'who,product' is a header without user_id");
    }

    @Test
    void aFileCanBeATable() throws IOException {
        TableFormat format = new TableFormat() {
            @Override
            public boolean knows(byte[] start) {
                return start.length > 3 && start[0] == 'T' && start[1] == 'B';
            }

            @Override
            public LogTable open(Path file) {
                return new Table(
                        List.of("user", "item", "behavior", "time"),
                        List.<@Nullable String[]>of(new @Nullable String[] {"u", "p", "buy", "1"}));
            }
        };
        EventLogReader reader = new EventLogReader().tables(List.of(format));
        Path table = file("log.table", "TBL1");
        Path text = file("log.csv", HEADER + "u,a,click,0\n");
        EventLog log = reader.read(List.of(text, table));
        assertThat(rows(log)).containsExactly("u a click 0", "u p buy 1");
        assertThat(reader.readTestTargets(table, log).size()).isEqualTo(1);
    }

    private static final class Table implements LogTable {
        private final List<String> names;
        private final Iterator<@Nullable String[]> rows;
        private @Nullable String[] row = {};
        private boolean closed;

        Table(List<String> names, List<@Nullable String[]> rows) {
            this.names = names;
            this.rows = rows.iterator();
        }

        @Override
        public List<String> names() {
            return names;
        }

        @Override
        public boolean next() {
            boolean more = rows.hasNext();
            row = more ? rows.next() : row;
            return more;
        }

        @Override
        public @Nullable String value(int column) {
            return row[column];
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private static void refused(List<Path> files, String message) {
        assertThatThrownBy(() -> new EventLogReader().read(files))
                .isInstanceOf(EventLogException.class)
                .hasMessage(message);
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private Path zip(String name, String... entries) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int i = 0; i < entries.length; i += 2) {
                zip.putNextEntry(new ZipEntry(entries[i]));
                zip.write(entries[i + 1].getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return file;
    }
}
