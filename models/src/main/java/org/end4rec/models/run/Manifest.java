package org.end4rec.models.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.end4rec.core.io.Checksum;
import org.end4rec.models.json.Json;

/**
 * What a run folder says of itself in run.json.
 *
 * @param format version of the folder's layout
 * @param version version of the project that wrote it
 * @param java version of the JDK that wrote it
 * @param model name of the encoder
 * @param target name of the target behavior
 * @param novel whether earlier events on the target item are hidden from the input
 * @param events where the events came from
 */
public record Manifest(
        int format, String version, String java, String model, String target, boolean novel, String events) {
    /** No reference is null. */
    public Manifest {
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(java, "java");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(events, "events");
    }

    /** The layout this version writes, and the newest it reads. */
    public static final int FORMAT = 1;

    private static final String CHECKSUMS = "sha256";

    /** The version of this project. */
    public static final String VERSION = "0.1.0";

    /** The manifest of a new run. */
    public static Manifest of(String model, String target, boolean novel, String events) {
        return new Manifest(FORMAT, VERSION, System.getProperty("java.version", ""), model, target, novel, events);
    }

    /** @param checksums SHA-256 of the texts that are written once, by the names of their files */
    String toJson(Map<String, String> checksums) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("format", format);
        values.put("version", version);
        values.put("java", java);
        values.put("model", model);
        values.put("target", target);
        values.put("novel", novel);
        values.put("events", events);
        values.put(CHECKSUMS, checksums);
        try {
            return Json.indented().writeValueAsString(values) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Compares a file with the checksum that the manifest has of it, if it has one. @throws RunException if they differ */
    static void check(Path manifest, Path file) throws IOException {
        String expected = JsonFile.read(manifest)
                .path(CHECKSUMS)
                .path(String.valueOf(file.getFileName()))
                .asText("");
        String found = expected.isEmpty() ? "" : Checksum.of(file);
        if (!found.equals(expected)) {
            throw new RunException(file + " has the SHA-256 " + found + "; expected " + expected + ", as " + manifest
                    + " says. The file is damaged or was changed: restore it from a copy");
        }
    }

    static Manifest read(Path file) throws IOException {
        return of(JsonFile.read(file), file);
    }

    /** The manifest in a file's object. */
    static Manifest of(JsonNode root, Path file) throws RunException {
        JsonNode format = root.get("format");
        if (format == null || !format.isInt()) {
            throw new RunException(file + " has no format number; this is not the manifest of a run");
        }
        if (format.asInt() > FORMAT) {
            throw new RunException(file + ": the run has format " + format.asInt() + ", written by version "
                    + root.path("version").asText("unknown") + "; this version (" + VERSION + ") reads up to format "
                    + FORMAT + ": use a newer version of END4Rec for Java");
        }
        for (String key : new String[] {"model", "target"}) {
            if (!root.path(key).isTextual()) {
                throw new RunException(file + ": the key '" + key + "' is missing or not a text");
            }
        }
        return new Manifest(
                format.asInt(),
                root.path("version").asText(""),
                root.path("java").asText(""),
                root.path("model").asText(),
                root.path("target").asText(),
                root.path("novel").asBoolean(),
                root.path("events").asText(""));
    }
}
