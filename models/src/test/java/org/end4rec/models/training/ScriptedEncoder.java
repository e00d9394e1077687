package org.end4rec.models.training;

import static org.end4rec.autograd.ops.Scale.scale;
import static org.end4rec.autograd.ops.Sum.sum;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Parameters;
import org.end4rec.autograd.Tape;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.end4rec.models.data.Batch;
import org.end4rec.models.data.EventLogBuilder;
import org.end4rec.models.data.Histories;
import org.end4rec.models.data.Split;
import org.end4rec.models.data.Targets;
import org.end4rec.models.encoder.Encoding;
import org.end4rec.models.encoder.ForwardMode;
import org.end4rec.models.encoder.LossTerm;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.encoder.Stage;
import org.end4rec.models.parallel.Workers;
import org.end4rec.models.run.RunData;

/**
 * An encoder of one weight, whose gradient and validation are the test's to choose, and which notes all it is shown.
 * Steps and validations are counted over the run, from 0. A step is one shard, and a validation one batch.
 */
class ScriptedEncoder implements SequenceEncoder {
    static final Stage MINING = stage("mining", Stage.Epochs.MINING);
    static final Stage HARD = stage("hard", Stage.Epochs.HARD);
    static final Stage JOINT = stage("joint", Stage.Epochs.JOINT);

    /** Of an encoder that has no other. */
    static final Stage ALONE = stage("joint", Stage.Epochs.ALL);

    private static final int ITEMS = 40;
    private static final int USERS = 60;
    private static final int LENGTH = 6;

    /** Numbers of items as they are named: whoever has item v next has item v + 1. */
    static final RunData DATA = data();

    /** Each step is one shard, and nothing but the script moves the weight. */
    static final TrainingConfig CONFIG = ConfigFile.set(
            TrainingConfig.DEFAULTS,
            List.of(
                    "level=token",
                    "positions=last",
                    "dim=" + ITEMS,
                    "length=" + LENGTH,
                    "batchSize=100",
                    "shardSize=100",
                    "epochExamples=300",
                    "warmupSteps=0",
                    "clipNorm=0"));

    /** The weight before each step. */
    final List<Float> weights = new ArrayList<>();

    final List<Batch> trained = new ArrayList<>();
    final List<Batch> validated = new ArrayList<>();

    /** The stage of each validation. */
    final List<Stage> validatedStages = new ArrayList<>();

    /** What a dropout of each step has left of twenty ones. */
    final List<String> draws = new ArrayList<>();

    private final List<Stage> stages;
    private final IntToDoubleFunction gradient;
    private final IntToDoubleFunction share;
    private final Parameters parameters = new Parameters();
    private final Parameter items;
    private final Parameter weight;

    /**
     * @param gradient of the weight, by step
     * @param share of the users whose target is ranked first, by validation; the others' is ranked last
     */
    ScriptedEncoder(List<Stage> stages, Targets targets, IntToDoubleFunction gradient, IntToDoubleFunction share) {
        this.stages = stages.stream().map(stage -> stage.withTargets(targets)).toList();
        this.gradient = gradient;
        this.share = share;
        float[] table = new float[(ITEMS + 1) * ITEMS];
        for (int item = 1; item <= ITEMS; item++) {
            table[item * ITEMS + item - 1] = 1;
        }
        items = parameters.add(
                Parameter.withPaddingRow("item_embedding", Tensor.of(Shape.of(ITEMS + 1, ITEMS), table)));
        weight = parameters.add(new Parameter("weight", Tensor.of(Shape.of(1), 1f)));
    }

    /**
     * Trained on the split's examples, with a gradient of 1 in each step; each validation is better than the one
     * before.
     */
    ScriptedEncoder(Stage... stages) {
        this(List.of(stages), Targets.NEWEST, step -> 1, validation -> 0.5 + 0.02 * validation);
    }

    private static RunData data() {
        EventLogBuilder log = new EventLogBuilder();
        for (int user = 0; user < USERS; user++) {
            int start = user == 0 ? 0 : user * 17 % ITEMS;
            for (int i = 0; i < ITEMS; i++) {
                log.add("user " + user, "item " + (start + i) % ITEMS, "click", i);
            }
        }
        Histories histories = Histories.of(log.build());
        return new RunData(histories, Split.leaveLastOut(histories, "click", false));
    }

    private static Stage stage(String name, Stage.Epochs budget) {
        return new Stage(name, Set.of("weight"), Targets.NEWEST, Stage.Signal.FILTERED, false, Set.of(), budget);
    }

    /** Trains to the end. */
    void train(TrainingConfig config, TrainingListener listener) {
        train(config, DATA, listener);
    }

    /** As {@link #train(TrainingConfig, TrainingListener)}, on other data of at most as many items. */
    void train(TrainingConfig config, RunData data, TrainingListener listener) {
        try (Workers workers = new Workers(1)) {
            new Trainer(this, config, data.histories(), data.split(), workers, RunStore.NONE, listener).train();
        }
    }

    /** By how much each step lowered the weight, if the best epoch of each stage and rate is its last. */
    double[] moves() {
        double[] moves = new double[weights.size()];
        for (int step = 0; step < moves.length; step++) {
            moves[step] = (double) weights.get(step) - (step + 1 < moves.length ? weights.get(step + 1) : weight());
        }
        return moves;
    }

    /** The share of the users whose target a validation ranks first. */
    double share(int validation) {
        return share.applyAsDouble(validation);
    }

    float weight() {
        return weight.value().data()[0];
    }

    @Override
    public String name() {
        return "scripted";
    }

    @Override
    public Parameters parameters() {
        return parameters;
    }

    @Override
    public Parameter itemEmbedding() {
        return items;
    }

    @Override
    public List<Stage> stages() {
        return stages;
    }

    @Override
    public Encoding encode(Tape tape, Batch batch, ForwardMode mode, Stage stage) {
        if (!mode.isTraining()) {
            double right = share(validated.size()) * batch.size();
            validated.add(batch);
            validatedStages.add(stage);
            return new Encoding(tape.constant(Shape.of(batch.size(), ITEMS), scores(batch, right)), List.of());
        }
        double slope = gradient.applyAsDouble(trained.size());
        trained.add(batch.slice(0, batch.size()));
        weights.add(weight());
        float[] ones = new float[20];
        Arrays.fill(ones, 1f);
        draws.add(Arrays.toString(
                mode.drop(tape.constant(Shape.of(20), ones), 0.5f, "draw").value()));
        LossTerm pull = new LossTerm("pull", scale(sum(tape.leaf(weight)), (float) slope), 1, new LossTerm.Mean(1));
        Shape shape = batch.hasTargetsAtEveryPosition()
                ? Shape.of(batch.size(), batch.length(), ITEMS)
                : Shape.of(batch.size(), ITEMS);
        return new Encoding(tape.constant(shape, new float[shape.size()]), List.of(pull));
    }

    /** The item after the newest one above all others in the first rows, and below them in the rest. */
    private static float[] scores(Batch batch, double right) {
        float[] z = new float[batch.size() * ITEMS];
        for (int row = 0; row < batch.size(); row++) {
            int newest = batch.items()[(row + 1) * batch.length() - 1];
            z[row * ITEMS + newest % ITEMS] = row + 0.5 < right ? 1f : -1f;
        }
        return z;
    }
}
