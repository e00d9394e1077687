package org.end4rec.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.end4rec.core.io.Checksum;
import org.end4rec.models.training.Model;
import org.jspecify.annotations.Nullable;

/** What the files of a run or an export say about the model, beside the model itself. */
final class ModelFiles {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_BYTES = 10_000_000;
    private static final int MOST_EPOCHS = 2_000;
    private static final String EXPORTED = "export";
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

    /** What there is to know, with the checksum of the parameters. */
    static About read(Path source) throws IOException {
        About about = describe(source);
        Path parameters = source;
        if (!Files.isRegularFile(source)) {
            parameters = about.kind().equals(EXPORTED) ? source.resolve("model.safetensors") : parameters(source);
        }
        return new About(
                about.kind(),
                about.manifest(),
                Checksum.of(parameters),
                about.written(),
                about.metrics(),
                about.isFinished());
    }

    /** As {@link #read}, but for the checksum. */
    static About describe(Path source) throws IOException {
        if (Files.isRegularFile(source)) {
            return new About(EXPORTED, ofZip(source), "", time(source), null, true);
        }
        Path export = source.resolve(EXPORT);
        if (Files.exists(export)) {
            return new About(EXPORTED, json(export), "", time(export), null, true);
        }
        Path manifest = source.resolve(RUN);
        Path metrics = source.resolve(METRICS);
        return new About(
                "run",
                json(manifest),
                "",
                time(manifest),
                Files.exists(metrics) ? json(metrics) : null,
                isFinished(source));
    }

    /** The lines of the log of epochs, the newest if there are very many. */
    static List<JsonNode> epochs(Path source) throws IOException {
        Path file = source.resolve("epochs.jsonl");
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        List<JsonNode> epochs = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file)) {
            for (String line : new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8).split("\n", -1)) {
                if (!line.isBlank()) {
                    epochs.add(JSON.readTree(line));
                }
            }
        }
        return epochs.subList(Math.max(0, epochs.size() - MOST_EPOCHS), epochs.size());
    }

    /**
     * Whether no training may go on there. A training ends with votes and metrics. What was imported has parameters
     * and never had a checkpoint, and a model that only counts has neither.
     */
    static boolean isFinished(Path source) throws IOException {
        if (Files.isRegularFile(source)
                || Files.exists(source.resolve(EXPORT))
                || Files.exists(source.resolve(METRICS))
                || Files.exists(source.resolve("votes.json"))) {
            return true;
        }
        boolean hasParameters = !parameters(source).endsWith(RUN);
        return !Files.exists(source.resolve("checkpoint.safetensors"))
                && (hasParameters || isCounted(json(source.resolve(RUN))));
    }

    private static boolean isCounted(JsonNode manifest) {
        return Model.find(manifest.path("model").asText()).map(Model::isCounted).orElse(false);
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
