package org.end4rec.models.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.end4rec.models.baseline.NeighborVotes;

/** The neighbors of all items in the folder of a run, which are counted once: row offsets, items, similarities. */
final class NeighborFile {
    private static final String NAME = "neighbors.safetensors";

    private NeighborFile() {}

    static void save(Path folder, RunData data, NeighborVotes votes) throws IOException {
        votes.write(folder.resolve(NAME), fingerprint(data));
    }

    /** The neighbors as they were saved; counted anew in a run that has none, or has those of other settings. */
    static NeighborVotes load(Path folder, RunData data, int neighbors, double shrinkage) throws IOException {
        Path file = folder.resolve(NAME);
        if (RunFile.isThere(file)) {
            Optional<NeighborVotes> saved = RunFile.guarded(file, () -> read(file, data, neighbors, shrinkage));
            if (saved.isPresent()) {
                return saved.get();
            }
        }
        return NeighborVotes.of(data.histories(), data.split(), neighbors, shrinkage);
    }

    private static Optional<NeighborVotes> read(Path file, RunData data, int neighbors, double shrinkage)
            throws IOException {
        try {
            return Optional.ofNullable(
                    NeighborVotes.read(file, data.histories().items().size(), neighbors, shrinkage, fingerprint(data)));
        } catch (IllegalArgumentException e) {
            throw new RunException(
                    file + " does not fit the run: " + e.getMessage()
                            + "; delete the file, and the neighbors are counted again",
                    e);
        }
    }

    /** SHA-256 of what is counted: which user had which items, and how much of it training may see. */
    private static String fingerprint(RunData data) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            update(digest, data.histories().offsets());
            update(digest, data.histories().itemColumn());
            update(digest, data.split().visible());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void update(MessageDigest digest, int[] numbers) {
        ByteBuffer buffer = ByteBuffer.allocate(Integer.BYTES * 4096);
        for (int from = 0; from < numbers.length; from += 4096) {
            int piece = Math.min(4096, numbers.length - from);
            buffer.asIntBuffer().put(numbers, from, piece);
            digest.update(buffer.array(), 0, Integer.BYTES * piece);
        }
    }
}
