package org.end4rec.models.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.end4rec.core.io.SafeTensors;

/** Any bytes as the ids of a run end in the run's data or in a {@link RunException}. */
public final class VocabularyFuzz {
    private static final Path FOLDER = FuzzFile.folder();
    private static final Path FILE = FOLDER.resolve("vocabulary.json");

    static {
        Path events = FOLDER.resolve("events.safetensors");
        try {
            // no events at all: only the ids decide
            SafeTensors.writeInts(
                    events,
                    Map.of(
                            "history.offset", new int[] {0, 0},
                            "history.item", new int[0],
                            "history.behavior", new int[0],
                            "split.visible", new int[] {0, 0},
                            "split.train", new int[0],
                            "split.validation", new int[0],
                            "split.test", new int[0]),
                    Map.of("target_behavior", "1", "novel", "false"));
        } catch (IOException e) {
            throw new ExceptionInInitializerError(e);
        }
        events.toFile().deleteOnExit();
        FILE.toFile().deleteOnExit();
    }

    private VocabularyFuzz() {}

    /** The entry of the fuzzer. */
    public static void fuzzerTestOneInput(byte[] bytes) throws IOException {
        Files.write(FILE, bytes);
        try {
            RunData.read(FOLDER);
        } catch (RunException refused) {
            if (!String.valueOf(refused.getMessage()).contains("events.safetensors")) {
                FuzzFile.checkMessage(refused, FILE);
            }
        }
    }
}
