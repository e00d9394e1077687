package org.end4rec.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.end4rec.models.recommend.Recommender;
import org.end4rec.models.vectors.VectorFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code end4rec vectors}. */
@Command(
        name = "vectors",
        description = "Writes the vectors of all items or users. The inner product of a user's and an item's vector is"
                + " the score of the item without votes.",
        mixinStandardHelpOptions = true,
        footerHeading = BaseCommand.EXAMPLE,
        footer = "  end4rec vectors --run runs/a --out items.tsv.gz")
@SuppressWarnings("NullAway.Init") // picocli fills in the annotated fields
final class VectorsCommand extends BaseCommand {
    private static final String ITEMS = "items";
    private static final String USERS = "users";

    @Option(names = "--run", required = true, paramLabel = "DIR", description = "Folder of the run.")
    private Path folder;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE",
            description = "The file to write: .tsv or .tsv.gz with a line ID<tab>v1 v2 ... for each vector, or"
                    + " .safetensors with the ids beside it in .ids.txt.")
    private Path file;

    @Mixin
    private WrittenFile written;

    @Option(
            names = "--of",
            paramLabel = "items|users",
            defaultValue = ITEMS,
            description = "Whose vectors. Default: ${DEFAULT-VALUE}.")
    private String of;

    @Override
    public Integer call() throws IOException {
        if (!of.equals(ITEMS) && !of.equals(USERS)) {
            throw usage("--of is '" + of + "'; it must be items or users");
        }
        try {
            VectorFile.checkName(file);
        } catch (IllegalArgumentException e) {
            throw usage("--out: " + FailureReport.withoutClassName(String.valueOf(e.getMessage())));
        }
        written.check("--out", file, this);
        Path idFile = VectorFile.idsOf(file);
        if (idFile != null) {
            written.check("--out", idFile, this);
        }
        WorkProgress progress = WorkProgress.of(this);
        Recommender recommender = Recommender.load(folder, progress.named(TestFigures.COUNTING));
        if (of.equals(ITEMS)) {
            write(recommender.items(), recommender::itemVector, progress);
        } else {
            List<String> users = recommender.users().stream()
                    .filter(user -> !recommender.historyOf(user).isEmpty())
                    .toList();
            int without = recommender.users().size() - users.size();
            if (without > 0) {
                say("left out %,d users without events", without);
            }
            write(users, user -> recommender.userVector(recommender.historyOf(user)), progress);
        }
        return 0;
    }

    private void write(Collection<String> ids, Function<String, float[]> vectors, WorkProgress progress)
            throws IOException {
        AtomicInteger done = new AtomicInteger();
        progress.at("writing vectors", 0, ids.size());
        VectorFile.write(file, ids, id -> {
            float[] vector = vectors.apply(id);
            progress.at("writing vectors", done.incrementAndGet(), ids.size());
            return vector;
        });
        Path idFile = VectorFile.idsOf(file);
        say("wrote the vectors of %,d %s to %s%s", ids.size(), of, file, idFile == null ? "" : ", ids to " + idFile);
    }
}
