package org.end4rec.models.run;

import java.io.IOException;

/** A run folder that cannot be used; the message says what was found, what was expected and what to do. */
public final class RunException extends IOException {
    private static final long serialVersionUID = 1L;

    RunException(String message) {
        super(message);
    }

    RunException(String message, Throwable cause) {
        super(message, cause);
    }
}
