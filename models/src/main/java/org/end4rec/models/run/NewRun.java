package org.end4rec.models.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.end4rec.autograd.Parameters;
import org.end4rec.autograd.optim.AdamW;
import org.end4rec.core.io.AtomicFile;
import org.end4rec.core.io.FileSteps;
import org.end4rec.models.training.ConfigFile;
import org.end4rec.models.training.TrainingConfig;
import org.end4rec.models.training.TrainingState;
import org.jspecify.annotations.Nullable;

/** Makes the folder of a new run. */
final class NewRun {
    private NewRun() {}

    /**
     * What a training starts from in place of fresh parameters; it becomes the first checkpoint.
     *
     * @param state before the first epoch
     * @param from names the run that the parameters come from; empty if they come from no run
     */
    record Start(Parameters parameters, TrainingState state, Map<String, String> from) {}

    /**
     * As {@link RunFolder#create(Path, Manifest, TrainingConfig, RunData, boolean)}.
     *
     * @param start null for fresh parameters
     */
    static RunFolder create(
            Path folder, Manifest manifest, TrainingConfig config, RunData data, boolean beside, @Nullable Start start)
            throws IOException {
        Objects.requireNonNull(manifest, "manifest");
        Objects.requireNonNull(config, "config");
        Objects.requireNonNull(data, "data");
        NewFolder.check(folder, beside);
        boolean wasThere = NewFolder.make(folder);
        try (RunLock lock = RunLock.of(folder)) {
            // another process may have been faster
            NewFolder.check(folder, beside);
            try {
                NewFolder.begin(folder);
                // the start of a run that was not finished
                Files.deleteIfExists(folder.resolve(Checkpoints.LAST));
                data.write(folder);
                ManifestFile.write(AtomicFile.at(folder.resolve(RunFolder.CONFIG)), ConfigFile.toJson(config));
                ManifestFile made = ManifestFile.of(folder, manifest, RunFolder.CHECKED);
                String identity = made.identity(RunFolder.CHECKED);
                if (start != null) {
                    made.from().putAll(start.from());
                    new Checkpoints(folder, new ParameterFile(identity, true), FileSteps.real())
                            .save(start.state(), start.parameters(), new AdamW(0));
                    made.stages().add(Checkpoints.LAST);
                }
                // the manifest comes last: a folder that has one is complete
                made.write(FileSteps.real());
                NewFolder.end(folder);
                return new RunFolder(folder, made, config, data, identity, FileSteps.real());
            } catch (IOException failure) {
                NewFolder.takeBack(folder, wasThere, failure);
                throw failure;
            }
        }
    }
}
