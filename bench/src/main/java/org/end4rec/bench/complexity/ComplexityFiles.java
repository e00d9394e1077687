package org.end4rec.bench.complexity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.end4rec.core.io.AtomicFile;

/** The files of a report: {@code complexity.json}, {@code complexity.csv} and {@code complexity.html} in one folder. */
public final class ComplexityFiles {
    private static final String NAME = "complexity";

    private static final List<String> ENDINGS = List.of("json", "csv", "html");

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Path folder;

    private ComplexityFiles(Path folder) {
        this.folder = folder;
    }

    /**
     * The files in a folder, which is made if absent. Tells before anything is measured whether they can be written.
     *
     * @throws FileAlreadyExistsException if one of them is there, so that no earlier result is lost
     * @throws IOException if the folder is none or cannot be written to
     */
    public static ComplexityFiles in(Path folder) throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new IOException(folder + " is not a folder; name another with --out");
        }
        Files.createDirectories(folder);
        ComplexityFiles files = new ComplexityFiles(folder);
        for (String ending : ENDINGS) {
            if (Files.exists(files.file(ending), LinkOption.NOFOLLOW_LINKS)) {
                throw new FileAlreadyExistsException(files.file(ending).toString());
            }
        }
        Files.delete(Files.createTempFile(folder, NAME, ".try"));
        return files;
    }

    /** A file by its ending. */
    public Path file(String ending) {
        return folder.resolve(NAME + "." + ending);
    }

    /** Writes all of them, each whole or not at all. */
    public void write(ComplexityReport report) throws IOException {
        write("json", JSON.writeValueAsString(report) + "\n");
        write("csv", ComplexityTable.csv(report));
        write("html", new ComplexityPage(report).html());
    }

    private void write(String ending, String text) throws IOException {
        AtomicFile.at(file(ending)).write(out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Reads a report. @throws IOException naming the file if it is not one */
    public static ComplexityReport read(Path json) throws IOException {
        try {
            return JSON.readValue(Files.readString(json), ComplexityReport.class);
        } catch (JsonProcessingException e) {
            throw new IOException(json + " is not a report of 'complexity': " + e.getOriginalMessage(), e);
        }
    }
}
