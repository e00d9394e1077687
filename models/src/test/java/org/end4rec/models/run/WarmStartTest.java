package org.end4rec.models.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Parameters;
import org.end4rec.models.data.Histories;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.training.ConfigException;
import org.end4rec.models.training.ConfigFile;
import org.end4rec.models.training.EpochReport;
import org.end4rec.models.training.TrainingConfig;
import org.end4rec.models.training.TrainingListener;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that begins from a run of a few dozen users, with new users, items and a new behavior. */
class WarmStartTest {
    private static final TrainingConfig CONFIG = TinyRuns.with("level=sequence", "neighbors=9", "batchSize=16");

    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    private static Path old = Path.of("");

    @BeforeAll
    static void trainTheOldRun() throws IOException {
        old = LaterShop.train(shared.resolve("old"), CONFIG);
    }

    private static WarmStart start() throws IOException {
        WarmStart start = WarmStart.of(RunFolder.open(old), LaterShop.later());
        return start.withConfig(
                ConfigFile.set(start.config(), List.of("miningEpochs=2", "jointEpochs=2", "reminingEpochs=1")));
    }

    private TrainingRun begin(String name, int threads) throws IOException {
        return TrainingRun.continueFrom(start(), folder.resolve(name), "later", false, threads);
    }

    /** The encoder as the folder of a run has it before the first epoch. */
    private static Parameters first(TrainingRun run) throws IOException {
        SequenceEncoder encoder = run.folder().newEncoder();
        Objects.requireNonNull(run.folder().loadCheckpoint(encoder, damage -> {}));
        return encoder.parameters();
    }

    private static Parameters trained(Path run) throws IOException {
        return RunFolder.open(run).loadModel().encoder().parameters();
    }

    // values

    @Test
    void countsWhatIsNew() throws IOException {
        WarmStart start = start();
        assertThat(start.newUsers()).isEqualTo(15);
        assertThat(start.newBehaviors()).isEqualTo(1);
        assertThat(start.newItems()).isPositive();
        assertThat(start.newEvents()).isEqualTo(LaterShop.later().events());
        assertThat(start)
                .hasToString(start.newEvents() + " new events (the log has later events only); 15 new users, "
                        + start.newItems() + " new items, 1 new behavior, and 45 known users with new events");
        assertThat(start.remarks()).isEmpty();
    }

    @Test
    void theSettingsAreThreeEpochsOfMoreAndLargerSteps() throws IOException {
        TrainingConfig config =
                WarmStart.of(RunFolder.open(old), LaterShop.later()).config();
        assertThat(config)
                .isEqualTo(ConfigFile.set(
                        CONFIG,
                        List.of(
                                "miningEpochs=0",
                                "hardEpochs=0",
                                "reminingEpochs=2",
                                "softEpochs=0",
                                "jointEpochs=1",
                                "learningRate=0.02",
                                "jointLearningRate=0.0006")));
        TrainingConfig whole = ConfigFile.set(CONFIG, List.of("batchSize=256", "warmupSteps=100"));
        TrainingConfig few = WarmConfig.fewEpochs(whole);
        assertThat(few.batching().batchSize()).isEqualTo(64);
        assertThat(few.optimizer().warmupSteps()).isEqualTo(20);
        TrainingConfig token = WarmConfig.fewEpochs(ConfigFile.set(CONFIG, List.of("level=token")));
        assertThat(token.schedule().miningEpochs()).isEqualTo(2);
        assertThat(token.schedule().jointEpochs()).isEqualTo(1);
        TrainingConfig baseline = WarmConfig.fewEpochs(ConfigFile.set(CONFIG, List.of("model=sasrec")));
        assertThat(baseline.allEpochs()).isEqualTo(3);
        TrainingConfig notJoint = WarmConfig.fewEpochs(ConfigFile.set(CONFIG, List.of("jointEpochs=0")));
        assertThat(notJoint.schedule().jointEpochs()).isZero();
        assertThat(notJoint.allEpochs()).isEqualTo(3);
    }

