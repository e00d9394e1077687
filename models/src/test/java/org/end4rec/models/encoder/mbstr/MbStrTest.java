package org.end4rec.models.encoder.mbstr;

import static org.assertj.core.api.Assertions.assertThat;

import org.end4rec.autograd.Tape;
import org.end4rec.models.data.Batch;
import org.end4rec.models.encoder.BaselineContract;
import org.end4rec.models.encoder.EncoderConfig;
import org.end4rec.models.encoder.SequenceEncoder;
import org.junit.jupiter.api.Test;

class MbStrTest implements BaselineContract {
    @Override
    public SequenceEncoder make(EncoderConfig config, long seed) {
        return new MbStr(config, seed);
    }

    @Override
    public String baseName() {
        return "mbstr";
    }

    @Override
    public boolean readsBehaviorsAnyway() {
        return true;
    }

    @Test
    void pairsAreOfBehaviorsAndDistance() {
        // distances 0, 1 and 2 to 3: three rows for each of the pairs (1,1), (1,2), (2,1) and (2,2)
        Batch batch = new Batch(1, 3, new int[] {0, 5, 6}, new int[] {0, 2, 1}, new int[1]);
        BehaviorPairs pairs = BehaviorPairs.of(Tape.inference(), batch, 2);
        assertThat(BehaviorPairs.distances(3)).isEqualTo(3);
        assertThat(BehaviorPairs.distances(1)).isEqualTo(1);
        assertThat(pairs.rows()).containsExactly(0, 0, 0, 0, 9, 0, 0, 4, 0);
        assertThat(pairs.seen()).containsExactly(0, 0, 0, 0, 1, 0, 0, 1, 1);
    }
}
