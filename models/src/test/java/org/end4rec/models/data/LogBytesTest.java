package org.end4rec.models.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.end4rec.models.data.EventLogReaderTest.gzip;
import static org.end4rec.models.data.EventLogReaderTest.rows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a log is before it is text: encodings, packings, pipes. */
class LogBytesTest {
    private static final String HEADER = "user,item,behavior,time\n";

    @TempDir
    private Path folder;

    @Test
    void readsUtf16() throws IOException {
        for (String name : new String[] {"UTF-16LE", "UTF-16BE"}) {
            byte[] bytes = ("\uFEFF" + HEADER + "Müller,i1,click,5\n").getBytes(Charset.forName(name));
            assertThat(rows(new EventLogReader().read(new ByteArrayInputStream(bytes), "log")))
                    .containsExactly("Müller i1 click 5");
        }
        refused(
                HEADER.getBytes(StandardCharsets.UTF_16LE),
                "log: the file has a byte 0 near its beginning, so it is no text in UTF-8; save or convert it as"
                        + " UTF-8");
        refused(
                HEADER + "u,i1,click,5\n".repeat(4000) + "u,i\0,click,5\n",
                "log, line 4002: the item (field 2) contains a byte 0; correct the row, or leave such rows out with"
                        + " --skip-bad-rows");
    }

    @Test
    void aByteOrderMarkInTheMiddleIsNoPartOfAnId() throws IOException {
        assertThat(rows(read("\uFEFF" + HEADER + "u,i,click,5\n\uFEFFu,i,click,6\n")))
                .containsExactly("u i click 5", "u i click 6");
    }

    @ParameterizedTest
    @CsvSource({
        "28b52ffd00, zstd, zstd -dc",
        "425a6839, bzip2, bzip2 -dc",
        "fd377a585a00, xz, xz -dc",
        "377abcaf271c, 7-Zip, 7z x -so",
        "04224d18, lz4, lz4 -dc",
        "1f9d90, compress, zcat"
    })
    void aForeignPackingIsNamedWithTheCommandThatUnpacksIt(String start, String name, String command)
            throws IOException {
        byte[] bytes = new byte[start.length() / 2];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(start.substring(2 * i, 2 * i + 2), 16);
        }
        String message = "log: this is a " + name + " file, which cannot be read; unpack it into a pipe, and give - as"
                + " the file: " + command + " FILE | end4rec …";
        refused(bytes, message);
        refused(packed(bytes), message);
    }

    @Test
    void readsGzipOfSeveralMembersAndGzipInGzip() throws IOException {
        byte[] members = join(gzip(HEADER + "u,i,cl"), gzip("ick,5\n"), gzip(""), gzip("v,i,click,6\n"));
        assertThat(rows(new EventLogReader().read(new ByteArrayInputStream(members), "log")))
                .containsExactly("u i click 5", "v i click 6");
        assertThat(rows(new EventLogReader().read(new ByteArrayInputStream(packed(members)), "log")))
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000000", "61707065", "1f00ffff", "0a"})
    void bytesAfterTheLastMemberAreAnError(String hex) throws IOException {
        byte[] good = join(gzip(HEADER + "u,i,click,5\n"), gzip("v,i,click,6\n"));
        byte[] more = new byte[hex.length() / 2];
        for (int i = 0; i < more.length; i++) {
            more[i] = (byte) Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16);
        }
        refused(
                join(good, more),
                "log: the gzip file is good up to byte " + good.length
                        + ", and the bytes after it are not gzip data; copy"
                        + " or download it again, or keep the good part with 'head -c " + good.length + "'");
    }

    @Test
    void everyCutAndEveryChangedByteOfAGzipFileIsNoticed() throws IOException {
        byte[] first = gzip(HEADER + "u,i,click,5\n");
        byte[] good = join(first, gzip("v,i,click,6\nw,j,buy,7\n"));
        for (int length = 1; length < good.length; length++) {
            if (length != first.length) {
                byte[] cut = Arrays.copyOf(good, length);
                assertThatThrownBy(() -> new EventLogReader().read(new ByteArrayInputStream(cut), "log"))
                        .as("the first %d bytes", length)
                        .isInstanceOf(EventLogException.class);
            }
        }
        // bits that fill the last byte of packed data up say nothing; any other change is an error
        List<String> rows = rows(new EventLogReader().read(new ByteArrayInputStream(good), "log"));
        int silent = 0;
        for (int at = 10; at < first.length; at++) {
            byte[] changed = good.clone();
            changed[at] ^= 0x10;
            try {
                assertThat(rows(new EventLogReader().read(new ByteArrayInputStream(changed), "log")))
                        .isEqualTo(rows);
                silent++;
            } catch (EventLogException e) {
                assertThat(e).hasMessageStartingWith("log: ");
            }
        }
        assertThat(silent).isLessThanOrEqualTo(1);
    }

    @Test
    void readsAPipe() throws Exception {
        Path pipe = folder.resolve("pipe");
        Process made = new ProcessBuilder("mkfifo", pipe.toString()).start();
        assumeTrue(made.waitFor() == 0, "no pipes here");
        Thread writer = new Thread(() -> {
            try {
                Files.writeString(pipe, HEADER + "u,i,click,5\n");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        writer.start();
        assertThat(rows(new EventLogReader().read(pipe))).containsExactly("u i click 5");
        writer.join();
    }

    private EventLog read(String text) throws IOException {
        return new EventLogReader().read(Files.writeString(folder.resolve("log.csv"), text));
    }

    private static void refused(String text, String message) {
        refused(text.getBytes(StandardCharsets.UTF_8), message);
    }

    private static void refused(byte[] bytes, String message) {
        assertThatThrownBy(() -> new EventLogReader().read(new ByteArrayInputStream(bytes), "log"))
                .isInstanceOf(EventLogException.class)
                .hasMessage(message);
    }

    private static byte[] packed(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }
}
