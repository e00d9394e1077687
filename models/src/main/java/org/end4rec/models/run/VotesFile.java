package org.end4rec.models.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.end4rec.models.json.Json;
import org.end4rec.models.json.JsonValue;
import org.end4rec.models.votes.VoteWeights;

/** What votes are worth in the folder of a run: {@code votes.json}. */
final class VotesFile {
    static final String NAME = "votes.json";

    /** The shrinkage of runs whose file has none. */
    private static final double OLDER_SHRINKAGE = 1;

    private VotesFile() {}

    static String text(VoteWeights weights) {
        return Json.indented(values(weights)) + "\n";
    }

    /** The keys of the file's object. */
    static Map<String, Object> values(VoteWeights weights) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("weight", weights.weight());
        values.put("scale", weights.scale());
        values.put("recency", weights.recency());
        values.put("shrinkage", weights.shrinkage());
        return values;
    }

    static VoteWeights read(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        return of(JsonFile.read(file), file);
    }

    /** The weights that an object of a file holds. */
    static VoteWeights of(JsonValue root, Path file) throws RunException {
        try {
            return new VoteWeights(
                    number(root, "weight"),
                    number(root, "scale"),
                    number(root, "recency"),
                    root.path("shrinkage").isPresent() ? number(root, "shrinkage") : OLDER_SHRINKAGE);
        } catch (IllegalArgumentException e) {
            throw new RunException(file + ": " + e.getMessage() + "; 'train --resume' searches the votes again", e);
        }
    }

    private static double number(JsonValue root, String key) {
        return root.path(key).value() instanceof Number number ? number.doubleValue() : Double.NaN;
    }
}
