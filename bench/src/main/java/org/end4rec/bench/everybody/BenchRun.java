package org.end4rec.bench.everybody;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.end4rec.core.random.RandomStream;
import org.end4rec.models.data.Histories;
import org.end4rec.models.data.Vocabulary;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.recommend.Recommender;
import org.end4rec.models.run.Manifest;
import org.end4rec.models.run.RunData;
import org.end4rec.models.run.RunFolder;
import org.end4rec.models.training.ConfigFile;
import org.end4rec.models.training.TrainingConfig;
import org.end4rec.models.votes.VoteWeights;

/**
 * A recommender with fresh parameters and random histories: answers are of no use, but take as long as others. A few
 * items are in many histories, so that votes have neighbors.
 */
final class BenchRun {
    private static final long SEED = 3;
    private static final int BEHAVIORS = 4;
    private static final int LENGTH = 50;

    private BenchRun() {}

    /**
     * @param model as {@code --model} has it
     * @param neighbors for how many neighbors an item votes; 0 for no votes
     */
    static Recommender create(Path folder, String model, int users, int items, int neighbors) throws IOException {
        TrainingConfig config = ConfigFile.set(
                TrainingConfig.DEFAULTS, List.of("model=" + model, "length=" + LENGTH, "neighbors=" + neighbors));
        RunFolder run = RunFolder.create(
                folder,
                Manifest.of(model, "b1", false, "random"),
                config,
                RunData.leaveLastOut(histories(users, items), "b1", false));
        SequenceEncoder encoder = run.newEncoder();
        run.saveBest(encoder.stages().size() - 1, encoder.lastStage(), encoder.parameters());
        if (neighbors > 0) {
            run.saveVotes(new VoteWeights(1, 0.03, 0.9, 1));
        }
        return Recommender.load(folder);
    }

    private static Histories histories(int users, int items) {
        int[] offset = new int[users + 2];
        int[] item = new int[users * LENGTH];
        int[] behavior = new int[users * LENGTH];
        for (int user = 1; user <= users; user++) {
            RandomStream stream = RandomStream.of(SEED, "user", user);
            offset[user + 1] = user * LENGTH;
            for (int i = 0; i < LENGTH; i++) {
                int at = offset[user] + i;
                double uniform = stream.below(2L * i, items) / (double) items;
                item[at] = 1 + (int) (items * uniform * uniform);
                behavior[at] = 1 + (int) stream.below(2L * i + 1, BEHAVIORS);
            }
        }
        return Histories.of(ids("u", users), ids("i", items), ids("b", BEHAVIORS), offset, item, behavior);
    }

    private static Vocabulary ids(String prefix, int count) {
        return Vocabulary.of(
                IntStream.rangeClosed(1, count).mapToObj(i -> prefix + i).toList());
    }
}
