package org.end4rec.models.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.end4rec.core.random.RandomStream;
import org.end4rec.models.data.BatchAssembler;
import org.end4rec.models.data.EventLogBuilder;
import org.end4rec.models.data.Histories;
import org.end4rec.models.data.Split;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.encoder.Stage;
import org.end4rec.models.encoder.end4rec.GuidedTraining;
import org.end4rec.models.encoder.end4rec.beyond.SequenceElimination;
import org.end4rec.models.evaluation.Evaluator;
import org.end4rec.models.evaluation.Popularity;
import org.end4rec.models.evaluation.RankingProtocol;
import org.end4rec.models.evaluation.Scorer;
import org.end4rec.models.parallel.Workers;
import org.end4rec.models.run.Encoders;
import org.end4rec.models.run.RunData;
import org.end4rec.models.run.TinyRuns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainerTest {
    private static final int ITEMS = 120;
    static final RunData RULE = rule();
    static final TrainingConfig CONFIG = TinyRuns.with(
            "dim=32",
            "length=5",
            "guided=false",
            "weightElimination=0",
            "batchSize=128",
            "shardSize=64",
            "jointEpochs=10",
            "jointLearningRate=0.01",
            "weightDecay=0",
            "dropout=0");

    /**
     * So slow that no metric changes. Items alone would at first eliminate whole histories, whose representation,
     * exactly 0, any step moves; agreement does not.
     */
    private static final TrainingConfig SLOW = ConfigFile.set(
            CONFIG, List.of("jointLearningRate=1e-8", "epochExamples=256", "validationUsers=50", "score=agreement"));

    /** Whoever has item v next has item v + 1: users differ in where they start. */
    private static RunData rule() {
        EventLogBuilder log = new EventLogBuilder();
        RandomStream starts = RandomStream.of(1, "starts", 0);
        for (int user = 0; user < 200; user++) {
            int start = starts.below(user, ITEMS);
            for (int i = 0; i < 12; i++) {
                log.add("u" + user, "item " + (start + i) % ITEMS, "click", i);
            }
        }
        Histories histories = Histories.of(log.build());
        return new RunData(histories, Split.leaveLastOut(histories, "click", false));
    }

    // learning

    @ParameterizedTest
    @CsvSource({"softmax, 0.9", "sampled_softmax, 0.5", "bce, 0.5", "bpr, 0.5"})
    void learnsARule(String loss, double expected) {
        TrainingConfig config = ConfigFile.set(CONFIG, List.of("loss=" + loss, "negatives=64", "negativePower=0"));
        SequenceEncoder encoder = Encoders.create(config, RULE);
        assertThat(train(encoder, config, TrainingListener.NONE)).isTrue();
        double hitRate = hitRate(new EncoderScorer(encoder, GuidedTraining.JOINT));
        double popularity = hitRate(Popularity.of(RULE.split().train(), ITEMS));
        assertThat(popularity).isBetween(0.0, 0.18);
        assertThat(hitRate).isGreaterThanOrEqualTo(expected).isGreaterThan(3 * popularity);
        if (config.objective().loss() == TrainingConfig.Loss.SOFTMAX) {
            assertThat(hitRate).isGreaterThan(5 * popularity);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"shared", "causal"})
    void learnsARuleInStages(String mixing) {
        TrainingConfig config = ConfigFile.set(
                CONFIG,
                List.of(
                        "mixing=" + mixing,
                        "guided=true",
                        "miningEpochs=10",
                        "hardEpochs=1",
                        "softEpochs=1",
                        "jointEpochs=1"));
        learnsTheRule(config, GuidedTraining.JOINT, "mining", "hard", "soft", "joint");
    }

    @Test
    void learnsARuleFromSiftedSequences() {
        TrainingConfig config = ConfigFile.set(
                CONFIG,
                List.of(
                        "level=sequence",
                        "guided=true",
                        "miningEpochs=5",
                        "hardEpochs=1",
                        "reminingEpochs=5",
                        "softEpochs=1",
                        "jointEpochs=1"));
        learnsTheRule(config, SequenceElimination.JOINT, "mining", "hard", "remining", "soft", "joint");
    }

    private static void learnsTheRule(TrainingConfig config, Stage last, String... stages) {
        SequenceEncoder encoder = Encoders.create(config, RULE);
        Watcher watcher = new Watcher();
        assertThat(train(encoder, config, watcher)).isTrue();
        assertThat(watcher.stages.keySet()).containsExactly(stages);
        assertThat(hitRate(new EncoderScorer(encoder, last))).isGreaterThanOrEqualTo(0.9);
    }

    @ParameterizedTest
    @EnumSource(
            value = Architecture.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"END4REC", "POPULARITY", "MARKOV", "ITEMKNN"})
    void everyBaselineLearnsARule(Architecture model) {
        for (String positions : List.of("last", "all", "each")) {
            TrainingConfig config = ConfigFile.set(
                    CONFIG,
                    List.of(
                            "model=" + model,
                            "positions=" + positions,
                            "jointEpochs=" + (positions.equals("all") ? 60 : 10),
                            "patience=20",
                            "batchSize=64",
                            "learningRate=0.01"));
            SequenceEncoder encoder = Encoders.create(config, RULE);
            assertThat(train(encoder, config, TrainingListener.NONE)).isTrue();
            assertThat(hitRate(new EncoderScorer(encoder, encoder.stages().get(0))))
                    .as("%s on %s", model, positions)
                    .isGreaterThanOrEqualTo(0.9);
        }
    }

    private static double hitRate(Scorer scorer) {
        BatchAssembler assembler = new BatchAssembler(RULE.histories(), CONFIG.length(), false);
        return new Evaluator(ITEMS, RankingProtocol.FULL, assembler::batch, RULE.histories()::items)
                .evaluate(scorer, RULE.split().test())
                .metric("HR@10");
    }

    static boolean train(SequenceEncoder encoder, TrainingConfig config, TrainingListener listener) {
        try (Workers workers = new Workers(2)) {
            return trainer(encoder, config, workers, listener).train();
        }
    }

    private static Trainer trainer(
            SequenceEncoder encoder, TrainingConfig config, Workers workers, TrainingListener listener) {
        return new Trainer(encoder, config, RULE.histories(), RULE.split(), workers, RunStore.NONE, listener);
    }

    /** Where mining is causal, each of its sequences has several targets; the later stages have an example for each. */
    @Test
    void causalMiningTakesFewerSequences() {
        List<String> stages = List.of(
                "guided=true", "miningEpochs=1", "hardEpochs=1", "softEpochs=1", "jointEpochs=1", "epochExamples=0");
        for (String mixing : List.of("shared", "causal")) {
            TrainingConfig config = ConfigFile.set(ConfigFile.set(CONFIG, stages), List.of("mixing=" + mixing));
            Watcher watcher = new Watcher();
            train(Encoders.create(config, RULE), config, watcher);
            assertThat(watcher.started)
                    .as(mixing)
                    .containsExactly(
                            "mining 1/1 with " + (mixing.equals("causal") ? 4 : 15) + " steps",
                            "hard 1/1 with 15 steps",
                            "soft 1/1 with 15 steps",
                            "joint 1/1 with 15 steps");
        }
    }

    // edges: how long a stage lasts

    /** The first epoch stays the best, and its parameters come back. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aStageWithoutProgressEndsWhenPatienceDoes(int patience) {
        TrainingConfig config = ConfigFile.set(SLOW, List.of("jointEpochs=9", "patience=" + patience));
        SequenceEncoder encoder = trained(config);
        HashingWatcher watcher = new HashingWatcher(encoder);
        List<String> hashes = watcher.hashes;
        train(encoder, config, watcher);
        assertThat(watcher.reports).hasSize(1 + patience);
        assertThat(watcher.reports).extracting(EpochReport::improved).startsWith(true);
        assertThat(watcher.reports.subList(1, 1 + patience))
                .extracting(EpochReport::improved)
                .containsOnly(false);
        assertThat(watcher.stages).isEqualTo(Map.of("joint", 1));
        assertThat(hashes).doesNotHaveDuplicates();
        assertThat(TinyRuns.hash(encoder.parameters())).isEqualTo(hashes.get(0));
    }

    /** An encoder of that configuration that knows the rule. */
    private static SequenceEncoder trained(TrainingConfig config) {
        TrainingConfig learning =
                ConfigFile.set(config, List.of("jointLearningRate=0.01", "jointEpochs=10", "epochExamples=0"));
        SequenceEncoder encoder = Encoders.create(learning, RULE);
        train(encoder, learning, TrainingListener.NONE);
        return encoder;
    }

    /** Before an encoder ranks better than popularity, that it gets no better says nothing. */
    @Test
    void aStageThatHasLearnedNothingHasAllItsEpochs() {
        TrainingConfig config = ConfigFile.set(SLOW, List.of("jointEpochs=6", "patience=1", "rateDecays=2"));
        Watcher watcher = new Watcher();
        train(Encoders.create(config, RULE), config, watcher);
        assertThat(watcher.reports).hasSize(6).extracting(EpochReport::improved).startsWith(true, false);
        assertThat(watcher.stages).isEqualTo(Map.of("joint", 1));
    }

    /** Each rate has its patience, and starts where the best epoch ended. */
    @Test
    void aStageWithoutProgressLowersItsRateFirst() {
        TrainingConfig config =
                ConfigFile.set(SLOW, List.of("jointEpochs=20", "warmupSteps=0", "patience=2", "rateDecays=3"));
        SequenceEncoder encoder = trained(config);
        HashingWatcher watcher = new HashingWatcher(encoder);
        List<String> hashes = watcher.hashes;
        train(encoder, config, watcher);
        assertThat(watcher.reports).hasSize(1 + 2 * 4);
        assertThat(watcher.stages).isEqualTo(Map.of("joint", 1));
        // after its patience a rate leaves the parameters of the best epoch, the first, to the next
        assertThat(List.of(hashes.get(2), hashes.get(4), hashes.get(6))).containsOnly(hashes.get(0));
        assertThat(List.of(hashes.get(1), hashes.get(3), hashes.get(5), hashes.get(7), hashes.get(8)))
                .doesNotContain(hashes.get(0));
        assertThat(TinyRuns.hash(encoder.parameters())).isEqualTo(hashes.get(0));
    }

    /** Steps so large that every epoch of the last stage is worse than its start. */
    @Test
    void aStageThatOnlyGetsWorseLeavesWhatItFound() {
        TrainingConfig config = ConfigFile.set(
                CONFIG,
                List.of(
                        "guided=true",
                        "miningEpochs=10",
                        "learningRate=0.01",
                        "hard=false",
                        "soft=false",
                        "jointEpochs=2",
                        "warmupSteps=0",
                        "jointLearningRate=3"));
        SequenceEncoder encoder = Encoders.create(config, RULE);
        List<String> mined = new ArrayList<>();
        Watcher watcher = new Watcher() {
            @Override
            public void stageDone(String name, int bestEpoch, double bestNdcg) {
                super.stageDone(name, bestEpoch, bestNdcg);
                mined.add(TinyRuns.hash(encoder.parameters()));
            }
        };
        train(encoder, config, watcher);
        assertThat(watcher.stages).containsEntry("joint", 0);
        assertThat(watcher.reports).hasSizeGreaterThan(2).last().matches(report -> !report.improved());
        assertThat(TinyRuns.hash(encoder.parameters())).isEqualTo(mined.get(0));
    }

    @Test
    void epochsOfSomeOfTheExamples() {
        TrainingConfig config =
                ConfigFile.set(CONFIG, List.of("epochExamples=300", "validationUsers=7", "jointEpochs=2"));
        Watcher watcher = new Watcher();
        train(Encoders.create(config, RULE), config, watcher);
        assertThat(watcher.started).containsExactly("joint 1/2 with 3 steps", "joint 2/2 with 3 steps");
        assertThat(watcher.steps).isEqualTo(6);
    }

    @Test
    void stagesWithoutEpochsAreSkipped() {
        TrainingConfig config = ConfigFile.set(
                CONFIG,
                List.of(
                        "guided=true",
                        "miningEpochs=0",
                        "hardEpochs=1",
                        "softEpochs=0",
                        "jointEpochs=0",
                        "epochExamples=128"));
        Watcher watcher = new Watcher();
        SequenceEncoder encoder = Encoders.create(config, RULE);
        float[] items = encoder.itemEmbedding().value().data().clone();
        train(encoder, config, watcher);
        assertThat(watcher.started).containsExactly("hard 1/1 with 1 steps");
        assertThat(encoder.itemEmbedding().value().data()).isEqualTo(items);
        assertThat(encoder.itemEmbedding().isTrainable()).isTrue();
    }

    @Test
    void stopReturnsAfterTheStepUnderWay() {
        SequenceEncoder encoder = Encoders.create(CONFIG, RULE);
        try (Workers workers = new Workers(1)) {
            List<Trainer> self = new ArrayList<>();
            Watcher watcher = new Watcher() {
                @Override
                public void stepDone(double loss) {
                    super.stepDone(loss);
                    if (steps == 4) {
                        self.get(0).stop();
                    }
                }
            };
            self.add(trainer(encoder, CONFIG, workers, watcher));
            assertThat(self.get(0).train()).isFalse();
            assertThat(watcher.steps).isEqualTo(4);
            assertThat(watcher.reports).isEmpty();
        }
    }

    /** The validations between the stages and after the epochs are reported, each from its start to its end. */
    @Test
    void validationsAreTold() {
        List<String> reports = new ArrayList<>();
        TrainingConfig config = ConfigFile.set(
                CONFIG,
                List.of(
                        "level=sequence",
                        "guided=true",
                        "miningEpochs=1",
                        "hardEpochs=1",
                        "reminingEpochs=0",
                        "softEpochs=0",
                        "jointEpochs=0",
                        "validationUsers=40"));
        train(Encoders.create(config, RULE), config, new TrainingListener() {
            @Override
            public void working(String what, long done, long total) {
                reports.add(what + " " + done + "/" + total);
            }
        });
        assertThat(reports).startsWith("validating 0/1", "validating 1/1");
        for (int share = 1; share <= 13; share++) {
            assertThat(reports)
                    .containsSequence(
                            "validating share " + share + " of 13 of eliminated events 0/1",
                            "validating share " + share + " of 13 of eliminated events 1/1");
        }
        assertThat(reports).contains("validating share 2 of eliminated events 1/1");
    }

    private static class Watcher implements TrainingListener {
        final List<String> started = new ArrayList<>();
        final List<EpochReport> reports = new ArrayList<>();
        final Map<String, Integer> stages = new LinkedHashMap<>();
        int steps;

        @Override
        public void epochStarted(String stage, int epoch, int mostEpochs, int count) {
            started.add(stage + " " + epoch + "/" + mostEpochs + " with " + count + " steps");
        }

        @Override
        public void stepDone(double loss) {
            steps++;
            assertThat(loss).isFinite();
        }

        @Override
        public void epochDone(EpochReport report) {
            reports.add(report);
        }

        @Override
        public void stageDone(String stage, int bestEpoch, double bestNdcg) {
            stages.put(stage, bestEpoch);
        }
    }

    /** Notes the parameters after each epoch, too. */
    private static final class HashingWatcher extends Watcher {
        private final SequenceEncoder encoder;
        private final List<String> hashes = new ArrayList<>();

        HashingWatcher(SequenceEncoder encoder) {
            this.encoder = encoder;
        }

        @Override
        public void epochDone(EpochReport report) {
            super.epochDone(report);
            hashes.add(TinyRuns.hash(encoder.parameters()));
        }
    }
}
