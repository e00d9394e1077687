package org.end4rec.models.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.end4rec.core.io.FormatException;
import org.end4rec.core.io.SafeTensors;
import org.end4rec.core.random.RandomStream;
import org.end4rec.core.testing.Figures;
import org.end4rec.models.data.EventLogException;
import org.end4rec.models.data.EventLogReader;
import org.end4rec.models.training.ConfigException;
import org.end4rec.models.training.ConfigFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of 8 MB, whole and with their last bytes missing: what reading them keeps, allocates and takes. */
class LargeFilesTest {
    private static final int BYTES = 8 << 20;
    private static final double MOST_KEPT = 2;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final Path FILE = Path.of("file");

    @TempDir
    private Path temporary;

    @FunctionalInterface
    private interface Reader {
        Object read(byte[] bytes) throws IOException;
    }

    @Test
    void safetensors() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SafeTensors.write(out, Map.of("a", Tensor.of(Shape.of(BYTES / 4), new float[BYTES / 4])), Map.of());
        check("safetensors", out.toByteArray(), bytes -> SafeTensors.read(bytes, "file"));
    }

    @Test
    void vocabulary() throws IOException {
        String ids = lines(i -> ",\"item " + i + '"').substring(1);
        check(
                "vocabulary",
                ("{\"users\":[\"u\"],\"items\":[" + ids + "],\"behaviors\":[\"buy\"]}"),
                bytes -> VocabularyFile.parse(bytes, FILE));
    }

    /** Of keys that nobody knows: they are passed over in a manifest, and refused in a configuration. */
    @Test
    void manifestAndConfiguration() throws IOException {
        String keys = lines(i -> ",\"key " + i + "\":" + i).substring(1);
        check("run manifest", "{" + keys + "}", bytes -> Manifest.of(JsonFile.parse(bytes, FILE), FILE));
        check(
                "configuration",
                "{" + keys + "}",
                bytes -> ConfigFile.fromJson(new String(bytes, StandardCharsets.UTF_8), "file"));
    }

    @Test
    void eventLog() throws IOException {
        RandomStream random = RandomStream.of(1, "rows", 0);
        String rows = lines(
                i -> "u" + i / 20 + "\titem" + random.below(i, 50_000) + "\tclick\t" + (1_700_000_000L + i) + '\n');
        check(
                "event log",
                "user_id\titem_id\tbehavior\ttimestamp\n" + rows,
                bytes -> new EventLogReader().read(Files.write(temporary.resolve("log.tsv"), bytes)));
    }

    @FunctionalInterface
    private interface Line {
        String of(int number);
    }

    private static String lines(Line line) {
        StringBuilder text = new StringBuilder(BYTES + 100);
        for (int i = 0; text.length() < BYTES; i++) {
            text.append(line.of(i));
        }
        return text.toString();
    }

    private static void check(String name, String text, Reader reader) throws IOException {
        check(name, text.getBytes(StandardCharsets.UTF_8), reader);
    }

    private static void check(String name, byte[] whole, Reader reader) throws IOException {
        byte[] cut = Arrays.copyOf(whole, whole.length - 3);
        read(reader, cut);
        long before = used();
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        long started = System.nanoTime();
        Object result = read(reader, whole);
        double seconds = (System.nanoTime() - started) * 1e-9;
        allocated = THREADS.getCurrentThreadAllocatedBytes() - allocated;
        long kept = used() - before;
        Figures.print(
                "S1",
                "a " + name + " of 8 MB",
                "%s; keeps %.2f × its size, bar 2; allocates %.1f × on the way; %.3f s a MB",
                result instanceof Exception ? "refused" : "read",
                (double) kept / whole.length,
                (double) allocated / whole.length,
                seconds / (whole.length / 1048576.0));
        assertThat((double) kept / whole.length).isLessThanOrEqualTo(MOST_KEPT);
    }

    private static Object read(Reader reader, byte[] bytes) throws IOException {
        try {
            return reader.read(bytes);
        } catch (RunException | FormatException | ConfigException | EventLogException refused) {
            return refused;
        }
    }

    private static long used() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
