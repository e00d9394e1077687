package org.end4rec.core.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecksumTest {
    @TempDir
    Path folder;

    @Test
    void theStandardsOwnExamples() {
        assertThat(Checksum.of("abc".getBytes(UTF_8)))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(Checksum.of(new byte[0]))
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    @Test
    void aFileHasTheChecksumOfItsBytes() throws IOException {
        byte[] bytes = new byte[200_001];
        new Random(1).nextBytes(bytes);
        Path file = Files.write(folder.resolve("large"), bytes);

        assertThat(Checksum.of(file)).isEqualTo(Checksum.of(bytes));
        assertThat(Checksum.of(out -> out.write(bytes))).isEqualTo(Checksum.of(bytes));
        assertThatThrownBy(() -> Checksum.of(folder.resolve("none"))).isInstanceOf(NoSuchFileException.class);
    }
}
