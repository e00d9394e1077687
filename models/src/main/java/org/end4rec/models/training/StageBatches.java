package org.end4rec.models.training;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.end4rec.core.random.RandomStream;
import org.end4rec.models.data.Batch;
import org.end4rec.models.data.BatchAssembler;
import org.end4rec.models.data.Batches;
import org.end4rec.models.data.Example;
import org.end4rec.models.data.Histories;
import org.end4rec.models.data.Split;
import org.end4rec.models.data.Targets;
import org.end4rec.models.data.TrainingSequences;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.encoder.Stage;
import org.end4rec.models.training.TrainingConfig.Positions;

/** The training examples of each stage of an encoder. Immutable. */
final class StageBatches {
    private final SequenceEncoder encoder;
    private final TrainingConfig config;
    private final Split split;
    private final BatchAssembler assembler;

    /** Sequences with several targets, by the kind of targets that a stage may have. */
    private final Map<Targets, TrainingSequences> sequences = new EnumMap<>(Targets.class);

    StageBatches(
            SequenceEncoder encoder,
            TrainingConfig config,
            Histories histories,
            Split split,
            BatchAssembler assembler) {
        this.encoder = encoder;
        this.config = config;
        this.split = split;
        this.assembler = Objects.requireNonNull(assembler, "assembler");
        boolean everyBehavior = config.objective().positions() == Positions.ALL
                || config.objective().positions() == Positions.EACH;
        for (Stage stage : encoder.stages()) {
            Targets targets = targets(stage);
            if (targets != Targets.NEWEST) {
                sequences.computeIfAbsent(
                        targets, t -> new TrainingSequences(histories, split, config.length(), t, everyBehavior));
            }
        }
    }

    /** The targets of a stage: the targets that its encoder can learn, restricted by the configuration. */
    private Targets targets(Stage stage) {
        Targets most = stage.targets();
        if (most == Targets.NEWEST || config.objective().positions() == Positions.LAST) {
            return Targets.NEWEST;
        }
        return config.objective().positions() == Positions.EACH ? Targets.PREFIX : most;
    }

    /** All examples of a stage: windows with several targets, or the split's. */
    private List<Example> examples(Stage stage) {
        TrainingSequences several = sequences.get(targets(stage));
        return several == null ? split.train() : several.examples();
    }

    /** The stages that have epochs, by name, with the most epochs of each. */
    Map<String, Integer> mostEpochs(List<Stage> stages) {
        Map<String, Integer> most = new LinkedHashMap<>();
        stages.stream().filter(stage -> epochs(stage) > 0).forEach(stage -> most.put(stage.name(), epochs(stage)));
        return most;
    }

    /** Most epochs of a stage. */
    int epochs(Stage stage) {
        return config.epochs(stage);
    }

    /** @throws TrainingException if no stage has epochs, or a stage with epochs has no examples */
    void check() {
        List<Stage> trained =
                encoder.stages().stream().filter(stage -> epochs(stage) > 0).toList();
        if (trained.isEmpty()) {
            throw new TrainingException(
                    "no stage has epochs, so nothing would be trained; set miningEpochs, hardEpochs,"
                            + " softEpochs or jointEpochs to at least 1");
        }
        for (Stage stage : trained) {
            if (examples(stage).isEmpty()) {
                throw new TrainingException(String.format(
                        "stage %s has no training examples, so nothing would be trained: no user has an event that can"
                                + " be predicted from an older event with positions=%s; try positions=all or last,"
                                + " or a longer log",
                        stage.name(), ConfigKey.text(config.objective().positions())));
            }
        }
    }

    /** The batches of an epoch. */
    Batches of(Stage stage, int totalEpochs) {
        TrainingSequences several = sequences.get(targets(stage));
        Function<List<Example>, Batch> assembling =
                several == null ? assembler::batch : several.assembler(config.seed(), totalEpochs);
        List<Example> drawn = Batches.sample(
                examples(stage), config.limits().epochExamples(), RandomStream.of(config.seed(), "epoch", totalEpochs));
        return Batches.shuffled(assembling, drawn, config.batching().batchSize(), config.seed(), totalEpochs);
    }
}
