package org.end4rec.models.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.end4rec.core.io.AtomicFile;
import org.end4rec.core.io.Checksum;
import org.end4rec.core.io.FileSteps;
import org.end4rec.models.json.Json;
import org.end4rec.models.json.JsonValue;

/**
 * The file {@code run.json}: the manifest, and what it knows of the other files. {@code sha256} has the checksums of
 * texts and events, and its own, with its own digits read as zeros. {@code bytes} has sizes. {@code coming} has the
 * checksums of texts that are being replaced: such a text may be the old one or the new one. {@code stages} are the
 * files of parameters that there are, and the checkpoint if the run starts from one. {@code from} names the run whose
 * model this run began with. A run of format 1 has none of these, and its file is not written.
 */
final class ManifestFile {
    static final String NAME = "run.json";

    private static final String NO_DIGITS = "0".repeat(64);
    private static final String DAMAGED = ". The file is damaged or was changed: restore it from a copy";

    private final Path folder;
    private final Manifest manifest;
    private final Map<String, String> checksums = new TreeMap<>();
    private final Map<String, String> coming = new TreeMap<>();
    private final Map<String, Long> bytes = new TreeMap<>();
    private final List<String> stages = new ArrayList<>();
    private final Map<String, String> from = new TreeMap<>();

    private ManifestFile(Path folder, Manifest manifest) {
        this.folder = folder;
        this.manifest = manifest;
    }

    /** Writes the file of a new run, whose written files have these names. */
    static ManifestFile create(Path folder, Manifest manifest, List<String> written) throws IOException {
        ManifestFile made = of(folder, manifest, written);
        made.write(FileSteps.real());
        return made;
    }

    /** The file of a new run, not written yet. */
    static ManifestFile of(Path folder, Manifest manifest, List<String> written) throws IOException {
        ManifestFile made = new ManifestFile(folder, manifest);
        for (String name : written) {
            made.checksums.put(name, Checksum.of(folder.resolve(name)));
            made.bytes.put(name, Files.size(folder.resolve(name)));
        }
        return made;
    }

    /** @throws RunException if there is none, it is damaged, or a newer version wrote it */
    static ManifestFile read(Path folder) throws RunException {
        Path file = folder.resolve(NAME);
        if (!RunFile.isThere(file)) {
            ServingFiles.refuse(folder);
            throw new RunException(
                    "there is no run in " + folder + " (no " + NAME + "); give the folder that 'train --out' wrote");
        }
        return RunFile.guarded(file, () -> {
            byte[] text = RunFile.text(file);
            JsonValue root = JsonFile.parse(text, file);
            ManifestFile read = new ManifestFile(folder, Manifest.of(root, file));
            read.takeTexts(root, "sha256", read.checksums);
            read.takeTexts(root, "coming", read.coming);
            read.takeTexts(root, "from", read.from);
            root.path("bytes").entries().forEach(each -> read.bytes.put(each.getKey(), number(each.getValue())));
            root.path("stages").elements().forEach(each -> read.stages.add(each.text()));
            read.checkItself(new String(text, StandardCharsets.UTF_8));
            return read;
        });
    }

    private void takeTexts(JsonValue root, String key, Map<String, String> into) {
        root.path(key)
                .entries()
                .forEach(each -> into.put(each.getKey(), each.getValue().text()));
    }

    private static long number(JsonValue value) {
        return value.value() instanceof Integer || value.value() instanceof Long
                ? ((Number) value.value()).longValue()
                : -1;
    }

    private void checkItself(String text) throws RunException {
        String expected = checksums.get(NAME);
        if (expected == null && manifest.format() == 1) {
            return;
        }
        Path file = folder.resolve(NAME);
        int at = expected == null || expected.length() != NO_DIGITS.length() ? -1 : text.indexOf(expected);
        if (expected == null || at < 0) {
            throw new RunException(file + " has no valid SHA-256 of itself" + DAMAGED);
        }
        String found = sum(text.substring(0, at) + NO_DIGITS + text.substring(at + NO_DIGITS.length()));
        if (!found.equals(expected)) {
            throw damaged(file, "the SHA-256 " + found, expected);
        }
    }

    Manifest manifest() {
        return manifest;
    }

    /** The existing files of parameters, in the order in which they were written. */
    List<String> stages() {
        return stages;
    }

