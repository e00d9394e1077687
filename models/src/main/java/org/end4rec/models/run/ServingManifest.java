package org.end4rec.models.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.end4rec.core.io.Checksum;
import org.end4rec.core.io.SafeTensors;
import org.end4rec.models.json.Json;
import org.end4rec.models.json.JsonValue;
import org.end4rec.models.votes.VoteWeights;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code serving.json} of an export: what is known of the model, the size of each other file, the SHA-256 of
 * each text and of itself, with its own digits read as zeros. Tensors have their SHA-256 in their own files, with the
 * identity of the export.
 *
 * @param stage name of the stage whose parameters are exported
 * @param target number of the target behavior
 * @param novel whether the model predicts only items that are new to the user
 * @param behaviorCounts [R] mean number of events of each behavior per user
 * @param votes what votes are worth; null if there are none
 * @param identity SHA-256 of all other files
 */
record ServingManifest(
        String stage,
        int target,
        boolean novel,
        double[] behaviorCounts,
        @Nullable VoteWeights votes,
        String identity,
        Map<String, Long> bytes,
        Map<String, String> checksums) {
    /** The format that this version writes and reads. */
    static final int FORMAT = 1;

    static final String NO_DIGITS = "0".repeat(64);

    /** What to do about a damaged export. */
    static final String AGAIN = "the export is damaged or was changed: export the run again, or restore a copy";

    private static final String FORMAT_KEY = "serving";

    /** @param about what readers of the file may want to know */
    String text(Map<String, Object> about) throws IOException {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(FORMAT_KEY, FORMAT);
        values.putAll(about);
        values.put("stage", stage);
        values.put("target_behavior", target);
        values.put("novel", novel);
        values.put("behavior_counts", Arrays.stream(behaviorCounts).boxed().toList());
        if (votes != null) {
            values.put("votes", VotesFile.values(votes));
        }
        values.put("identity", identity);
        values.put("bytes", bytes);
        Map<String, String> sums = new TreeMap<>(checksums);
        sums.put(ServingFiles.MANIFEST, NO_DIGITS);
        values.put("sha256", sums);
        String text = Json.indented(values) + "\n";
        return text.replace(NO_DIGITS, sum(text));
    }

    static ServingManifest read(ServingFiles files) throws IOException {
        Path file = files.path(ServingFiles.MANIFEST);
        files.size(ServingFiles.MANIFEST, RunFile.MOST_OF_A_TEXT);
        return RunFile.guarded(file, () -> {
            try (InputStream in = files.open(ServingFiles.MANIFEST)) {
                return parse(in.readAllBytes(), file);
            }
        });
    }

    private static ServingManifest parse(byte[] bytes, Path file) throws IOException {
        JsonValue root = JsonFile.parse(bytes, file);
        JsonValue format = root.path(FORMAT_KEY);
        if (!(format.value() instanceof Integer number) || number < 1) {
            throw new RunException(file + " has no format number; this is not the manifest of an export");
        }
        if (number > FORMAT) {
            throw new RunException(file + ": the export has format " + number + ", written by version "
                    + root.path("version").text("unknown") + "; this version (" + Manifest.VERSION
                    + ") reads up to format " + FORMAT + ": use a newer version of END4Rec for Java");
        }
        Map<String, Long> sizes = new TreeMap<>();
        root.path("bytes")
                .entries()
                .forEach(each -> sizes.put(
                        each.getKey(), each.getValue().value() instanceof Number size ? size.longValue() : -1L));
        Map<String, String> sums = new TreeMap<>();
        root.path("sha256")
                .entries()
                .forEach(each -> sums.put(each.getKey(), each.getValue().text()));
        String own = sums.getOrDefault(ServingFiles.MANIFEST, "");
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (own.length() != NO_DIGITS.length() || !own.equals(sum(text.replace(own, NO_DIGITS)))) {
            throw new RunException(file + " does not have the SHA-256 that it says; " + AGAIN);
        }
        double[] counts = root.path("behavior_counts").elements().stream()
                .mapToDouble(each -> each.value() instanceof Number count ? count.doubleValue() : Double.NaN)
                .toArray();
        return new ServingManifest(
                root.path("stage").text(),
                root.path("target_behavior").value() instanceof Integer target ? target : 0,
                Boolean.TRUE.equals(root.path("novel").value()),
                counts,
                root.path("votes").isPresent() ? VotesFile.of(root.path("votes"), file) : null,
                root.path("identity").text(),
                sizes,
                sums);
    }

    private static String sum(String text) {
        return Checksum.of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether the export has a file. */
    boolean names(String name) {
        return bytes.containsKey(name);
    }

    /** The checked bytes of a text. */
    byte[] text(ServingFiles files, String name) throws IOException {
        Path file = files.path(name);
        checkSize(files, name);
        byte[] text = RunFile.guarded(file, () -> {
            try (InputStream in = files.open(name)) {
                return in.readAllBytes();
            }
        });
        files.close(name);
        String found = Checksum.of(text);
        if (!found.equals(checksums.get(name))) {
            throw new RunException(file + " has the SHA-256 " + found + "; expected " + checksums.get(name) + ", as "
                    + files.path(ServingFiles.MANIFEST) + " says; " + AGAIN);
        }
        return text;
    }

    /** The checked tensors of a file. */
    SafeTensors tensors(ServingFiles files, String name) throws IOException {
        Path file = files.path(name);
        long size = checkSize(files, name);
        SafeTensors read = RunFile.guarded(file, () -> files.tensors(name, size));
        files.close(name);
        return read;
    }

    /** The size of a file, which must be as expected. */
    long checkSize(ServingFiles files, String name) throws RunException {
        long size = files.size(name, Runtime.getRuntime().maxMemory());
        if (size != bytes.getOrDefault(name, -1L)) {
            throw new RunException(files.path(name) + " has " + size + " bytes; expected " + bytes.get(name) + ", as "
                    + files.path(ServingFiles.MANIFEST) + " says; " + AGAIN);
        }
        return size;
    }
}
