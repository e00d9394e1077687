package org.end4rec.models.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.end4rec.models.json.Json;

/** Any bytes end in a manifest or in a {@link RunException}. */
public final class ManifestFuzz {
    private static final Path FILE = Path.of("run.json");

    private ManifestFuzz() {}

    /** The entry of the fuzzer. */
    public static void fuzzerTestOneInput(byte[] bytes) throws IOException {
        try {
            Manifest read = Manifest.of(JsonFile.parse(bytes, FILE), FILE);
            byte[] again = Json.text(read.values()).getBytes(StandardCharsets.UTF_8);
            if (!Manifest.of(JsonFile.parse(again, FILE), FILE).equals(read)) {
                throw new AssertionError(read + " is not read as it was written");
            }
        } catch (RunException refused) {
            FuzzFile.checkMessage(refused, FILE);
        }
    }
}
