package org.end4rec.models.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.end4rec.models.json.Json;

/** Reads the JSON files of a run folder. */
final class JsonFile {
    private JsonFile() {}

    /** The file's object. @throws RunException naming the file if it is absent or not one JSON object */
    static JsonNode read(Path file) throws IOException {
        try {
            return parse(Files.readAllBytes(file), file);
        } catch (NoSuchFileException e) {
            throw new RunException("there is no file " + file + "; the run's folder is not complete", e);
        }
    }

    /** The object that these bytes of a file hold. */
    static JsonNode parse(byte[] bytes, Path file) throws IOException {
        JsonNode root;
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            root = Json.mapper().readTree(text.toString());
        } catch (JsonProcessingException e) {
            throw new RunException(file + " is not valid JSON: " + e.getOriginalMessage(), e);
        } catch (CharacterCodingException e) {
            throw new RunException(file + " is not valid JSON: its bytes are not UTF-8", e);
        }
        if (!root.isObject()) {
            throw new RunException(file + ": expected a JSON object");
        }
        return root;
    }
}
