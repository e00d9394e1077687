package org.end4rec.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.end4rec.models.run.RunFolder;
import org.end4rec.models.run.ServingModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code end4rec export}. */
@Command(
        name = "export",
        description = "Exports the best model of a run for serving: weights, items and counted votes, without users and"
                + " their histories.",
        mixinStandardHelpOptions = true,
        footerHeading = BaseCommand.EXAMPLE,
        footer = "  end4rec export --run runs/a --out model.zip")
@SuppressWarnings("NullAway.Init") // picocli fills in the annotated fields
final class ExportCommand extends BaseCommand {
    @Option(names = "--run", required = true, paramLabel = "DIR", description = "Folder of the run.")
    private Path folder;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "PATH",
            description = "What to write: one file if the name ends in .zip, else a new folder.")
    private Path target;

    @Mixin
    private WrittenFile written;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        boolean isZip = target.toString().toLowerCase(Locale.ROOT).endsWith(".zip");
        if (isZip) {
            written.check("--out", target, this);
        } else {
            checkFolder();
        }
        RunFolder run = RunFolder.open(folder);
        ServingModel model = ServingModel.of(run, WorkProgress.of(this).named(TestFigures.COUNTING));
        model.write(target);
        if (json) {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("run", folder.toString());
            answer.put("out", target.toString());
            answer.put("stage", model.model().stage().name());
            answer.put("items", model.ids().items().size());
            answer.put("votes", model.model().votes().neighbors() != null);
            printJson(answer);
        } else {
            out().println("The model of " + folder + " is in " + target + ", with "
                    + model.ids().items().size() + " items and without users.");
        }
        return 0;
    }

    private void checkFolder() throws IOException {
        checkNamed(target);
        if (Files.exists(target) && !Files.isDirectory(target)) {
            throw usage("--out " + target + " exists already; choose another path, or one that ends in .zip");
        }
        if (Files.isDirectory(target) && !isEmpty(target)) {
            throw usage("--out " + target + " is a folder with files; choose another path, or one that ends in .zip");
        }
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            return !entries.iterator().hasNext();
        }
    }
}
