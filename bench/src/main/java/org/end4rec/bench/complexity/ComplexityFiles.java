package org.end4rec.bench.complexity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.end4rec.core.io.AtomicFile;

/** The files of a report: {@code complexity.json}, {@code complexity.csv} and {@code complexity.html} in one folder. */
public final class ComplexityFiles {
    private static final String NAME = "complexity";

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Path folder;

    /** The files in a folder, which must exist when they are written. */
    public ComplexityFiles(Path folder) {
        this.folder = Objects.requireNonNull(folder, "folder");
    }

    /** A file by its ending. */
    public Path file(String ending) {
        return folder.resolve(NAME + "." + ending);
    }

    /** Writes all of them, each whole or not at all. */
    public void write(ComplexityReport report) throws IOException {
        write("json", JSON.writeValueAsString(report) + "\n");
        write("csv", ComplexityTable.csv(report));
        write("html", ComplexityPage.html(report));
    }

    private void write(String ending, String text) throws IOException {
        AtomicFile.at(file(ending)).write(out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Reads a report.
     *
     * @throws IOException naming the file if it is not one
     */
    public static ComplexityReport read(Path json) throws IOException {
        try {
            return JSON.readValue(Files.readString(json), ComplexityReport.class);
        } catch (JsonProcessingException e) {
            throw new IOException(json + " is not a report of 'complexity': " + e.getOriginalMessage(), e);
        }
    }
}
