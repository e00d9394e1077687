package org.end4rec.models.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdReaderTest {
    @TempDir
    private Path folder;

    // values

    @Test
    void oneIdALine() throws IOException {
        Path file = Files.writeString(folder.resolve("ids"), "\uFEFFi3\r\n i4 \n\n#5,a\ni3\n\t\nlast");
        assertThat(IdReader.read(file)).containsExactly("i3", "i4", "#5,a", "i3", "last");
    }

    @Test
    void packedAndInOtherEncodings() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write("i3\nMüller\n".getBytes(StandardCharsets.UTF_8));
        }
        Path file = folder.resolve("ids.gz");
        assertThat(IdReader.read(Files.write(file, packed.toByteArray()))).containsExactly("i3", "Müller");
        byte[] wide = "\uFEFFi3\nMüller\n".getBytes(StandardCharsets.UTF_16LE);
        assertThat(IdReader.read(Files.write(file, wide))).containsExactly("i3", "Müller");
    }

    // edges

    @Test
    void nothing() throws IOException {
        assertThat(IdReader.read(Files.createFile(folder.resolve("empty")))).isEmpty();
        assertThat(IdReader.read(Files.writeString(folder.resolve("blank"), "\n \n")))
                .isEmpty();
    }

    // errors

    @Test
    void filesThatAreNone() throws IOException {
        assertThatThrownBy(() -> IdReader.read(folder))
                .isInstanceOf(EventLogException.class)
                .hasMessage(folder + ": is a folder; give the file itself");
        Path binary = Files.write(folder.resolve("binary"), new byte[] {'i', (byte) 0xe4, '\n'});
        assertThatThrownBy(() -> IdReader.read(binary))
                .isInstanceOf(EventLogException.class)
                .hasMessage(binary + ": the text is not UTF-8; save or convert the file as UTF-8");
    }

    @Test
    void aListThatIsFarTooLong() throws IOException {
        Path file = folder.resolve("long");
        try (var out = Files.newBufferedWriter(file)) {
            String line = "x".repeat(1 << 20);
            for (int i = 0; i <= 64; i++) {
                out.write(line);
            }
        }
        assertThatThrownBy(() -> IdReader.read(file))
                .isInstanceOf(EventLogException.class)
                .hasMessage(file + ": the list of ids has more than 67,108,864 characters");
    }
}
