package org.end4rec.core.io;

/** The limits of {@link SafeTensors}, the same for reading and writing. */
final class Limits {
    static final int HEADER_BYTES = 100_000_000;
    static final int TENSORS = 65_536;
    static final int RANK = 8;
    static final int NAME_BYTES = 512;
    static final int METADATA_BYTES = 1_000_000;
    static final int ELEMENTS = Integer.MAX_VALUE - 8;

    /** The key of the metadata, and so the one name no tensor can have. */
    static final String METADATA = "__metadata__";

    private Limits() {}
}
