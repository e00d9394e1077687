package org.end4rec.models.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import org.end4rec.models.json.Json;
import org.end4rec.models.votes.VoteWeights;

/** What votes are worth in the folder of a run: {@code votes.json}. */
final class VotesFile {
    static final String NAME = "votes.json";

    /** The shrinkage of runs whose file has none. */
    private static final double OLDER_SHRINKAGE = 1;

    private VotesFile() {}

    static String text(VoteWeights weights) throws IOException {
        return Json.indented().writeValueAsString(weights) + "\n";
    }

    static VoteWeights read(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        return of(JsonFile.read(file), file);
    }

    /** The weights that an object of a file holds. */
    static VoteWeights of(JsonNode root, Path file) throws RunException {
        try {
            return new VoteWeights(
                    number(root, "weight"),
                    number(root, "scale"),
                    number(root, "recency"),
                    root.has("shrinkage") ? number(root, "shrinkage") : OLDER_SHRINKAGE);
        } catch (IllegalArgumentException e) {
            throw new RunException(file + ": " + e.getMessage() + "; 'train --resume' searches the votes again", e);
        }
    }

    private static double number(JsonNode root, String key) {
        return root.path(key).isNumber() ? root.path(key).asDouble() : Double.NaN;
    }
}
