package org.end4rec.models.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.end4rec.models.json.Json;
import org.end4rec.models.json.JsonValue;

/** Reads the JSON files of a run folder. */
final class JsonFile {
    private JsonFile() {}

    /**
     * The file's object.
     *
     * @throws RunException naming the file if it is absent, too large or not one JSON object
     */
    static JsonValue read(Path file) throws IOException {
        return parse(RunFile.text(file), file);
    }

    /** The object that these bytes of a file hold. */
    static JsonValue parse(byte[] bytes, Path file) throws IOException {
        JsonValue root;
        try {
            root = Json.tree(utf8(bytes, file));
        } catch (JsonProcessingException e) {
            throw notJson(file, e);
        }
        if (!root.isObject()) {
            throw notObject(file);
        }
        return root;
    }

    /** The text of a file that must be JSON. */
    static String utf8(byte[] bytes, Path file) throws RunException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw notJson(file, e);
        }
    }

    static RunException notJson(Path file, IOException e) {
        String why = e instanceof JsonProcessingException json ? json.getOriginalMessage() : "its bytes are not UTF-8";
        return new RunException(file + " is not valid JSON: " + why, e);
    }

    static RunException notObject(Path file) {
        return new RunException(file + ": expected a JSON object");
    }
}
