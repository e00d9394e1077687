package org.end4rec.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.end4rec.models.training.ConfigException;
import org.end4rec.models.training.ConfigFile;
import org.end4rec.models.training.Preset;
import org.end4rec.models.training.TrainingConfig;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which of the prepared models the settings begin with. */
final class PresetOption {
    @Option(
            names = "--preset",
            paramLabel = "NAME",
            description = "default, or paper: END4Rec as the paper describes it, without the additions of this project."
                    + " --config and --set override its keys.")
    private @Nullable String name;

    /** The settings of a command with those of the preset, if there is one, and of a file, if there is one. */
    TrainingConfig configured(TrainingConfig base, @Nullable Path file, BaseCommand command) throws IOException {
        if (name == null) {
            return file == null ? base : ConfigFile.read(file);
        }
        TrainingConfig preset = preset(base, name, command);
        return file == null ? preset : ConfigFile.read(file, preset);
    }

    /** As {@link #configured}, but keys that the file lacks have the values of {@code base}. */
    TrainingConfig changed(TrainingConfig base, @Nullable Path file, BaseCommand command) throws IOException {
        TrainingConfig preset = name == null ? base : preset(base, name, command);
        return file == null ? preset : ConfigFile.read(file, preset);
    }

    private static TrainingConfig preset(TrainingConfig base, String name, BaseCommand command) {
        try {
            return Preset.of(name).on(base);
        } catch (ConfigException e) {
            throw command.usage("--preset: " + e.getMessage());
        }
    }
}
