package org.end4rec.autograd;

import java.util.List;
import org.end4rec.autograd.ops.Gelu;

/**
 * The closed list of ops, in alphabetical order. A test fails for an op that is missing here, and for one without a test
 * of its contract, a formula in its Javadoc or a row in the table of ops.
 */
public final class OpRegistry {
    private static final List<Entry> ENTRIES = List.of(new Entry("gelu", Gelu.class));

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
