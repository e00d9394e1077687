package org.end4rec.models.training;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.end4rec.models.run.FuzzFile;

/** Any bytes end in a configuration or in a {@link ConfigException}. */
public final class ConfigurationFuzz {
    private static final Path FILE = Path.of("config.json");

    private ConfigurationFuzz() {}

    /** The entry of the fuzzer. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        try {
            TrainingConfig read = ConfigFile.fromJson(new String(bytes, StandardCharsets.UTF_8), FILE.toString());
            if (!ConfigFile.fromJson(ConfigFile.toJson(read), "again").equals(read)) {
                throw new AssertionError(read + " is not read as it was written");
            }
        } catch (ConfigException refused) {
            FuzzFile.checkMessage(refused, FILE);
        }
    }
}
