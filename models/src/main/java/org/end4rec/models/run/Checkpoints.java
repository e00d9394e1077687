package org.end4rec.models.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.end4rec.autograd.Parameters;
import org.end4rec.autograd.optim.AdamW;
import org.end4rec.core.io.AtomicFile;
import org.end4rec.core.io.FileSteps;
import org.end4rec.core.io.SafeTensors;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.training.TrainingState;
import org.jspecify.annotations.Nullable;

/** The last two checkpoints of a run. If the last one is damaged, training resumes from the checkpoint before it. */
final class Checkpoints {
    /** The name of the last one. */
    static final String LAST = "checkpoint.safetensors";

    private final Path last;
    private final Path previous;
    private final ParameterFile files;
    private final FileSteps steps;

    /** If the last checkpoint is damaged, it must not overwrite the previous good one. */
    private boolean lastIsDamaged;

    Checkpoints(Path folder, ParameterFile files, FileSteps steps) {
        this.last = folder.resolve(LAST);
        this.previous = folder.resolve("checkpoint-previous.safetensors");
        this.files = files;
        this.steps = steps;
    }

    Path last() {
        return last;
    }

    Path previous() {
        return previous;
    }

    /** Whether there is a checkpoint under any name. */
    boolean isAny() throws RunException {
        return RunFile.isThere(last) || RunFile.isThere(previous);
    }

    /** As {@link RunFolder#loadCheckpoint}. */
    @Nullable
    Checkpoint load(SequenceEncoder encoder, Consumer<String> damage) throws IOException {
        Objects.requireNonNull(damage, "damage");
        if (!RunFile.isThere(previous)) {
            return RunFile.isThere(last) ? Checkpoint.load(last, files, encoder) : null;
        }
        if (!RunFile.isThere(last)) {
            // a crash between the two names: this is the last one
            return Checkpoint.load(previous, files, encoder);
        }
        try {
            return Checkpoint.load(last, files, encoder);
        } catch (IOException failure) {
            try {
                Checkpoint loaded = Checkpoint.load(previous, files, encoder);
                lastIsDamaged = true;
                damage.accept(String.valueOf(failure.getMessage()));
                return loaded;
            } catch (IOException second) {
                failure.addSuppressed(second);
                throw failure;
            }
        }
    }

    void save(TrainingState progress, Parameters parameters, AdamW optimizer) throws IOException {
        AtomicFile file = AtomicFile.at(last, steps);
        Map<String, String> metadata = Map.of(ParameterFile.RUN, files.identity(), SafeTensors.CHECKSUM, "");
        Checkpoint.save(
                lastIsDamaged ? file : file.keepingPrevious(String.valueOf(previous.getFileName())),
                progress,
                parameters,
                optimizer,
                metadata);
        lastIsDamaged = false;
    }
}
