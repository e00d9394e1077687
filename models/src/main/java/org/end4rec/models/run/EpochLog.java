package org.end4rec.models.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.end4rec.core.io.AtomicFile;
import org.end4rec.core.io.FileSteps;
import org.end4rec.models.json.Json;
import org.end4rec.models.training.EpochReport;

/**
 * The file {@code epochs.jsonl}. A line is written before the checkpoint of its epoch: an epoch whose checkpoint was
 * lost is trained again, and its line replaced. A line that cannot be written is kept and written with the next one.
 */
final class EpochLog {
    static final String NAME = "epochs.jsonl";

    private static final long MOST_BYTES = 1_000_000_000;

    private final Path file;
    private final Map<String, String> lines = new LinkedHashMap<>();
    private boolean isRead;
    private boolean failed;

    EpochLog(Path folder) {
        file = folder.resolve(NAME);
    }

    /**
     * The number of epochs with a line.
     *
     * @throws RunException if the file cannot be read
     */
    int size() throws RunException {
        if (!isRead && RunFile.isThere(file)) {
            RunFile.size(file, MOST_BYTES);
            RunFile.guarded(
                            file,
                            () -> StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(Files.readAllBytes(file))))
                    .toString()
                    .lines()
                    .forEach(line -> lines.put(epoch(line), line));
        }
        isRead = true;
        return lines.size();
    }

    /**
     * Adds or replaces the line of an epoch, and writes all lines. After a failure {@link #writeMissing} tries again.
     */
    void append(EpochReport report, FileSteps steps) throws RunException {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("stage", report.stage());
        line.put("epoch", report.epoch());
        line.put("loss", report.loss());
        line.put("parts", report.parts());
        line.put("protocol", report.protocol());
        line.put("validation", report.validation());
        line.put("improved", report.improved());
        line.put("seconds", report.seconds());
        line.put("validation_seconds", report.validationSeconds());
        size();
        try {
            String json = Json.text(line);
            lines.remove(epoch(json));
            lines.put(epoch(json), json);
            write(steps);
        } catch (IOException e) {
            // the checkpoint, which follows, is worth more than the line, and reports the failure
            failed = true;
        }
    }

    /**
     * Writes the lines again if the last time has failed.
     *
     * @throws IOException if they still cannot be written
     */
    void writeMissing(FileSteps steps) throws IOException {
        if (failed) {
            write(steps);
            failed = false;
        }
    }

    /** Writes all lines that were read or added. */
    void write(FileSteps steps) throws IOException {
        if (!lines.isEmpty()) {
            String all = lines.values().stream().map(line -> line + "\n").collect(Collectors.joining());
            ManifestFile.write(AtomicFile.at(file, steps), all);
        }
    }

    /** The beginning of a line, up to the loss: stage and number. */
    private static String epoch(String line) {
        int loss = line.indexOf("\"loss\"");
        return loss < 0 ? line : line.substring(0, loss);
    }
}
