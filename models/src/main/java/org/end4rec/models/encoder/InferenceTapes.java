package org.end4rec.models.encoder;

import java.util.concurrent.ArrayBlockingQueue;
import org.end4rec.autograd.Tape;

/**
 * Tapes for inference whose buffers outlive a call: at most one per processor is kept. If a call fails and does not
 * give its tape back, the tape and its buffers are garbage. Thread-safe.
 */
public final class InferenceTapes {
    private final ArrayBlockingQueue<Tape> idle =
            new ArrayBlockingQueue<>(Runtime.getRuntime().availableProcessors());

    /** No tapes yet. */
    public InferenceTapes() {}

    /** An empty tape, the caller's until it is given back. */
    public Tape take() {
        Tape tape = idle.poll();
        return tape == null ? Tape.inference() : tape;
    }

    /** Resets the tape, so that its variables become invalid, and keeps it for another call. */
    public void giveBack(Tape tape) {
        tape.reset();
        // with more calls than processors at once the queue is full, and a set of buffers becomes garbage
        idle.offer(tape);
    }
}
