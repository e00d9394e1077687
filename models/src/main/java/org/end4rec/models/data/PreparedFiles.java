package org.end4rec.models.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.end4rec.core.io.AtomicFile;
import org.end4rec.models.json.Json;
import org.end4rec.models.json.JsonValue;

/**
 * The file {@code log.json} of a prepared log, which names all other files.
 *
 * @param events number of events
 * @param users number of users
 * @param items number of items
 * @param behaviors names of the behaviors, by number
 * @param labels names of the labels, by number
 * @param times how times are counted
 * @param sources the files that were read
 * @param copiesKept whether events that are there more than once were kept
 * @param settings the settings of the cleaning, empty without settings
 * @param cleaning what was left out of the files, a line each
 * @param parts the other files, by what they hold
 */
record PreparedFiles(
        int events,
        int users,
        int items,
        List<String> behaviors,
        List<String> labels,
        TimeScale times,
        List<String> sources,
        boolean copiesKept,
        String settings,
        List<String> cleaning,
        Map<String, Part> parts) {
    static final String NAME = "log.json";

    private static final String FORMAT = "end4rec-log";
    private static final int VERSION = 1;
    private static final long MOST_BYTES = 64_000_000;
    private static final Pattern PLAIN_NAME = Pattern.compile("[a-z]+-[0-9]{1,9}\\.[a-z0-9]{1,4}");

    /**
     * A file beside {@code log.json}.
     *
     * @param name its name
     * @param bytes its size
     * @param checksum its CRC-32C
     */
    record Part(String name, long bytes, long checksum) {
        private Map<String, Object> toMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("name", name);
            map.put("bytes", bytes);
            map.put("crc32c", String.format("%08x", checksum));
            return map;
        }
    }

    /** The same log with another account of its cleaning, in other files. */
    PreparedFiles with(List<String> other, Map<String, Part> files) {
        return new PreparedFiles(
                events, users, items, behaviors, labels, times, sources, copiesKept, settings, other, files);
    }

    /** Writes the file, at once or not at all. */
    void write(Path folder) throws IOException {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("format", FORMAT);
        map.put("version", VERSION);
        map.put("events", events);
        map.put("users", users);
        map.put("items", items);
        map.put("behaviors", behaviors);
        map.put("labels", labels);
        map.put("times", times.toMap());
        map.put("sources", sources);
        map.put("copiesKept", copiesKept);
        map.put("settings", settings);
        map.put("cleaning", cleaning);
        Map<String, Object> files = new LinkedHashMap<>();
        parts.forEach((what, part) -> files.put(what, part.toMap()));
        map.put("files", files);
        byte[] text = (Json.indented(map) + "\n").getBytes(StandardCharsets.UTF_8);
        AtomicFile.at(folder.resolve(NAME)).write(out -> out.write(text));
    }

    /** @throws EventLogException if there is none, or it is damaged, or a newer version wrote it */
    static PreparedFiles read(Path folder) throws EventLogException {
        Path file = folder.resolve(NAME);
        if (!Files.isRegularFile(file)) {
            throw new EventLogException(folder + ": is no prepared log, since it has no " + NAME
                    + "; make a prepared log with 'prepare --events FILE --out " + folder + "'");
        }
        JsonValue root;
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw damaged(file, "it has more than " + MOST_BYTES + " bytes");
            }
            root = Json.tree(Files.readString(file));
        } catch (JsonProcessingException e) {
            throw damaged(file, "it is not valid JSON: " + e.getOriginalMessage());
        } catch (CharacterCodingException e) {
            throw damaged(file, "its bytes are not UTF-8");
        } catch (EventLogException e) {
            throw e;
        } catch (IOException e) {
            throw new EventLogException(file + ": cannot be read: " + e.getMessage(), e);
        }
        return new Parser(file).parse(root);
    }

    /** The error for a prepared log that is not as it was written. */
    static EventLogException damaged(Path file, String how) {
        return new EventLogException(file + ": " + how + "; the file is damaged or was changed: prepare the log again,"
                + " or restore the folder from a copy");
    }

    /** Reads the values of the file. */
    private record Parser(Path file) {
        PreparedFiles parse(JsonValue root) throws EventLogException {
            if (!root.isObject() || !root.path("format").text("").equals(FORMAT)) {
                throw damaged(file, "its format is not " + FORMAT);
            }
            long version = whole(root, "version", Integer.MAX_VALUE);
            if (version != VERSION) {
                throw new EventLogException(file + ": has version " + version + ", and this program reads version "
                        + VERSION + "; use a newer program, or prepare the log again");
            }
            Map<String, Part> parts = new LinkedHashMap<>();
            for (Map.Entry<String, JsonValue> entry : root.path("files").entries()) {
                parts.put(entry.getKey(), part(entry.getValue()));
            }
            return new PreparedFiles(
                    (int) whole(root, "events", Integer.MAX_VALUE - 1),
                    (int) whole(root, "users", Integer.MAX_VALUE - 2),
                    (int) whole(root, "items", Integer.MAX_VALUE - 2),
                    texts(root, "behaviors"),
                    texts(root, "labels"),
                    TimeScale.of(root.path("times"), file),
                    texts(root, "sources"),
                    Boolean.TRUE.equals(root.path("copiesKept").value()),
                    root.path("settings").text(""),
                    texts(root, "cleaning"),
                    parts);
        }

        private Part part(JsonValue value) throws EventLogException {
            String name = value.path("name").text("");
            if (!PLAIN_NAME.matcher(name).matches()) {
                throw damaged(file, "'" + EventLogReader.shown(name) + "' is no name of a file of a prepared log");
            }
            String checksum = value.path("crc32c").text("");
            if (!checksum.matches("[0-9a-f]{8}")) {
                throw damaged(file, "the checksum of " + name + " has not eight hexadecimal digits");
            }
            return new Part(name, whole(value, "bytes", Long.MAX_VALUE), Long.parseLong(checksum, 16));
        }

        private long whole(JsonValue object, String key, long most) throws EventLogException {
            return PreparedFiles.whole(object, key, most, file);
        }

        private List<String> texts(JsonValue root, String key) throws EventLogException {
            if (!root.path(key).isArray()) {
                throw damaged(file, "the key '" + key + "' is missing or no list");
            }
            List<String> texts = new ArrayList<>();
            for (JsonValue each : root.path(key).elements()) {
                if (!each.isText()) {
                    throw damaged(file, "the list '" + key + "' has a value that is no text");
                }
                texts.add(each.text());
            }
            return texts;
        }
    }

    /** A number from 0 to most. */
    static long whole(JsonValue object, String key, long most, Path file) throws EventLogException {
        Object value = object.path(key).value();
        boolean isWhole = value instanceof Integer || value instanceof Long;
        long number = isWhole && value instanceof Number known ? known.longValue() : -1;
        if (number < 0 || number > most) {
            throw damaged(file, "the key '" + key + "' is missing or no whole number from 0 to " + most);
        }
        return number;
    }
}
