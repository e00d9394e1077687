package org.end4rec.models.vectors;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.end4rec.core.io.FormatException;
import org.end4rec.models.data.Vocabulary;
import org.end4rec.models.data.VocabularyBuilder;

/** Reads ids, one a line, in UTF-8. */
final class IdLines {
    private static final String CLASS_NAME = "Vocabulary: ";

    private IdLines() {}

    /** Opening a pipe would wait for a writer, and a folder has no text. */
    static InputStream open(Path file) throws IOException {
        if (!Files.readAttributes(file, BasicFileAttributes.class).isRegularFile()) {
            throw new FormatException("VectorTable: " + file + " is a folder, pipe or device; give the path of a file");
        }
        return Files.newInputStream(file);
    }

    static Vocabulary read(Path file) throws IOException {
        VocabularyBuilder ids = new VocabularyBuilder();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(open(file), StandardCharsets.UTF_8.newDecoder()))) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                add(ids, number == 1 ? withoutMark(line) : line, file, number);
            }
        } catch (CharacterCodingException e) {
            throw notUtf8(file, e);
        }
        return ids.build();
    }

    static void add(VocabularyBuilder ids, String id, Path file, int line) throws FormatException {
        try {
            ids.add(id.toCharArray(), 0, id.length());
        } catch (IllegalArgumentException e) {
            throw fault(file, line, String.valueOf(e.getMessage()).replace(CLASS_NAME, ""));
        }
    }

    /** Some programs begin a text with the byte order mark. */
    static String withoutMark(String firstLine) {
        return firstLine.startsWith("\uFEFF") ? firstLine.substring(1) : firstLine;
    }

    static FormatException fault(Path file, int line, String fault) {
        return new FormatException("VectorTable: " + file + ", line " + line + ": " + fault);
    }

    static FormatException notUtf8(Path file, CharacterCodingException e) {
        return new FormatException("VectorTable: " + file + " is not UTF-8; save or convert it as UTF-8", e);
    }
}
