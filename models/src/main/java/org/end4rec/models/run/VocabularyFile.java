package org.end4rec.models.run;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.end4rec.models.data.Vocabulary;
import org.end4rec.models.data.VocabularyBuilder;
import org.end4rec.models.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * Reads the ids of a run one by one into vocabularies; a tree of JSON would take many times the size of the file. Other
 * keys are skipped. If a key occurs twice, the last one counts.
 */
final class VocabularyFile {
    private static final List<String> KEYS = List.of("users", "items", "behaviors");

    /** It is read piece by piece: as many ids of 20 bytes as there can be. */
    private static final long MOST_BYTES = 64_000_000_000L;

    private final Path file;
    private final JsonParser json;

    private VocabularyFile(Path file, JsonParser json) {
        this.file = file;
        this.json = json;
    }

    /**
     * The ids of users, items and behaviors.
     *
     * @throws RunException naming the file if it is absent or does not hold them
     */
    static List<Vocabulary> read(Path file) throws IOException {
        RunFile.size(file, MOST_BYTES);
        return RunFile.guarded(file, () -> {
            try (InputStream bytes = Files.newInputStream(file)) {
                return parse(bytes, file);
            }
        });
    }

    /** The ids that these bytes of a file hold. */
    static List<Vocabulary> parse(byte[] bytes, Path file) throws IOException {
        return parse(new ByteArrayInputStream(bytes), file);
    }

    /** As {@link #parse(byte[], Path)}, from a stream. */
    static List<Vocabulary> parse(InputStream bytes, Path file) throws IOException {
        Map<String, Ids> found;
        // a decoder, unlike a character set, refuses what is not UTF-8
        try (JsonParser json = Json.parser(new InputStreamReader(bytes, StandardCharsets.UTF_8.newDecoder()))) {
            found = new VocabularyFile(file, json).lists();
        } catch (JsonProcessingException | CharacterCodingException e) {
            throw JsonFile.notJson(file, e);
        }
        List<Vocabulary> vocabularies = new ArrayList<>();
        for (String key : KEYS) {
            Ids ids = found.get(key);
            if (ids == null) {
                throw new RunException(file + ": the key '" + key + "' is missing or not a list of ids");
            }
            if (ids.fault != null) {
                throw ids.fault;
            }
            vocabularies.add(ids.builder.build());
        }
        return vocabularies;
    }

    /** The ids of a list up to its first fault, which counts only if the whole file is JSON. */
    private static final class Ids {
        final VocabularyBuilder builder = new VocabularyBuilder();

        @Nullable
        RunException fault;
    }

    private Map<String, Ids> lists() throws IOException {
        boolean isObject = json.nextToken() == JsonToken.START_OBJECT;
        Map<String, Ids> found = new HashMap<>();
        if (isObject) {
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String key = json.currentName();
                JsonToken value = json.nextToken();
                if (!KEYS.contains(key)) {
                    json.skipChildren();
                } else if (value == JsonToken.START_ARRAY) {
                    found.put(key, ids(key));
                } else {
                    found.remove(key);
                    json.skipChildren();
                }
            }
        } else {
            json.skipChildren();
        }
        if (json.nextToken() != null) {
            throw new JsonParseException(json, "more text follows its value");
        }
        if (!isObject) {
            throw JsonFile.notObject(file);
        }
        return found;
    }

    private Ids ids(String key) throws IOException {
        Ids ids = new Ids();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (ids.fault != null) {
                json.skipChildren();
            } else if (json.currentToken() == JsonToken.VALUE_STRING) {
                try {
                    ids.builder.add(json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
                } catch (IllegalArgumentException e) {
                    ids.fault = new RunException(file + ": " + key + ": " + e.getMessage(), e);
                }
            } else {
                ids.fault = new RunException(
                        file + ": " + key + " has " + Json.text(Json.value(json)) + ", which is not a text");
            }
        }
        return ids;
    }
}
