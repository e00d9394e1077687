package org.end4rec.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.end4rec.models.run.RunException;
import org.end4rec.models.run.RunFolder;
import org.end4rec.models.run.WeightImport;
import org.end4rec.models.training.ConfigException;
import org.end4rec.models.training.ConfigFile;
import org.end4rec.models.training.TrainingConfig;
import org.end4rec.models.vectors.VectorFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code end4rec import}. */
@Command(
        name = "import",
        description = "Makes a run of END4Rec weights that other code trained, such as a reference in PyTorch."
                + " docs/usage.md lists the names of the tensors.",
        mixinStandardHelpOptions = true,
        footerHeading = BaseCommand.EXAMPLE,
        footer = "  end4rec import --weights w.st --items ids --behaviors click,buy --out runs/b")
@SuppressWarnings("NullAway.Init") // picocli fills in the annotated fields
final class ImportCommand extends BaseCommand {
    @Option(names = "--weights", required = true, paramLabel = "FILE", description = "The weights: a safetensors file.")
    private Path weights;

    @Option(
            names = "--items",
            required = true,
            paramLabel = "FILE",
            description = "Ids of the items, one a line: line v belongs to row v of the item table; row 0 is padding.")
    private Path items;

    @Option(
            names = "--behaviors",
            required = true,
            split = ",",
            paramLabel = "NAME",
            description = "Names of the behaviors, in the order of their rows, with commas between them.")
    private List<String> behaviors;

    @Option(
            names = "--target",
            paramLabel = "BEHAVIOR",
            description = "The behavior to predict. Default: the last of --behaviors.")
    private @Nullable String target;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder of the run.")
    private Path folder;

    @Option(
            names = "--prefix",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "What stands before each name, such as 'model.'; tensors without it are passed over.")
    private String prefix;

    @Option(
            names = "--set",
            paramLabel = "key=value",
            description = "Sets a key that the weights do not show, such as level; may be repeated.")
    private List<String> assignments = List.of();

    @Override
    public Integer call() throws IOException {
        checkNamed(folder);
        try {
            ConfigFile.set(TrainingConfig.paper(), assignments);
        } catch (ConfigException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
        try {
            RunFolder.checkNew(folder, false);
        } catch (RunException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
        if (behaviors.isEmpty()) {
            throw usage("--behaviors is empty; name the behaviors, with commas between them");
        }
        String predicted = target == null ? behaviors.get(behaviors.size() - 1) : target;
        List<String> ids = VectorFile.readIds(items);
        RunFolder run = new WeightImport(weights, prefix, ids, behaviors, predicted, assignments).create(folder);
        say("imported %s: %,d items, %s", weights, ids.size(), run.config().model());
        say(
                "the run in %s has no events, so no users, no votes and no popular items; recommend with --history",
                folder);
        return 0;
    }
}
