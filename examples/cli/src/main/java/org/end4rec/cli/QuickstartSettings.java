package org.end4rec.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import org.end4rec.models.data.SyntheticShop;
import org.end4rec.models.training.ConfigFile;
import org.end4rec.models.training.TrainingConfig;

/**
 * The settings of the quickstart, from {@code quickstart.json}.
 *
 * @param users users of the shop
 * @param items items of the shop
 * @param interests interests of the shop
 * @param hardRate share of accidental clicks
 * @param softRate share of outdated events
 * @param meanLength mean number of events per user
 * @param target behavior to predict
 * @param novel whether earlier events on the target item are hidden from the input
 * @param training configuration of the training
 */
record QuickstartSettings(
        int users,
        int items,
        int interests,
        double hardRate,
        double softRate,
        int meanLength,
        String target,
        boolean novel,
        TrainingConfig training) {
    private static final String FILE = "quickstart.json";

    static QuickstartSettings load() throws IOException {
        try (InputStream stream = QuickstartSettings.class.getResourceAsStream(FILE)) {
            if (stream == null) {
                throw new IllegalStateException(FILE + " is missing in the program; build the program again");
            }
            JsonNode root = new ObjectMapper().readTree(stream);
            JsonNode shop = root.path("shop");
            return new QuickstartSettings(
                    shop.path("users").asInt(),
                    shop.path("items").asInt(),
                    shop.path("interests").asInt(),
                    shop.path("hardRate").asDouble(),
                    shop.path("softRate").asDouble(),
                    shop.path("meanLength").asInt(),
                    root.path("target").asText(),
                    root.path("novel").asBoolean(),
                    ConfigFile.fromJson(root.path("training").toString(), FILE));
        }
    }

    /**
     * A shop of that many users.
     *
     * @throws IllegalArgumentException if the number is out of range
     */
    SyntheticShop.Config shop(int otherUsers, long seed) {
        return new SyntheticShop.Config(otherUsers, items, interests, hardRate, softRate, meanLength, seed);
    }
}