    /** A run after a run after a run: the settings do not change again. */
    @Test
    void theNextRunHasTheSameSettings() throws IOException {
        Path next = folder.resolve("next");
        WarmStart start = WarmStart.of(RunFolder.open(old), LaterShop.laterOnKnownItems());
        try (TrainingRun run = TrainingRun.continueFrom(start, next, 1)) {
            Objects.requireNonNull(run.train(TrainingListener.NONE));
        }
        WarmStart again = WarmStart.of(RunFolder.open(next), LaterShop.later(), WarmStart.LogForm.LATER);
        assertThat(again.config()).isEqualTo(start.config());
        assertThat(again.newItems()).isPositive();
        try (TrainingRun run = TrainingRun.continueFrom(again, folder.resolve("third"), 1)) {
            Objects.requireNonNull(run.train(TrainingListener.NONE));
            assertThat(WarmStart.origin(run.folder())).isEqualTo(next);
        }
    }

    /** Every number of the old model is where its id is now; nothing else is asked of the others. */
    @ParameterizedTest
    @ValueSource(strings = {"end4rec", "sasrec+b", "mbstr", "gru4rec", "bert4rec", "fmlprec+b"})
    void oldParametersKeepTheirBitsBeforeTheFirstStep(String model) throws IOException {
        TrainingConfig config = ConfigFile.set(CONFIG, List.of("model=" + model, "guided=false", "level=token"));
        Path from = LaterShop.train(folder.resolve("from"), config);
        WarmStart start = WarmStart.of(RunFolder.open(from), LaterShop.later());
        Parameters before = trained(from);
        Parameters after;
        try (TrainingRun run = TrainingRun.continueFrom(start, folder.resolve("next"), "later", false, 1)) {
            after = first(run);
        }
        Histories known = RunFolder.open(from).data().histories();
        Histories all = start.data().histories();
        int r = known.behaviors().size();
        assertThat(all.behaviors().size()).isEqualTo(r + 1);
        for (Parameter parameter : before) {
            float[] values = parameter.value().data();
            float[] carried = after.get(parameter.name()).value().data();
            if (parameter.name().matches("mbstr\\.\\d\\.bias")) {
                int size = values.length / (r * r);
                for (int i = 0; i < values.length; i++) {
                    int newer = i / size / r;
                    int older = i / size % r;
                    assertThat(carried[((newer * (r + 1)) + older) * size + i % size])
                            .isEqualTo(values[i]);
                }
            } else if (parameter.name().equals("soft.kernel")) {
                int block = values.length / 2;
                for (int i = 0; i < values.length; i++) {
                    assertThat(carried[i / block * (carried.length / 2) + i % block])
                            .isEqualTo(values[i]);
                }
            } else {
                assertThat(Arrays.copyOf(carried, values.length))
                        .as(parameter.name())
                        .isEqualTo(values);
            }
        }
    }

    @Test
    void rowsOfNewItemsAreTheMeanOfThoseAround() throws IOException {
        WarmStart start = start();
        Parameters after;
        try (TrainingRun run = begin("next", 1)) {
            after = first(run);
        }
        int known = RunFolder.open(old).data().histories().items().size();
        SequenceEncoder fresh = Encoders.create(start.config(), start.data());
        float[] expected = fresh.itemEmbedding().value().data().clone();
        float[] before = trained(old).get("item_embedding").value().data();
        System.arraycopy(before, 0, expected, 0, before.length);
        assertThat(NewRows.fill(start.data(), known, expected, CONFIG.dim())).isPositive();
        assertThat(after.get("item_embedding").value().data()).isEqualTo(expected);
        float[] behaviors = after.get("behavior_embedding").value().data();
        int last = behaviors.length - CONFIG.dim();
        assertThat(Arrays.copyOfRange(behaviors, last, behaviors.length))
                .isEqualTo(Arrays.copyOfRange(
                        fresh.parameters().get("behavior_embedding").value().data(), last, behaviors.length));
    }

    @Test
    void aRunThatWasStoppedIsRemarkedOn() throws IOException {
        Path copy = LaterShop.copy(old, folder.resolve("copy"));
        Files.delete(copy.resolve("votes.json"));
        assertThat(WarmStart.of(RunFolder.open(copy), LaterShop.later()).remarks())
                .containsExactly("the training of the run in " + copy + " was not finished: this run begins with its"
                        + " best parameters so far");
    }

