package org.end4rec.models.data;

import java.io.IOException;

/** An event log that cannot be read; the message names the file, the line, what was found and what to do. */
public final class EventLogException extends IOException {
    private static final long serialVersionUID = 1L;

    /** An error found by reading the content. */
    public EventLogException(String message) {
        super(message);
    }

    /** An error found by the system. */
    public EventLogException(String message, Throwable cause) {
        super(message, cause);
    }
}
