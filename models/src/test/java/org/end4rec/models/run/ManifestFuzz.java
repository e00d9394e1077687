package org.end4rec.models.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Any bytes end in a manifest or in a {@link RunException}. */
public final class ManifestFuzz {
    private static final Path FILE = FuzzFile.named("run.json");

    private ManifestFuzz() {}

    /** The entry of the fuzzer. */
    public static void fuzzerTestOneInput(byte[] bytes) throws IOException {
        Files.write(FILE, bytes);
        try {
            Manifest read = Manifest.read(FILE);
            Files.writeString(FILE, read.toJson(Map.of()));
            if (!Manifest.read(FILE).equals(read)) {
                throw new AssertionError(read + " is not read as it was written");
            }
        } catch (RunException refused) {
            FuzzFile.checkMessage(refused, FILE);
        }
    }
}
