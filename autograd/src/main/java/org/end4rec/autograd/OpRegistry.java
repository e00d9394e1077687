package org.end4rec.autograd;

import java.util.List;
import java.util.Objects;
import org.end4rec.autograd.ops.Add;
import org.end4rec.autograd.ops.AddLayerNorm;
import org.end4rec.autograd.ops.BehaviorFilter;
import org.end4rec.autograd.ops.BlockedAttention;
import org.end4rec.autograd.ops.CausalAttention;
import org.end4rec.autograd.ops.CausalConvolution;
import org.end4rec.autograd.ops.CausalFusion;
import org.end4rec.autograd.ops.ChunkLinear;
import org.end4rec.autograd.ops.Compactness;
import org.end4rec.autograd.ops.ComplexMultiply;
import org.end4rec.autograd.ops.Concat;
import org.end4rec.autograd.ops.CrossEntropy;
import org.end4rec.autograd.ops.Dropout;
import org.end4rec.autograd.ops.Exp;
import org.end4rec.autograd.ops.Gather;
import org.end4rec.autograd.ops.GatherSum;
import org.end4rec.autograd.ops.Gelu;
import org.end4rec.autograd.ops.Gru;
import org.end4rec.autograd.ops.GumbelKeep;
import org.end4rec.autograd.ops.Irfft;
import org.end4rec.autograd.ops.LayerNorm;
import org.end4rec.autograd.ops.Linear;
import org.end4rec.autograd.ops.LinearByType;
import org.end4rec.autograd.ops.Log;
import org.end4rec.autograd.ops.LogSigmoid;
import org.end4rec.autograd.ops.LogSoftmax;
import org.end4rec.autograd.ops.MaskedSoftmax;
import org.end4rec.autograd.ops.Matmul;
import org.end4rec.autograd.ops.MatmulTransposed;
import org.end4rec.autograd.ops.Mean;
import org.end4rec.autograd.ops.Multiply;
import org.end4rec.autograd.ops.NewestConvolution;
import org.end4rec.autograd.ops.Permute;
import org.end4rec.autograd.ops.PoissonPreference;
import org.end4rec.autograd.ops.PositionwiseFeedForward;
import org.end4rec.autograd.ops.Relu;
import org.end4rec.autograd.ops.Reshape;
import org.end4rec.autograd.ops.Rfft;
import org.end4rec.autograd.ops.RowDot;
import org.end4rec.autograd.ops.Scale;
import org.end4rec.autograd.ops.Select;
import org.end4rec.autograd.ops.Sigmoid;
import org.end4rec.autograd.ops.Slice;
import org.end4rec.autograd.ops.Softmax;
import org.end4rec.autograd.ops.Softplus;
import org.end4rec.autograd.ops.SpectralFusion;
import org.end4rec.autograd.ops.Subtract;
import org.end4rec.autograd.ops.Sum;
import org.end4rec.autograd.ops.SumAxis;
import org.end4rec.autograd.ops.Tanh;

/**
 * The closed list of ops, in alphabetical order. A test fails for an op that is missing here, and for one without a
 * test of its contract, a formula in its Javadoc or a row in the table of ops.
 */
public final class OpRegistry {
    private static final List<Entry> ENTRIES = List.of(
            new Entry("add", Add.class),
            new Entry("addLayerNorm", AddLayerNorm.class),
            new Entry("behaviorFilter", BehaviorFilter.class),
            new Entry("blockedAttention", BlockedAttention.class),
            new Entry("causalAttention", CausalAttention.class),
            new Entry("causalConvolution", CausalConvolution.class),
            new Entry("causalFusion", CausalFusion.class),
            new Entry("chunkLinear", ChunkLinear.class),
            new Entry("compactness", Compactness.class),
            new Entry("complexMultiply", ComplexMultiply.class),
            new Entry("concat", Concat.class),
            new Entry("crossEntropy", CrossEntropy.class),
            new Entry("dropout", Dropout.class),
            new Entry("exp", Exp.class),
            new Entry("gather", Gather.class),
            new Entry("gatherSum", GatherSum.class),
            new Entry("gelu", Gelu.class),
            new Entry("gru", Gru.class),
            new Entry("gumbelKeep", GumbelKeep.class),
            new Entry("irfft", Irfft.class),
            new Entry("layerNorm", LayerNorm.class),
            new Entry("linear", Linear.class),
            new Entry("linearByType", LinearByType.class),
            new Entry("log", Log.class),
            new Entry("logSigmoid", LogSigmoid.class),
            new Entry("logSoftmax", LogSoftmax.class),
            new Entry("maskedSoftmax", MaskedSoftmax.class),
            new Entry("matmul", Matmul.class),
            new Entry("matmulTransposed", MatmulTransposed.class),
            new Entry("mean", Mean.class),
            new Entry("multiply", Multiply.class),
            new Entry("newestConvolution", NewestConvolution.class),
            new Entry("permute", Permute.class),
            new Entry("poissonPreference", PoissonPreference.class),
            new Entry("positionwiseFeedForward", PositionwiseFeedForward.class),
            new Entry("relu", Relu.class),
            new Entry("reshape", Reshape.class),
            new Entry("rfft", Rfft.class),
            new Entry("rowDot", RowDot.class),
            new Entry("scale", Scale.class),
            new Entry("select", Select.class),
            new Entry("sigmoid", Sigmoid.class),
            new Entry("slice", Slice.class),
            new Entry("softmax", Softmax.class),
            new Entry("softplus", Softplus.class),
            new Entry("spectralFusion", SpectralFusion.class),
            new Entry("subtract", Subtract.class),
            new Entry("sum", Sum.class),
            new Entry("sumAxis", SumAxis.class),
            new Entry("tanh", Tanh.class));

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
    public record Entry(String name, Class<? extends Op> type) {
        /** No reference is null. */
        public Entry {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(type, "type");
        }
    }
}
