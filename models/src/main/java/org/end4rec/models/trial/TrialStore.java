package org.end4rec.models.trial;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.end4rec.core.io.AtomicFile;
import org.end4rec.core.io.Checksum;
import org.end4rec.core.io.SafeTensors;
import org.jspecify.annotations.Nullable;

/**
 * A folder of finished trials, two files each under the trial's key: {@code .json} has the result and {@code
 * .safetensors} the rank of every test example under each protocol. A trial is finished if it has both; the result is
 * written last.
 */
public final class TrialStore {
    /** The key of the metadata of the ranks that has the SHA-256 of the result; trials of older versions lack it. */
    private static final String RESULT = "result.sha256";

    private final Path folder;

    /**
     * The store in a folder, which is made if absent.
     *
     * @throws IOException if it cannot be written to
     */
    public TrialStore(Path folder) throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new IOException(folder + " is not a folder; name another folder");
        }
        Files.createDirectories(folder);
        Files.delete(Files.createTempFile(folder, "trial", ".try"));
        this.folder = folder;
    }

    /** The result of a finished trial; null if there is none. */
    public @Nullable TrialResult find(String key) throws IOException {
        Path file = file(key, ".json");
        if (!Files.exists(file) || !Files.exists(file(key, ".safetensors"))) {
            return null;
        }
        try {
            TrialResult result = TrialJson.read(Files.readString(file));
            check(key, file);
            return result;
        } catch (JsonProcessingException e) {
            throw notAResult(file, e.getOriginalMessage(), e);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw notAResult(file, String.valueOf(e.getMessage()), e);
        }
    }

    private static IOException notAResult(Path file, String why, Exception cause) {
        return new IOException(
                file + " is not the result of a trial: " + why + "; delete the file to run the trial again", cause);
    }

    private void check(String key, Path file) throws IOException {
        String expected =
                SafeTensors.readHeader(file(key, ".safetensors")).metadata().get(RESULT);
        String found = expected == null ? null : Checksum.of(file);
        if (expected != null && !expected.equals(found)) {
            throw new IOException(file + " has the SHA-256 " + found + "; expected " + expected + ", as "
                    + file(key, ".safetensors") + " says. The file was changed: delete both files to run the trial"
                    + " again");
        }
    }

    /** Ranks of a finished trial, in the order of the test examples. */
    public int[] ranks(String key, String protocol) throws IOException {
        Objects.requireNonNull(protocol, "protocol");
        return SafeTensors.read(file(key, ".safetensors")).ints(protocol);
    }

    /** Keeps a finished trial. */
    public void save(String key, TrialResult result, Map<String, int[]> ranks) throws IOException {
        Objects.requireNonNull(result, "result");
        String text = TrialJson.text(result);
        Map<String, String> metadata = Map.of(
                "model",
                result.model(),
                RESULT,
                Checksum.of(text.getBytes(StandardCharsets.UTF_8)),
                SafeTensors.CHECKSUM,
                "");
        SafeTensors.writeInts(file(key, ".safetensors"), ranks, metadata);
        write(file(key, ".json"), text);
    }

    private Path file(String key, String ending) {
        return folder.resolve(Objects.requireNonNull(key, "key") + ending);
    }

    private static void write(Path file, String text) throws IOException {
        AtomicFile.at(file).write(out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }
}
