package org.end4rec.models.training;

/** Training cannot go on; the message says where it stopped and what to try. What was saved stays. */
public final class TrainingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TrainingException(String message) {
        super(message);
    }
}
