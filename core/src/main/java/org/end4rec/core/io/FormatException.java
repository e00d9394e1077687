package org.end4rec.core.io;

import java.io.IOException;

/** A file that does not follow its format: the message names the file, the rule, what was found and what to do. */
public final class FormatException extends IOException {
    private static final long serialVersionUID = 1L;

    /** An exception with this message. */
    public FormatException(String message) {
        super(message);
    }

    /** An exception with this message, caused by a parser's. */
    public FormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
