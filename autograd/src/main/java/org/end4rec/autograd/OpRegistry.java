package org.end4rec.autograd;

import java.util.List;
import org.end4rec.autograd.ops.ChunkLinear;
import org.end4rec.autograd.ops.ComplexMultiply;
import org.end4rec.autograd.ops.CrossEntropy;
import org.end4rec.autograd.ops.Dropout;
import org.end4rec.autograd.ops.Gelu;
import org.end4rec.autograd.ops.Gru;
import org.end4rec.autograd.ops.GumbelKeep;
import org.end4rec.autograd.ops.Irfft;
import org.end4rec.autograd.ops.LayerNorm;
import org.end4rec.autograd.ops.LogSoftmax;
import org.end4rec.autograd.ops.MaskedSoftmax;
import org.end4rec.autograd.ops.PoissonPreference;
import org.end4rec.autograd.ops.Rfft;
import org.end4rec.autograd.ops.Softmax;

/**
 * The closed list of ops, in alphabetical order. A test fails for an op that is missing here, and for one without a test
 * of its contract, a formula in its Javadoc or a row in the table of ops.
 */
public final class OpRegistry {
    private static final List<Entry> ENTRIES = List.of(
            new Entry("chunkLinear", ChunkLinear.class),
            new Entry("complexMultiply", ComplexMultiply.class),
            new Entry("crossEntropy", CrossEntropy.class),
            new Entry("dropout", Dropout.class),
            new Entry("gelu", Gelu.class),
            new Entry("gru", Gru.class),
            new Entry("gumbelKeep", GumbelKeep.class),
            new Entry("irfft", Irfft.class),
            new Entry("layerNorm", LayerNorm.class),
            new Entry("logSoftmax", LogSoftmax.class),
            new Entry("maskedSoftmax", MaskedSoftmax.class),
            new Entry("poissonPreference", PoissonPreference.class),
            new Entry("rfft", Rfft.class),
            new Entry("softmax", Softmax.class));

    private OpRegistry() {}

    /** All ops; unmodifiable. */
    public static List<Entry> all() {
        return ENTRIES;
    }

    /**
     * An op.
     *
     * @param name what {@link Op#name} returns
     * @param type its class
     */
    public record Entry(String name, Class<? extends Op> type) {}
}
