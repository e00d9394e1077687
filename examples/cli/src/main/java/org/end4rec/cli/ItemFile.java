package org.end4rec.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.end4rec.core.io.Checksum;
import org.end4rec.models.data.IdReader;
import org.end4rec.models.recommend.ItemSet;
import org.end4rec.models.recommend.Recommender;

/**
 * A file of item ids that an option names.
 *
 * @param checksum of the ids in their order
 */
record ItemFile(String option, String file, ItemSet items, String checksum) {
    /** Reads the file. */
    static ItemFile read(String option, String file) throws IOException {
        List<String> ids = IdReader.read(Path.of(file));
        byte[] text = String.join("\n", ids).getBytes(StandardCharsets.UTF_8);
        return new ItemFile(option, file, ItemSet.of(ids), Checksum.of(text));
    }

    /** Refuses a file without ids. */
    void checkNotEmpty(BaseCommand command, String remedy) {
        if (items.size() == 0) {
            throw command.usage(option + ": " + Printable.of(file) + " has no ids; " + remedy);
        }
    }

    /** Says how many items the run does not know, and the first of them. */
    void sayUnknown(BaseCommand command, Recommender recommender) {
        List<String> unknown = items.unknownTo(recommender);
        if (!unknown.isEmpty()) {
            command.say(
                    "end4rec: %s: the run does not know %d of %d items; the first is %s",
                    option, unknown.size(), items.size(), Printable.of(unknown.get(0)));
        }
    }

    /** Adds the number of ids, and the unknown ones. */
    void describe(Map<String, Object> json, Recommender recommender) {
        String key = option.substring(2);
        json.put(key, items.size());
        json.put("unknown_" + key, items.unknownTo(recommender));
    }
}
