package org.end4rec.models.trial;

/** An experiment was asked to stop; its finished trials are in the store. */
public final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoppedException() {
        super("the experiment was stopped; its finished trials are kept");
    }
}
