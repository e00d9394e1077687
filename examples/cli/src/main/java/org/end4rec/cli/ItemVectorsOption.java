package org.end4rec.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.end4rec.core.io.Checksum;
import org.end4rec.models.data.Vocabulary;
import org.end4rec.models.run.Manifest;
import org.end4rec.models.run.TrainingOptions;
import org.end4rec.models.vectors.ItemStart;
import org.end4rec.models.vectors.VectorTable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option for vectors that the item table starts from. */
final class ItemVectorsOption {
    static final String NAME = "--item-vectors";

    @Option(
            names = NAME,
            paramLabel = "FILE",
            description = "Vectors that the items start from, such as text embeddings: .safetensors with ids in"
                    + " .ids.txt, or lines ID<tab>v1 v2 ... as text or gzip. Other items start at random.")
    private @Nullable Path file;

    /** What the manifest says about the source of the events, with the vectors if there are any. */
    String source(String events) throws IOException {
        return file == null ? events : events + vectors(file);
    }

    private static String vectors(Path file) throws IOException {
        return "; item vectors " + file + ", SHA-256 " + Checksum.of(file);
    }

    /** Refuses vectors that a resumed run did not start from. */
    void checkResumed(Path folder, Manifest manifest, BaseCommand command) throws IOException {
        if (file != null && !manifest.events().endsWith(", SHA-256 " + Checksum.of(file))) {
            throw command.usage("the run in " + folder + " did not start from the vectors in " + file + "; leave "
                    + NAME + " out, or start another run in another folder");
        }
    }

    /** The table of the file; null without a file. */
    @Nullable
    VectorTable read() throws IOException {
        return file == null ? null : VectorTable.read(file);
    }

    /** The options with these vectors; the command says what became of them. */
    TrainingOptions on(TrainingOptions options, VectorTable vectors, Vocabulary items, BaseCommand command) {
        return options.itemVectors(vectors, start -> say(start, items.size(), command));
    }

    private void say(ItemStart start, int items, BaseCommand command) {
        command.say(
                "%,d of %,d items start from the vectors in %s, of %,d numbers each%s",
                start.items(),
                items,
                String.valueOf(file),
                start.dimension(),
                start.kept() < start.dimension() ? ", projected to " + start.kept() : "");
        if (start.missing() > 0) {
            command.say("%,d items have no vector, or one of zeros; they start at random", start.missing());
        }
        if (start.unknown() > 0) {
            command.say("passed over %,d vectors of ids that are no items of the log", start.unknown());
        }
    }
}
