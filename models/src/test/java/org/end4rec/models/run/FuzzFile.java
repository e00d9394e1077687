package org.end4rec.models.run;

import java.nio.file.Path;

/** The file that a fuzzer's input pretends to be. */
public final class FuzzFile {
    private FuzzFile() {}

    /** Fails unless the message names the file. */
    public static void checkMessage(Throwable refused, Path file) {
        if (!String.valueOf(refused.getMessage()).contains(file.toString())) {
            throw new AssertionError("a message that does not name the file", refused);
        }
    }
}