    /** u1 buys what it clicked in the old run: of 60 users, the remark counts those like u1. */
    @Test
    void aNovelSplitSaysWhatTheOldRunHasSeen() throws IOException {
        RunData data = RunData.leaveLastOut(LaterShop.older(), "click", true);
        Manifest manifest = Manifest.of("end4rec", "click", true, "older");
        Path from = folder.resolve("novel");
        RunFolder.create(from, manifest, CONFIG, data);
        WarmStart start = WarmStart.of(RunFolder.open(from), LaterShop.later());
        Histories all = start.data().histories();
        Histories known = data.histories();
        long seen = start.data().split().test().stream()
                .filter(example -> {
                    int user = known.users().number(all.users().id(example.user()));
                    int visible = user == 0 ? 0 : data.split().visible(user);
                    return Arrays.stream(user == 0 ? new int[0] : known.items(user))
                            .limit(visible)
                            .anyMatch(item -> item == example.target());
                })
                .count();
        assertThat(seen).isPositive();
        assertThat(start.remarks())
                .hasSize(3)
                .contains("the old run was trained on the item of " + seen + " of "
                        + start.data().split().test().size()
                        + " test events, as an earlier event of the same user: the metrics of these are too good");
    }

    @Test
    void theRunRemembersWhereItBegan() throws IOException {
        try (TrainingRun run = begin("next", 1)) {
            assertThat(WarmStart.origin(run.folder())).isEqualTo(old);
        }
        RunFolder opened = RunFolder.open(folder.resolve("next"));
        assertThat(WarmStart.origin(opened)).isEqualTo(old);
        assertThat(WarmStart.began(RunFolder.open(old), opened)).isTrue();
        assertThat(WarmStart.began(opened, opened)).isFalse();
        assertThat(WarmStart.origin(RunFolder.open(old))).isNull();
        assertThat(Files.readString(folder.resolve("next").resolve("run.json")))
                .contains("\"parameters\" : \""
                        + TinyRuns.hash(Files.readAllBytes(old.resolve("stage-5-joint.safetensors"))));
    }

    // the same bits

    @Test
    void threadsAndStopsChangeNothing() throws IOException {
        TrainedModel whole;
        try (TrainingRun run = begin("whole", 1)) {
            whole = trained(run.train(TrainingListener.NONE));
        }
        try (TrainingRun run = begin("run", 2)) {
            run.stop();
            assertThat(run.train(TrainingListener.NONE)).isEmpty();
        }
        Path path = folder.resolve("run");
        for (int stops = 0; stops < 4; stops++) {
            try (TrainingRun run = TrainingRun.resume(RunFolder.open(path), 1 + stops % 2)) {
                assertThat(run.train(stopAfterAnEpoch(run))).isEmpty();
            }
        }
        try (TrainingRun run = TrainingRun.resume(RunFolder.open(path), 2)) {
            TrainedModel model = trained(run.train(TrainingListener.NONE));
            assertThat(TinyRuns.hash(model.encoder().parameters()))
                    .isEqualTo(TinyRuns.hash(whole.encoder().parameters()));
            assertThat(model.votes().weights()).isEqualTo(whole.votes().weights());
        }
        for (String name : List.of("checkpoint", "stage-1-mining", "stage-5-joint", "neighbors")) {
            assertThat(path.resolve(name + ".safetensors"))
                    .hasSameBinaryContentAs(folder.resolve("whole").resolve(name + ".safetensors"));
        }
    }

    private static TrainedModel trained(Optional<TrainedRun> run) {
        return (TrainedModel) run.orElseThrow().model();
    }

    private static TrainingListener stopAfterAnEpoch(TrainingRun run) {
        return new TrainingListener() {
            @Override
            public void epochDone(EpochReport report) {
                run.stop();
            }
        };
    }

