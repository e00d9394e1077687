package org.end4rec.models.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.end4rec.autograd.Tape;
import org.junit.jupiter.api.Test;

class InferenceTapesTest {
    @Test
    void aTapeComesBackWithItsBuffers() {
        InferenceTapes tapes = new InferenceTapes();
        Tape tape = tapes.take();
        assertThat(tape.isRecording()).isFalse();
        float[] buffer = tape.arena().take(7);
        tapes.giveBack(tape);
        Tape again = tapes.take();
        assertThat(again).isSameAs(tape);
        assertThat(again.arena().take(7)).isSameAs(buffer);
    }

    @Test
    void noTwoCallsShareATape() {
        InferenceTapes tapes = new InferenceTapes();
        Set<Tape> out = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            assertThat(out.add(tapes.take())).isTrue();
        }
    }

    @Test
    void noMoreThanOnePerProcessorIsKept() {
        InferenceTapes tapes = new InferenceTapes();
        Set<Tape> out = new HashSet<>();
        int processors = Runtime.getRuntime().availableProcessors();
        for (int i = 0; i < processors + 3; i++) {
            out.add(tapes.take());
        }
        out.forEach(tapes::giveBack);
        int known = 0;
        for (int i = 0; i < processors + 3; i++) {
            known += out.contains(tapes.take()) ? 1 : 0;
        }
        assertThat(known).isEqualTo(processors);
    }
}
