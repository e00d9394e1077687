package org.end4rec.models.run;

import java.io.IOException;
import java.nio.file.Path;

/** Any bytes as the ids of a run end in vocabularies or in a {@link RunException}. */
public final class VocabularyFuzz {
    private static final Path FILE = Path.of("vocabulary.json");

    private VocabularyFuzz() {}

    /** The entry of the fuzzer. */
    public static void fuzzerTestOneInput(byte[] bytes) throws IOException {
        try {
            if (VocabularyFile.parse(bytes, FILE).size() != 3) {
                throw new AssertionError("not the ids of users, items and behaviors");
            }
        } catch (RunException refused) {
            FuzzFile.checkMessage(refused, FILE);
        }
    }
}