    /** The first parameters are the best ones until an epoch is better: a ruinous rate leaves the model as it was. */
    @Test
    void anEpochThatIsWorseIsNotKept() throws IOException {
        TrainingConfig longer = ConfigFile.set(CONFIG, List.of("miningEpochs=25", "patience=25"));
        Path from = LaterShop.train(folder.resolve("from"), longer);
        WarmStart start = WarmStart.of(RunFolder.open(from), LaterShop.laterOnKnownItems());
        TrainingConfig ruinous =
                ConfigFile.set(start.config(), List.of("learningRate=100", "jointLearningRate=100", "warmupSteps=0"));
        try (TrainingRun run =
                TrainingRun.continueFrom(start.withConfig(ruinous), folder.resolve("next"), "later", false, 1)) {
            String before = TinyRuns.hash(first(run));
            List<Boolean> improved = new ArrayList<>();
            TrainedModel model = trained(run.train(new TrainingListener() {
                @Override
                public void epochDone(EpochReport report) {
                    improved.add(report.improved());
                }
            }));
            assertThat(improved).containsExactly(false, false, false);
            assertThat(TinyRuns.hash(model.encoder().parameters())).isEqualTo(before);
        }
    }

    /** From scratch the share of eliminated events is searched; a trained model has its share. */
    @Test
    void theShareOfEliminatedEventsIsNotSearchedAgain() throws IOException {
        WarmStart start = WarmStart.of(RunFolder.open(old), LaterShop.later());
        List<String> work = new ArrayList<>();
        try (TrainingRun run = TrainingRun.continueFrom(start, folder.resolve("next"), 1)) {
            trained(run.train(new TrainingListener() {
                @Override
                public void working(String what, long done, long total) {
                    work.add(what);
                }
            }));
        }
        assertThat(work)
                .contains("validating", "validating share 1 of eliminated events")
                .doesNotContain("validating share 1 of 13 of eliminated events");
    }

    // edges

    @Test
    void withoutNewItems() throws IOException {
        WarmStart start = WarmStart.of(RunFolder.open(old), LaterShop.laterOnKnownItems());
        assertThat(start.newItems()).isZero();
        assertThat(start.newEvents()).isPositive();
        try (TrainingRun run = TrainingRun.continueFrom(start, folder.resolve("next"), "later", false, 1)) {
            assertThat(first(run).get("item_embedding").value().data())
                    .isEqualTo(trained(old).get("item_embedding").value().data());
        }
    }

    // errors

    @Test
    void aLogWithoutNewEvents() throws IOException {
        RunFolder run = RunFolder.open(old);
        int events = run.data().histories().events();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WarmStart.of(run, run.data().histories()))
                .withMessage("WarmStart: the run in " + old + " has all " + events + " events of the log already, so"
                        + " there is nothing to learn; give a log with later events");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WarmStart.of(run, LaterShop.empty()))
                .withMessageContaining("has all 0 events of the log already");
    }

    @ParameterizedTest
    @CsvSource({"dim, 48, 24", "layers, 2, 1", "length, 20, 13", "model, sasrec, end4rec", "chunks, 8, 4"})
    void aKeyThatDecidesWhatTheParametersAre(String key, String wanted, String has) throws IOException {
        WarmStart start = start();
        TrainingConfig other = ConfigFile.set(start.config(), List.of(key + "=" + wanted));
        assertThatThrownBy(() -> start.withConfig(other))
                .isInstanceOf(ConfigException.class)
                .hasMessage(key + " is " + wanted + "; the run in " + old + " has " + has + ", and its parameters"
                        + " cannot be carried into another model. Leave the key out, or train a new run without the old"
                        + " one");
    }

    @Test
    void aDamagedRun() throws IOException {
        Path copy = LaterShop.copy(old, folder.resolve("copy"));
        Path stage = copy.resolve("stage-5-joint.safetensors");
        byte[] bytes = Files.readAllBytes(stage);
        bytes[bytes.length / 2] ^= 1;
        Files.write(stage, bytes);
        WarmStart start = WarmStart.of(RunFolder.open(copy), LaterShop.later());
        assertThatThrownBy(() -> TrainingRun.continueFrom(start, folder.resolve("next"), "later", false, 1))
                .isInstanceOf(RunException.class)
                .hasMessageContaining(stage.toString());
        assertThat(folder.resolve("next")).doesNotExist();
    }

    @Test
    void withoutItsFirstParametersARunIsRefused() throws IOException {
        try (TrainingRun run = begin("next", 1)) {
            Files.delete(folder.resolve("next").resolve("checkpoint.safetensors"));
            assertThatThrownBy(() -> run.train(TrainingListener.NONE))
                    .isInstanceOf(RunException.class)
                    .hasMessageContaining("checkpoint.safetensors, but the run starts from it: the file was deleted.");
        }
    }
}
