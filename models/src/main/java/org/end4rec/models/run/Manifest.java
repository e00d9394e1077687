package org.end4rec.models.run;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.end4rec.models.json.JsonValue;

/**
 * The contents of run.json.
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

    /** The format that this version writes, and the newest format that it reads. */
    public static final int FORMAT = 2;

    /** The version of this project. */
    public static final String VERSION = "0.1.0";

    /** The manifest of a new run. */
    public static Manifest of(String model, String target, boolean novel, String events) {
        return new Manifest(FORMAT, VERSION, System.getProperty("java.version", ""), model, target, novel, events);
    }

    /** The keys of the manifest's file. */
    Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("format", format);
        values.put("version", version);
        values.put("java", java);
        values.put("model", model);
        values.put("target", target);
        values.put("novel", novel);
        values.put("events", events);
        return values;
    }

    /** The manifest in a file's object. */
    static Manifest of(JsonValue root, Path file) throws RunException {
        if (!(root.path("format").value() instanceof Integer format)) {
            throw new RunException(file + " has no format number; this is not the manifest of a run");
        }
        if (format < 1) {
            throw new RunException(file + ": the run has format " + format + "; formats are from 1 to " + FORMAT
                    + ". The file is damaged: restore it from a copy");
        }
        if (format > FORMAT) {
            throw new RunException(file + ": the run has format " + format + ", written by version "
                    + root.path("version").text("unknown") + "; this version (" + VERSION + ") reads up to format "
                    + FORMAT + ": use a newer version of END4Rec for Java");
        }
        for (String key : new String[] {"model", "target"}) {
            if (!root.path(key).isText()) {
                throw new RunException(file + ": the key '" + key + "' is missing or not a text");
            }
        }
        return new Manifest(
                format,
                root.path("version").text(""),
                root.path("java").text(""),
                root.path("model").text(),
                root.path("target").text(),
                root.path("novel").text().equals("true"),
                root.path("events").text(""));
    }
}
