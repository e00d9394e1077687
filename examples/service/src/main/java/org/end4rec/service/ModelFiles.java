package org.end4rec.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.end4rec.core.io.Checksum;
import org.jspecify.annotations.Nullable;

/** What the files of a run or an export say about the model, beside the model itself. */
final class ModelFiles {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_BYTES = 10_000_000;
    private static final String RUN = "run.json";
    private static final String EXPORT = "serving.json";
    private static final String METRICS = "metrics.json";

    private ModelFiles() {}

    /**
     * About a model.
     *
     * @param kind {@code run} or {@code export}
     * @param manifest run.json or serving.json
     * @param checksum SHA-256 of the file with the parameters; of the manifest, if the model has no parameters
     * @param written when the manifest was written
     * @param metrics metrics.json; null if there is none
     * @param isFinished whether the training has ended
     */
    record About(
            String kind,
            JsonNode manifest,
            String checksum,
            Instant written,
            @Nullable JsonNode metrics,
            boolean isFinished) {}

    static About read(Path source) throws IOException {
        if (Files.isRegularFile(source)) {
            return new About("export", ofZip(source), Checksum.of(source), time(source), null, true);
        }
        if (Files.exists(source.resolve(EXPORT))) {
            Path parameters = source.resolve("model.safetensors");
            return new About(
                    "export",
                    json(source.resolve(EXPORT)),
                    Checksum.of(parameters),
                    time(source.resolve(EXPORT)),
                    null,
                    true);
        }
        Path manifest = source.resolve(RUN);
        Path metrics = source.resolve(METRICS);
        return new About(
                "run",
                json(manifest),
                Checksum.of(parameters(source)),
                time(manifest),
                Files.exists(metrics) ? json(metrics) : null,
                isFinished(source));
    }

    /** Whether there is no training that may go on: one that writes checkpoints ends with votes and metrics. */
    static boolean isFinished(Path source) {
        return !Files.exists(source.resolve("checkpoint.safetensors"))
                || Files.exists(source.resolve(METRICS))
                || Files.exists(source.resolve("votes.json"));
    }

    private static Instant time(Path file) throws IOException {
        return Files.getLastModifiedTime(file).toInstant().truncatedTo(ChronoUnit.SECONDS);
    }

    /** The newest file of parameters of a run; its manifest, if the model only counts. */
    private static Path parameters(Path run) throws IOException {
        try (var files = Files.list(run)) {
            return files.filter(file -> file.getFileName().toString().matches("stage-.*\\.safetensors"))
                    .max((a, b) -> a.compareTo(b))
                    .orElse(run.resolve(RUN));
        }
    }

    /** Files that change if the model does, with times and sizes: two equal answers mean that nothing was written. */
    static List<String> state(Path source) throws IOException {
        Path real = source.toRealPath();
        List<Path> files = Files.isRegularFile(real)
                ? List.of(real)
                : List.of(real.resolve(EXPORT), real.resolve(RUN), real.resolve(METRICS), parameters(real));
        List<String> state = new ArrayList<>();
        for (Path file : files) {
            if (Files.exists(file)) {
                state.add(file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file));
            }
        }
        return state;
    }

    /** A JSON file of a run, of a size that a service can bear. */
    static JsonNode json(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return JSON.readTree(in.readNBytes(MOST_BYTES));
        }
    }

    private static JsonNode ofZip(Path file) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals(EXPORT)) {
                    return JSON.readTree(zip.readNBytes(MOST_BYTES));
                }
            }
        }
        throw new IOException(file + " has no " + EXPORT);
    }
}
