package org.end4rec.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Tape;
import org.end4rec.autograd.optim.AdamW;
import org.end4rec.core.Tensor;
import org.end4rec.core.io.SafeTensors;
import org.end4rec.core.random.RandomStream;
import org.end4rec.models.data.Batch;
import org.end4rec.models.encoder.DenoisingEncoder;
import org.end4rec.models.encoder.ForwardMode;
import org.end4rec.models.encoder.Stage;
import org.end4rec.models.encoder.end4rec.GuidedTraining;
import org.end4rec.models.encoder.end4rec.beyond.End4RecVariant;
import org.end4rec.models.parallel.Workers;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The whole model against recorded numbers: representations, losses and gradients of each stage, five training steps.
 * Reads the end4rec cases of the folder {@code -Dend4rec.golden}; skipped where it is absent.
 */
class GoldenModelTest {
    /** Whole-model rounding over some hundred float32 operations; measured below 2e-5 of the largest magnitude. */
    private static final double TOLERANCE = 1e-4;

    private static final List<Stage> STAGES =
            List.of(GuidedTraining.MINING, GuidedTraining.HARD, GuidedTraining.SOFT, GuidedTraining.JOINT);

    @TestFactory
    List<DynamicTest> cases() throws IOException {
        Path folder = Path.of(System.getProperty("end4rec.golden", ""));
        if (folder.toString().isEmpty() || !Files.isDirectory(folder)) {
            // an assumption of the factory itself would leave no test that counts as skipped
            return List.of(dynamicTest("cases", () -> Assumptions.abort("no golden cases in '" + folder + "'")));
        }
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                if (file.toString().endsWith(".safetensors")) {
                    SafeTensors golden = SafeTensors.read(file);
                    if ("end4rec".equals(golden.metadata().get("op"))) {
                        addTests(tests, file.getFileName().toString(), golden);
                    }
                }
            }
        }
        assertThat(tests).as("whole-model cases in " + folder).isNotEmpty();
        return tests;
    }

    private static void addTests(List<DynamicTest> tests, String name, SafeTensors golden) {
        tests.add(dynamicTest(name + " evaluation", () -> evaluation(golden)));
        for (int shardSize : new int[] {1, 2, 100}) {
            for (int stage = 1; stage <= 4; stage++) {
                int number = stage;
                tests.add(dynamicTest(
                        name + " stage " + stage + ", shards of " + shardSize, () -> stage(golden, number, shardSize)));
            }
        }
        tests.add(dynamicTest(name + " five training steps", () -> training(golden)));
    }

    private static void evaluation(SafeTensors golden) throws IOException {
        DenoisingEncoder model = model(golden);
        Batch batch = batch(golden);
        float[] z = model.encode(Tape.inference(), batch, ForwardMode.evaluation(), GuidedTraining.JOINT)
                .representation()
                .value();
        close("z", z, golden.tensor("eval.z").data());
        int items = model.itemEmbedding().shape().dim(0) - 1;
        float[] scores = new float[batch.size() * (items + 1)];
        new EncoderScorer(model, GuidedTraining.JOINT).score(batch, scores);
        float[] expected = golden.tensor("eval.scores").data();
        for (int i = 0; i < batch.size(); i++) {
            close(
                    "scores of row " + i,
                    Arrays.copyOfRange(scores, i * (items + 1) + 1, (i + 1) * (items + 1)),
                    Arrays.copyOfRange(expected, i * items, (i + 1) * items));
        }
    }

    private static void stage(SafeTensors golden, int number, int shardSize) throws IOException {
        DenoisingEncoder model = model(golden);
        Stage stage = STAGES.get(number - 1);
        model.parameters().train(stage::trains);
        model.parameters().clearGradients();
        StepLoss loss;
        try (Workers workers = new Workers(2)) {
            loss = new TrainingStep(model, workers, shardSize)
                    .run(batch(golden), stage, RandomStream.of(1, "unused", 0), gumbel(golden, shardSize));
        }
        String prefix = "stage" + number + ".";
        close(
                "loss",
                new float[] {(float) loss.total()},
                golden.tensor(prefix + "loss").data());
        for (String name : golden.names()) {
            if (name.startsWith(prefix + "part.")) {
                String part = name.substring((prefix + "part.").length());
                assertThat(loss.parts()).containsKey(part);
                close(
                        part,
                        new float[] {loss.parts().getOrDefault(part, Double.NaN).floatValue()},
                        golden.tensor(name).data());
            }
        }
        for (Parameter parameter : model.parameters()) {
            String name = prefix + "grad." + parameter.name();
            float[] expected = golden.names().contains(name)
                    ? golden.tensor(name).data().clone()
                    : new float[parameter.gradient().length];
            if (parameter.name().equals("item_embedding") || parameter.name().equals("behavior_embedding")) {
                Arrays.fill(expected, 0, parameter.shape().dim(1), 0f);
            }
            close("gradient of " + parameter.name(), parameter.gradient(), expected);
        }
    }

    private static void training(SafeTensors golden) throws IOException {
        DenoisingEncoder model = model(golden);
        AdamW optimizer = new AdamW(0);
        try (Workers workers = new Workers(1)) {
            TrainingStep step = new TrainingStep(model, workers, 2);
            for (int i = 0; i < 5; i++) {
                model.parameters().clearGradients();
                StepLoss loss = step.run(
                        batch(golden), GuidedTraining.JOINT, RandomStream.of(1, "unused", i), gumbel(golden, 2));
                close(
                        "loss of step " + i,
                        new float[] {(float) loss.total()},
                        golden.tensor("train.loss." + i).data());
                optimizer.step(model.parameters(), 1e-3);
            }
        }
        for (Parameter parameter : model.parameters()) {
            close(
                    parameter.name(),
                    parameter.value().data(),
                    golden.tensor("trained." + parameter.name()).data());
        }
    }

    /** Relative to the largest magnitude of the expected tensor. */
    private static void close(String what, float[] actual, float[] expected) {
        assertThat(actual).as(what).hasSameSizeAs(expected);
        double largest = 1e-7;
        for (float value : expected) {
            largest = Math.max(largest, Math.abs(value));
        }
        double worst = 0;
        for (int i = 0; i < expected.length; i++) {
            double error = Math.abs(actual[i] - (double) expected[i]) / largest;
            worst = error > worst || Double.isNaN(error) ? error : worst;
        }
        assertThat(worst).as("relative error of " + what).isLessThanOrEqualTo(TOLERANCE);
    }

    private static IntFunction<ForwardMode> gumbel(SafeTensors golden, int shardSize) throws IOException {
        float[] noise = golden.tensor("in.gumbel").data();
        int row = 2 * batch(golden).length();
        return shard -> {
            int from = shard * shardSize * row;
            return ForwardMode.withGumbel(
                    Arrays.copyOfRange(noise, from, Math.min(noise.length, from + shardSize * row)));
        };
    }

    private static Batch batch(SafeTensors golden) throws IOException {
        int size = golden.shape("in.items").dim(0);
        int length = golden.shape("in.items").dim(1);
        return new Batch(size, length, golden.ints("in.items"), golden.ints("in.behaviors"), golden.ints("in.targets"));
    }

    private static DenoisingEncoder model(SafeTensors golden) throws IOException {
        Map<String, String> c = golden.metadata();
        int behaviors = Integer.parseInt(c.get("behaviors"));
        End4RecVariant config = End4RecVariant.builder(
                        Integer.parseInt(c.get("items")), behaviors, Integer.parseInt(c.get("length")))
                .dim(Integer.parseInt(c.get("dim")))
                .layers(Integer.parseInt(c.get("layers")))
                .chunks(Integer.parseInt(c.get("chunks")))
                .dropout(Float.parseFloat(c.get("dropout")))
                .temperature(Float.parseFloat(c.get("tau")))
                .codingPrecision(Double.parseDouble(c.get("coding_eps")))
                .level(End4RecVariant.Level.valueOf(c.getOrDefault("level", "").toUpperCase(Locale.ROOT)))
                .score(End4RecVariant.Score.valueOf(c.getOrDefault("score", "").toUpperCase(Locale.ROOT)))
                .weightCompactness(Double.parseDouble(c.get("weight_compactness")))
                .weightContrast(Double.parseDouble(c.get("weight_contrast")))
                .elimination(
                        Double.parseDouble(c.get("weight_elimination")), Double.parseDouble(c.get("elimination_rate")))
                .build();
        double[] counts = new double[behaviors];
        Arrays.fill(counts, 1);
        DenoisingEncoder model = config.create(counts, 1);
        for (Parameter parameter : model.parameters()) {
            Tensor saved = golden.tensor("param." + parameter.name());
            assertThat(saved.shape()).as(parameter.name()).isEqualTo(parameter.shape());
            System.arraycopy(saved.data(), 0, parameter.value().data(), 0, saved.data().length);
        }
        return model;
    }
}
