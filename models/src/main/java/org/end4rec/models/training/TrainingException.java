package org.end4rec.models.training;

/** Training cannot continue; the message says where it stopped and what to try. Saved files stay. */
public final class TrainingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TrainingException(String message) {
        super(message);
    }
}
