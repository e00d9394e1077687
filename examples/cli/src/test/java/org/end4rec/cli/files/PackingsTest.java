package org.end4rec.cli.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.end4rec.models.data.EventLog;
import org.end4rec.models.data.EventLogException;
import org.end4rec.models.data.EventLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PackingsTest {
    private static final String LOG = "user,item,behavior,time\n" + "u,i,click,5\nv,j,buy,6\n".repeat(500);

    @TempDir
    private Path folder;

    private static byte[] pack(Packings packing, String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out =
                packing == Packings.ZSTD ? new ZstdOutputStream(packed) : new BZip2CompressorOutputStream(packed)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }

    private EventLog read(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("log.packed"), bytes);
        return new EventLogReader().unpackers(Packings.all()).read(file);
    }

    @ParameterizedTest
    @EnumSource
    void readsAFileOfOnePartOrSeveral(Packings packing) throws IOException {
        assertThat(read(pack(packing, LOG)).size()).isEqualTo(1000);
        ByteArrayOutputStream parts = new ByteArrayOutputStream();
        parts.writeBytes(pack(packing, LOG.substring(0, 777)));
        parts.writeBytes(pack(packing, LOG.substring(777)));
        assertThat(read(parts.toByteArray()).size()).isEqualTo(1000);
    }

    @ParameterizedTest
    @EnumSource
    void everyCutIsAnError(Packings packing) throws IOException {
        byte[] bytes = pack(packing, LOG);
        for (int length = 4; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> read(cut))
                    .as("the first %d of %d bytes", length, bytes.length)
                    .isInstanceOf(EventLogException.class);
        }
    }

    @Test
    void aPackedFileMayBePackedAgain() throws IOException {
        ByteArrayOutputStream twice = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(twice)) {
            out.write(pack(Packings.ZSTD, LOG));
        }
        assertThat(read(twice.toByteArray()).size()).isEqualTo(1000);
    }
}