    /** The run whose model this run began with: its folder, identity and parameters; empty if there is none. */
    Map<String, String> from() {
        return from;
    }

    /** SHA-256 of the run's input: configuration, ids, events and examples. */
    String identity(List<String> names) throws RunException {
        StringBuilder text = new StringBuilder();
        for (String name : names) {
            Path file = folder.resolve(name);
            String known = checksums.get(name);
            text.append(name)
                    .append(' ')
                    .append(known != null ? known : RunFile.guarded(file, () -> Checksum.of(file)))
                    .append('\n');
        }
        return sum(text.toString());
    }

    /**
     * Compares a file that is written once with its size and its checksum.
     *
     * @throws RunException if the file has another size or checksum
     */
    void check(String name) throws RunException {
        Path file = folder.resolve(name);
        String expected = checksums.get(name);
        long size = RunFile.size(file, Long.MAX_VALUE);
        if (expected == null) {
            if (manifest.format() > 1) {
                throw new RunException(folder.resolve(NAME) + " has no SHA-256 of " + name + DAMAGED);
            }
            return;
        }
        Long bytesExpected = bytes.get(name);
        if (bytesExpected != null && size != bytesExpected) {
            throw damaged(file, size + " bytes", String.valueOf(bytesExpected));
        }
        String found = RunFile.guarded(file, () -> Checksum.of(file));
        if (!found.equals(expected)) {
            throw damaged(file, "the SHA-256 " + found, expected);
        }
    }

    /**
     * Compares a text that is written late with its checksum.
     *
     * @return whether there is such a text
     * @throws RunException if it was changed, or deleted, or is not of this run
     */
    boolean checkLate(String name) throws RunException {
        Path file = folder.resolve(name);
        String expected = checksums.get(name);
        if (!RunFile.isThere(file)) {
            if (expected != null) {
                throw new RunException("there is no file " + file + ", but " + folder.resolve(NAME)
                        + " has its SHA-256: the file was deleted. Restore it from a copy; 'train --resume' makes it"
                        + " again");
            }
            return false;
        }
        String found = sum(RunFile.text(file));
        boolean isUnknown = expected == null && !coming.containsKey(name) && manifest.format() == 1;
        if (!isUnknown && !found.equals(expected) && !found.equals(coming.get(name))) {
            throw damaged(file, "the SHA-256 " + found, expected == null ? "no such file" : expected);
        }
        return true;
    }

    /** Whether a text that is written late exists unchanged. A writer may be active, so a second check decides. */
    static boolean has(Path folder, String name) throws IOException {
        try {
            return read(folder).checkLate(name);
        } catch (RunException e) {
            return read(folder).checkLate(name);
        }
    }

    /** Replaces a text and its checksum: a crash at any step leaves a text that one of its checksums fits. */
    void replace(String name, String text, FileSteps steps) throws IOException {
        AtomicFile file = AtomicFile.at(folder.resolve(name), steps);
        if (manifest.format() == 1) {
            write(file, text);
            return;
        }
        String checksum = sum(text);
        coming.put(name, checksum);
        write(steps);
        write(file, text);
        checksums.put(name, checksum);
        coming.remove(name);
        write(steps);
    }

    /** Adds the name of a file of parameters. To be called after the file is written. */
    void addStage(String name, FileSteps steps) throws IOException {
        if (manifest.format() > 1 && !stages.contains(name)) {
            stages.add(name);
            write(steps);
        }
    }

    void write(FileSteps steps) throws IOException {
        checksums.put(NAME, NO_DIGITS);
        checksums.put(NAME, sum(json()));
        write(AtomicFile.at(folder.resolve(NAME), steps), json());
    }

    private String json() {
        Map<String, Object> values = manifest.values();
        values.put("sha256", checksums);
        values.put("bytes", bytes);
        values.put("stages", stages);
        if (!from.isEmpty()) {
            values.put("from", from);
        }
        if (!coming.isEmpty()) {
            values.put("coming", coming);
        }
        return Json.indented(values) + "\n";
    }

    static void write(AtomicFile file, String text) throws IOException {
        file.write(out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String sum(String text) {
        return sum(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String sum(byte[] text) {
        return Checksum.of(text);
    }

    private RunException damaged(Path file, String found, String expected) {
        return new RunException(
                file + " has " + found + "; expected " + expected + ", as " + folder.resolve(NAME) + " says" + DAMAGED);
    }
}
