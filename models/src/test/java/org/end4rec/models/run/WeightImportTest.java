package org.end4rec.models.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.end4rec.core.Shape;
import org.end4rec.core.Tensor;
import org.end4rec.core.io.SafeTensors;
import org.end4rec.models.recommend.HistoryEvent;
import org.end4rec.models.recommend.Recommendation;
import org.end4rec.models.recommend.Recommender;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Imported weights give the scores of other code: of a program in NumPy that was written from the formulas and agrees
 * with the recorded cases, with tensors of V = 9, R = 3, N = 6, d = 8, L = 2, k = 2.
 */
class WeightImportTest {
    private static final List<String> ITEMS =
            IntStream.rangeClosed(1, 9).mapToObj(item -> "i" + item).toList();
    private static final List<String> BEHAVIORS = List.of("click", "cart", "buy");

    /** Of the newest four events; two events stay unknown to the model. */
    private static final List<HistoryEvent> SHORT = history(3, 1, 1, 2, 9, 3, 4, 1);

    private static final List<HistoryEvent> LONG = history(5, 3, 2, 1, 8, 1, 6, 2, 7, 1, 1, 2);

    @TempDir
    private Path folder;

    private static List<HistoryEvent> history(int... itemsAndBehaviors) {
        List<HistoryEvent> events = new ArrayList<>();
        for (int i = 0; i < itemsAndBehaviors.length; i += 2) {
            events.add(
                    new HistoryEvent(ITEMS.get(itemsAndBehaviors[i] - 1), BEHAVIORS.get(itemsAndBehaviors[i + 1] - 1)));
        }
        return events;
    }

