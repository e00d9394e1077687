package org.end4rec.models.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.end4rec.models.counting.NeighborVotes;
import org.end4rec.models.data.ProgressListener;

/** The neighbors of all items in the folder of a run, which are counted once: row offsets, items, similarities. */
final class NeighborFile {
    private static final String NAME = "neighbors.safetensors";

    private NeighborFile() {}

    /** @param identity SHA-256 of the run's input, see {@link ManifestFile#identity} */
    static void save(Path folder, String identity, NeighborVotes votes) throws IOException {
        votes.write(folder.resolve(NAME), identity);
    }

    /** The neighbors as they were saved; counted again if the run has none, or has neighbors of other settings. */
    static NeighborVotes load(
            Path folder, String identity, RunData data, int neighbors, double shrinkage, ProgressListener counting)
            throws IOException {
        Path file = folder.resolve(NAME);
        if (RunFile.isThere(file)) {
            Optional<NeighborVotes> saved =
                    RunFile.guarded(file, () -> read(file, identity, data, neighbors, shrinkage));
            if (saved.isPresent()) {
                return saved.get();
            }
        }
        int items = data.histories().items().size();
        BitSet all = new BitSet();
        all.set(1, items + 1);
        return NeighborVotes.of(
                        data.histories(),
                        data.split(),
                        neighbors,
                        List.of(shrinkage),
                        all,
                        item -> counting.at(item, items))
                .get(0);
    }

    private static Optional<NeighborVotes> read(
            Path file, String identity, RunData data, int neighbors, double shrinkage) throws IOException {
        try {
            return Optional.ofNullable(
                    NeighborVotes.read(file, data.histories().items().size(), neighbors, shrinkage, identity));
        } catch (IllegalArgumentException e) {
            throw new RunException(
                    file + " does not fit the run: " + e.getMessage()
                            + "; delete the file, then the neighbors are counted again",
                    e);
        }
    }
}
