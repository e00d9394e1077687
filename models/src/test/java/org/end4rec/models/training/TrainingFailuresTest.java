package org.end4rec.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.end4rec.models.data.EventLogBuilder;
import org.end4rec.models.data.Histories;
import org.end4rec.models.data.Split;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.parallel.Workers;
import org.end4rec.models.run.Encoders;
import org.end4rec.models.run.RunData;
import org.junit.jupiter.api.Test;

/** Trainings that fail: each error has stage, epoch and what to try. */
class TrainingFailuresTest {
    @Test
    void aLossThatIsNotFinite() {
        TrainingConfig config = ConfigFile.set(
                TrainerTest.CONFIG,
                List.of(
                        "jointLearningRate=1e30",
                        "warmupSteps=0",
                        "clipNorm=0",
                        "jointEpochs=1",
                        "weightCompactness=0"));
        assertThatThrownBy(() ->
                        TrainerTest.train(Encoders.create(config, TrainerTest.RULE), config, TrainingListener.NONE))
                .isInstanceOf(TrainingException.class)
                .hasMessageMatching("stage joint, epoch 1, step [2-9]: the loss is \\S+ and the norm of the gradient is"
                        + " \\S+, so training stopped and the last checkpoint is kept; try a smaller jointLearningRate"
                        + " than 1.0E30, or clipNorm above 0\\. A second run of the step found: \\w+ \\[[\\d,]+\\], op"
                        + " \\d+ of its tape, is (NaN|-?Infinity) at element \\d+, in the sequences \\d+ to \\d+ of the"
                        + " batch of \\d+");
    }

    @Test
    void aLossThatCannotBeComputed() {
        TrainingConfig config = ConfigFile.set(
                TrainerTest.CONFIG, List.of("jointLearningRate=1e30", "warmupSteps=0", "clipNorm=0", "jointEpochs=1"));
        assertThatThrownBy(() ->
                        TrainerTest.train(Encoders.create(config, TrainerTest.RULE), config, TrainingListener.NONE))
                .isInstanceOf(TrainingException.class)
                .hasMessageMatching("(?s)stage joint, epoch 1, step [2-9]: CodingRate: .*; training stopped and the"
                        + " last checkpoint is kept; try a smaller jointLearningRate than 1.0E30, or clipNorm above"
                        + " 0\\. A second run of the step found: .*, in the sequences \\d+ to \\d+ of the batch of"
                        + " \\d+");
    }

    @Test
    void scoresThatAreNotANumber() {
        TrainingConfig config = ConfigFile.set(
                TrainerTest.CONFIG,
                List.of("jointLearningRate=1e30", "warmupSteps=0", "clipNorm=0", "jointEpochs=1", "batchSize=100000"));
        assertThatThrownBy(() ->
                        TrainerTest.train(Encoders.create(config, TrainerTest.RULE), config, TrainingListener.NONE))
                .isInstanceOf(TrainingException.class)
                .hasMessageStartingWith("stage joint, epoch 1: the validation failed, so training stopped and the last"
                        + " checkpoint is kept; try a smaller jointLearningRate than 1.0E30, or clipNorm above 0;"
                        + " Evaluator: the score of item ");
    }

    /** Everybody views before buying, so in a novel split no purchase can be predicted within a sequence. */
    @Test
    void nothingToTrainOn() {
        EventLogBuilder log = new EventLogBuilder();
        for (int user = 0; user < 20; user++) {
            for (int i = 0; i < 4; i++) {
                log.add("u" + user, "item " + (user + i) % 7, "view", 2 * i);
                log.add("u" + user, "item " + (user + i) % 7, "buy", 2 * i + 1);
            }
        }
        Histories histories = Histories.of(log.build());
        RunData data = new RunData(histories, Split.leaveLastOut(histories, "buy", true));
        assertThat(data.split().train()).isNotEmpty();
        List<String> ofTarget =
                List.of("mixing=causal", "guided=true", "miningEpochs=1", "jointEpochs=1", "positions=target");
        TrainingConfig config = ConfigFile.set(TrainerTest.CONFIG, ofTarget);
        try (Workers workers = new Workers(1)) {
            Trainer trainer = new Trainer(
                    Encoders.create(config, data),
                    config,
                    histories,
                    data.split(),
                    workers,
                    RunStore.NONE,
                    TrainingListener.NONE);
            assertThatThrownBy(trainer::train)
                    .isInstanceOf(TrainingException.class)
                    .hasMessage(
                            "stage mining has no training examples, so nothing would be trained: no user has an event"
                                    + " that can be predicted from an older event with positions=target; try"
                                    + " positions=all or last, or a longer log");
        }
    }

    /** A catalogue of one item is predicted without a mistake. */
    @Test
    void aLossOfNothing() {
        EventLogBuilder log = new EventLogBuilder();
        for (int user = 0; user < 20; user++) {
            for (int i = 0; i < 6; i++) {
                log.add("u" + user, "the item", "click", i);
            }
        }
        Histories histories = Histories.of(log.build());
        RunData data = new RunData(histories, Split.leaveLastOut(histories, "click", false));
        TrainingConfig config = ConfigFile.set(TrainerTest.CONFIG, List.of("weightCompactness=0", "weightContrast=0"));
        SequenceEncoder encoder = Encoders.create(config, data);
        try (Workers workers = new Workers(1)) {
            Trainer trainer = new Trainer(
                    encoder, config, histories, data.split(), workers, RunStore.NONE, TrainingListener.NONE);
            assertThatThrownBy(trainer::train)
                    .isInstanceOf(TrainingException.class)
                    .hasMessage("stage joint, epoch 1: the loss is exactly 0 in each of 1 steps, so nothing is learned;"
                            + " check that the log has more than one item");
        }
    }
}