    /** Tensors by a formula, which the program in NumPy has too: n is the place of the name in the order of names. */
    private static Map<String, Tensor> tensors(boolean agreement) {
        TreeMap<String, Shape> shapes = new TreeMap<>(Map.of(
                "item_embedding", Shape.of(10, 8),
                "behavior_embedding", Shape.of(4, 8),
                "position_embedding", Shape.of(6, 8),
                "hard.score.weight", Shape.of(8),
                "hard.score.bias", Shape.of(1),
                "hard.rho", Shape.of(3),
                "soft.kernel", Shape.of(2, 3, 4, 8)));
        if (agreement) {
            shapes.put("hard.context", Shape.of(8, 8));
        }
        List<String> norms = new ArrayList<>(List.of("embedding_norm", "output_norm"));
        for (int l = 0; l < 2; l++) {
            String layer = "ebm." + l + ".";
            for (String each : List.of("1", "2")) {
                shapes.put(layer + "fusion.w" + each, Shape.of(2, 2, 4, 4));
                shapes.put(layer + "fusion.b" + each, Shape.of(2, 2, 4));
                norms.add(layer + "norm" + each);
            }
            shapes.put(layer + "ffn.w1", Shape.of(8, 32));
            shapes.put(layer + "ffn.b1", Shape.of(32));
            shapes.put(layer + "ffn.w2", Shape.of(32, 8));
            shapes.put(layer + "ffn.b2", Shape.of(8));
        }
        norms.forEach(norm -> {
            shapes.put(norm + ".weight", Shape.of(8));
            shapes.put(norm + ".bias", Shape.of(8));
        });
        Map<String, Tensor> tensors = new TreeMap<>();
        int n = 0;
        for (Map.Entry<String, Shape> each : shapes.entrySet()) {
            float[] values = new float[each.getValue().size()];
            double shift = each.getKey().matches(".*norm[12]?\\.weight") ? 1 : 0;
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (shift + 0.3 * StrictMath.sin(1 + 0.7 * i + 2.3 * n));
            }
            tensors.put(each.getKey(), Tensor.of(each.getValue(), values));
            n++;
        }
        tensors.put("hard.score.bias", Tensor.of(Shape.of(1), 0.5f));
        return tensors;
    }

    private Path file(Map<String, Tensor> tensors, Map<String, String> metadata) throws IOException {
        Path file = folder.resolve("weights.safetensors");
        SafeTensors.write(file, tensors, metadata);
        return file;
    }

    private static WeightImport weights(Path file, String... settings) {
        return new WeightImport(file, "", ITEMS, BEHAVIORS, "buy", List.of(settings));
    }

    private void scoresAre(WeightImport imported, String name, double[] ofShort, double[] ofLong) throws IOException {
        Path run = folder.resolve(name);
        imported.create(run);
        Recommender recommender = Recommender.load(run);
        for (boolean isShort : new boolean[] {true, false}) {
            double[] expected = isShort ? ofShort : ofLong;
            List<Recommendation> all = recommender.recommend(isShort ? SHORT : LONG, 99);
            assertThat(all).hasSize(9);
            for (Recommendation each : all) {
                assertThat(each.score())
                        .as(name + " " + each.item())
                        .isCloseTo(expected[ITEMS.indexOf(each.item())], within(2e-5));
            }
        }
    }

    @Test
    void tokenLinear() throws IOException {
        scoresAre(
                weights(file(tensors(false), Map.of()), "level=token"),
                "run",
                new double[] {
                    -1.220983, -1.094814, -0.477217, 0.354587, 1.027229, 1.238780, 0.894282, 0.148369, -0.664142
                },
                new double[] {
                    -0.054668, -0.061468, -0.040677, -0.001627, 0.038153, 0.060808, 0.056167, 0.026315, -0.015349
                });
    }

    @Test
    void tokenAgreement() throws IOException {
        scoresAre(
                weights(file(tensors(true), Map.of("level", "token", "norm_eps", "1e-05"))),
                "run",
                new double[] {
                    0.105833, 0.310398, 0.375634, 0.272260, 0.046678, -0.199857, -0.356682, -0.353404, -0.191494
                },
                new double[] {
                    -0.865558, -0.376078, 0.282212, 0.813826, 0.980139, 0.706499, 0.115734, -0.526980, -0.933150
                });
    }

    @Test
    void representation() throws IOException {
        scoresAre(
                weights(file(tensors(false), Map.of("level", "representation"))),
                "linear",
                new double[] {
                    -0.843018, -0.860196, -0.491259, 0.098188, 0.643562, 0.900061, 0.752552, 0.267246, -0.338018
                },
                new double[] {
                    -0.343038, -0.039537, 0.281711, 0.476507, 0.457415, 0.233004, -0.095996, -0.381906, -0.496390
                });
        scoresAre(
                weights(file(tensors(true), Map.of()), "level=representation"),
                "agreement",
                new double[] {
                    -0.177198, 0.543168, 1.019724, 1.038558, 0.591216, -0.121504, -0.779685, -1.087890, -0.907776
                },
                new double[] {
                    0.462085, 0.346712, 0.075712, -0.229274, -0.431345, -0.439799, -0.250842, 0.050711, 0.329501
                });
    }

    /** The recorded cases of the reference in PyTorch, where they are present. */
    @ParameterizedTest
    @ValueSource(strings = {"end4rec_token", "end4rec_representation"})
    void recordedCasesOfTheReference(String name) throws IOException {
        Path golden = Path.of(System.getProperty("end4rec.golden", "")).resolve(name + ".safetensors");
        Assumptions.assumeTrue(Files.exists(golden), "no recorded case");
        SafeTensors saved = SafeTensors.read(golden);
        List<String> items =
                IntStream.rangeClosed(1, 40).mapToObj(Integer::toString).toList();
        int length = saved.shape("in.items").dim(1);
        List<String> behaviors = IntStream.range(
                        1, saved.shape("param.behavior_embedding").dim(0))
                .mapToObj(Integer::toString)
                .toList();
        new WeightImport(golden, "param.", items, behaviors, "1", List.of()).create(folder.resolve(name));
        Recommender recommender = Recommender.load(folder.resolve(name));
        float[] expected = saved.tensor("eval.scores").data();
        for (int row = 0; row < saved.shape("in.items").dim(0); row++) {
            List<HistoryEvent> history = new ArrayList<>();
            for (int t = row * length; t < (row + 1) * length; t++) {
                if (saved.ints("in.items")[t] > 0) {
                    history.add(new HistoryEvent(
                            Integer.toString(saved.ints("in.items")[t]),
                            Integer.toString(saved.ints("in.behaviors")[t])));
                }
            }
            for (Recommendation each : recommender.recommend(history, 40)) {
                assertThat(each.score())
                        .isCloseTo(expected[row * 40 + Integer.parseInt(each.item()) - 1], within(1e-4));
            }
        }
    }

    @Test
    void anImportedRunHasNoUsersAndNoPopularItems() throws IOException {
        weights(file(tensors(false), Map.of()), "level=token").create(folder.resolve("run"));
        Recommender recommender = Recommender.load(folder.resolve("run"));
        assertThat(recommender.users()).isEmpty();
        assertThat(recommender.items()).containsExactlyElementsOf(ITEMS);
        assertThat(recommender.recommend(List.of(), 3)).hasSize(3).allMatch(each -> each.score() == 0);
        assertThat(recommender.itemVector("i4"))
                .containsExactly(Arrays.copyOfRange(
                        SafeTensors.read(folder.resolve("weights.safetensors")).floats("item_embedding"), 32, 40));
        recommender.warmUp();
    }

    /** Other code may leave anything in the rows of the padding; no signal reads them. */
    @Test
    void thePaddingIsZero() throws IOException {
        RunFolder run = weights(file(tensors(false), Map.of()), "level=token").create(folder.resolve("run"));
        float[] table = run.loadModel().encoder().itemEmbedding().value().data();
        assertThat(Arrays.copyOf(table, 8)).containsOnly(0f);
        assertThat(table[8]).isNotZero();
    }

    private void refused(Map<String, Tensor> tensors, Map<String, String> metadata, String message, String... settings)
            throws IOException {
        Path file = file(tensors, metadata);
        assertThatExceptionOfType(RunException.class)
                .isThrownBy(() -> weights(file, settings).create(folder.resolve("run")))
                .withMessageContaining(message);
        assertThat(folder.resolve("run")).doesNotExist();
    }

    private static Map<String, Tensor> with(String name, Tensor tensor) {
        Map<String, Tensor> tensors = tensors(false);
        tensors.put(name, tensor);
        return tensors;
    }

    @Test
    void otherFunctionsAreRefused() throws IOException {
        String level = "level=token";
        refused(tensors(false), Map.of(), "set level=token or level=representation");
        refused(
                Map.of("item_emb.weight", Tensor.zeros(Shape.of(10, 8))),
                Map.of(),
                "is a SASRec of PyTorch, which computes another function than sasrec here");
        refused(Map.of("x", Tensor.zeros(Shape.of(2))), Map.of(), "no tensor 'item_embedding', so it is no END4Rec");
        refused(
                Map.of("model.item_embedding", Tensor.zeros(Shape.of(10, 8))),
                Map.of(),
                "unless its names have another prefix: it has [model.item_embedding]");
        refused(
                tensors(false),
                Map.of("norm_eps", "1e-12"),
                "norm_eps 1e-12; this project computes with 1.0E-5",
                level);
        refused(
                with("ebm.0.fusion.filter", Tensor.zeros(Shape.of(3))),
                Map.of(),
                "has tensors that the model with these settings lacks: [ebm.0.fusion.filter]",
                level);
        refused(tensors(false), Map.of(), "lacks: [soft.kernel]", level, "soft=false");
        Map<String, Tensor> without = tensors(false);
        without.remove("hard.rho");
        refused(without, Map.of(), "has no tensor 'hard.rho', which the model with these settings has", level);
        refused(tensors(false), Map.of(), "chunks is 3; it must be a divisor of dim", level, "chunks=3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "item_embedding | 9 | 8 | has 9 rows; expected 10, padding and one for each of the 9 items",
                "behavior_embedding | 5 | 8 | has 5 rows; expected 4, padding and one for each of the 3 behaviors",
                "ebm.1.ffn.w2 | 8 | 32 | has shape [8,32]; the model with these settings has [32,8]",
                "position_embedding | 6 | 7 | has shape [6,7]; the model with these settings has [6,8]"
            })
    void wrongShapesAreRefused(String name, int rows, int columns, String message) throws IOException {
        refused(with(name, Tensor.zeros(Shape.of(rows, columns))), Map.of(), message, "level=token");
    }

    @Test
    void wrongNumbersAndNamesAreRefused() throws IOException {
        Map<String, Tensor> broken = tensors(false);
        broken.put("hard.rho", Tensor.of(Shape.of(3), 0, Float.NaN, 0));
        refused(broken, Map.of(), "tensor 'hard.rho' has NaN at index 1", "level=token");
        Path file = file(tensors(false), Map.of());
        assertThatExceptionOfType(RunException.class)
                .isThrownBy(() -> new WeightImport(file, "", ITEMS, BEHAVIORS, "wish", List.of("level=token"))
                        .create(folder.resolve("run")))
                .withMessage("the target 'wish' is none of the behaviors [click, cart, buy]");
        assertThatExceptionOfType(RunException.class)
                .isThrownBy(() -> weights(folder.resolve("absent")).create(folder.resolve("run")))
                .withMessageContaining("there is no file");
    }
}
