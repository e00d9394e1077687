package org.end4rec.models.encoder.end4rec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.end4rec.autograd.Parameters;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.Variable;
import org.end4rec.autograd.ops.BehaviorFilter;
import org.end4rec.autograd.ops.Select;
import org.end4rec.core.Shape;
import org.end4rec.core.random.RandomStream;
import org.end4rec.models.data.Batch;
import org.end4rec.models.encoder.end4rec.beyond.End4RecVariant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SoftNoiseFilterTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 8, 50})
    void theNewestPositionIsThatOfTheWholeFilter(int length) {
        End4RecVariant config = End4RecVariant.builder(9, 3, length)
                .dim(6)
                .layers(1)
                .chunks(3)
                .score(End4RecVariant.Score.LINEAR)
                .build();
        Parameters parameters = new Parameters();
        SoftNoiseFilter filter = new SoftNoiseFilter(config.paper(), parameters, 1);
        float[] kernel = parameters.get("soft.kernel").value().data();
        RandomStream random = RandomStream.of(1, "soft", 0);
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] = (float) random.normal(i);
        }
        int[] behaviors = new int[2 * length];
        float[] values = new float[2 * length * 6];
        for (int i = 0; i < behaviors.length; i++) {
            behaviors[i] = random.below(1000 + i, 4);
            for (int c = 0; c < 6; c++) {
                values[i * 6 + c] = behaviors[i] == 0 ? 0f : (float) random.normal(5000 + i * 6 + c);
            }
        }
        Batch batch = new Batch(2, length, behaviors, behaviors, new int[2]);
        Tape tape = Tape.inference();
        Variable h = tape.constant(Shape.of(2, length, 6), values);

        SoftNoiseFilter.Filtered newest = filter.filterNewest(tape, h, batch);

        Variable whole = BehaviorFilter.behaviorFilter(h, behaviors, tape.leaf(parameters.get("soft.kernel")));
        float[] expected = Select.select(whole, 1, -1).value();
        assertThat(newest.kept().value()).containsExactly(expected, within(2e-5f));
        for (int i = 0; i < expected.length; i++) {
            int last = (i / 6 + 1) * length - 1;
            assertThat(newest.removed().value()[i]).isCloseTo(values[last * 6 + i % 6] - expected[i], within(2e-5f));
        }
    }
}
