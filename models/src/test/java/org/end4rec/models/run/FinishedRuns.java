package org.end4rec.models.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.end4rec.core.Tensor;
import org.end4rec.core.io.SafeTensors;
import org.end4rec.models.training.TrainingConfig;
import org.end4rec.models.training.TrainingListener;
import org.end4rec.models.votes.VoteWeights;

/** Small runs that have every file, and what a forger makes of them. */
final class FinishedRuns {
    static final TrainingConfig CONFIG = TinyRuns.with(
            "miningEpochs=1", "hardEpochs=0", "softEpochs=0", "jointEpochs=1", "dim=8", "chunks=2", "neighbors=9");

    private FinishedRuns() {}

    static Path make(Path folder) throws IOException {
        return make(folder, CONFIG);
    }

    static Path make(Path folder, TrainingConfig config) throws IOException {
        RunFolder run = TinyRuns.create(folder, config);
        TinyRuns.train(run, 1, stop -> TrainingListener.NONE);
        run.saveVotes(new VoteWeights(0.5, 0.1, 0.9, 5));
        run.saveMetrics(Map.of("HR@10", 0.25));
        return folder;
    }

    static Path copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(String.valueOf(file.getFileName())));
            }
        }
        return to;
    }

    /** Changes a text of the configuration, and every checksum with it, as somebody does who knows the format. */
    static void forgeConfig(Path folder, String from, String to) throws IOException {
        Path config = folder.resolve("config.json");
        String text = Files.readString(config);
        if (!text.contains(from)) {
            throw new AssertionError(from);
        }
        Files.writeString(config, text.replace(from, to));
        TinyRuns.forge(folder);
        String identity =
                ManifestFile.read(folder).identity(List.of("config.json", "vocabulary.json", "events.safetensors"));
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(
                            each -> String.valueOf(each.getFileName()).matches("(stage|check).*"))
                    .toList()) {
                rewrite(file, Map.of("run", identity));
            }
        }
    }

    /** Writes a file of parameters again, with other metadata. */
    static void rewrite(Path file, Map<String, String> metadata) throws IOException {
        SafeTensors saved = SafeTensors.read(file);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (String name : saved.names()) {
            tensors.put(name, saved.tensor(name));
        }
        Map<String, String> changed = new LinkedHashMap<>(saved.metadata());
        changed.putAll(metadata);
        changed.values().removeIf(String::isEmpty);
        changed.computeIfPresent(SafeTensors.CHECKSUM, (key, value) -> "any");
        SafeTensors.write(file, tensors, changed);
    }
}
