package org.end4rec.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.end4rec.core.testing.Figures;
import org.end4rec.models.recommend.Recommendation;
import org.end4rec.models.recommend.Recommender;
import org.end4rec.models.run.TrainingRun;
import org.end4rec.models.training.TrainingListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A new model takes over while the old one answers, or is refused. */
@Timeout(300)
class ReloadTest {
    /** The whole: {@code -Dend4rec.reloads=100}. */
    private static final int RELOADS = Integer.getInteger("end4rec.reloads", 12);

    private static final String BODY = "{\"user\":\"u1\",\"top\":5}";

    @TempDir
    private Path folder;

    private static List<String> expected(Path run) throws IOException {
        Recommender recommender = Recommender.load(run);
        return recommender.recommend(recommender.historyOf("u1"), 5).stream()
                .map(Recommendation::toString)
                .toList();
    }

    private static List<String> items(JsonNode answer) {
        List<String> items = new ArrayList<>();
        answer.get("items")
                .forEach(each -> items.add(new Recommendation(
                                each.get("item").asText(), each.get("score").asDouble())
                        .toString()));
        return items;
    }

    private static String checksum(RunningService service) throws IOException, InterruptedException {
        return service.get("/v1/model").json().get("checksum").asText();
    }

    @Test
    void whatIsInThePlaceLaterIsServedLater() throws IOException, InterruptedException {
        Path place = TinyModel.copy(TinyModel.run(), folder.resolve("run"));
        try (RunningService service = new RunningService(place)) {
            String first = checksum(service);
            assertThat(items(service.post("/v1/recommend", BODY).json())).isEqualTo(expected(TinyModel.run()));
            TinyModel.copy(TinyModel.other(), place);
            JsonNode model = service.post("/v1/model/reload", "").json();
            assertThat(model.get("version").asInt()).isEqualTo(2);
            assertThat(model.get("checksum").asText()).isNotEqualTo(first);
            JsonNode answer = service.post("/v1/recommend", BODY).json();
            assertThat(answer.get("modelVersion").asInt()).isEqualTo(2);
            assertThat(items(answer)).isEqualTo(expected(TinyModel.other()));
            assertThat(expected(TinyModel.other())).isNotEqualTo(expected(TinyModel.run()));
        }
    }

    /** What damages a run, and a word of the refusal. */
    @ParameterizedTest
    @ValueSource(strings = {"cut", "changed", "without its manifest", "empty", "gone", "a text"})
    void aDamagedRunIsRefusedAndTheOldOneStays(String damage) throws IOException, InterruptedException {
        Path place = TinyModel.copy(TinyModel.run(), folder.resolve("run"));
        try (RunningService service = new RunningService(place)) {
            String first = checksum(service);
            TinyModel.copy(TinyModel.other(), place);
            Path parameters = place.resolve("stage-5-joint.safetensors");
            byte[] bytes = Files.readAllBytes(parameters);
            switch (damage) {
                case "cut" -> Files.write(parameters, Arrays.copyOf(bytes, bytes.length / 2));
                case "changed" -> {
                    bytes[bytes.length - 9] ^= 64;
                    Files.write(parameters, bytes);
                }
                case "without its manifest" -> Files.delete(place.resolve("run.json"));
                case "empty" -> Files.write(place.resolve("run.json"), new byte[0]);
                case "gone" -> Files.move(place, folder.resolve("elsewhere"));
                default -> Files.writeString(place.resolve("vocabulary.json"), "{}");
            }
            RunningService.Answer refused = service.post("/v1/model/reload", "");
            assertThat(refused.status()).as(refused.text()).isEqualTo(409);
            assertThat(refused.json().get("field").asText()).isEqualTo("model");
            assertThat(refused.json().get("detail").asText()).contains(place.toString());
            JsonNode model = service.get("/v1/model").json();
            assertThat(model.get("version").asInt()).isEqualTo(1);
            assertThat(model.get("checksum").asText()).isEqualTo(first);
            assertThat(model.get("refused").asText()).contains(place.toString());
            assertThat(items(service.post("/v1/recommend", BODY).json())).isEqualTo(expected(TinyModel.run()));
            assertThat(service.get("/health/ready").status()).isEqualTo(200);
            assertThat(service.get("/metrics").text()).contains("end4rec_model_reloads_total{result=\"refused\"} 1.0");
            assertThat(service.log()).contains("\"event\":\"model-refused\"");
        }
    }

    @Test
    void theWatchLoadsWhatIsComplete() throws IOException, InterruptedException {
        Path place = TinyModel.copy(TinyModel.run(), folder.resolve("run"));
        try (RunningService service = new RunningService(place)) {
            ServedModels models = service.service().models();
            ModelWatch watch = new ModelWatch(models, Duration.ZERO);
            watch.look();
            watch.look();
            assertThat(models.get().loaded().version()).isEqualTo(1);
            TinyModel.copy(TinyModel.other(), place);
            watch.look();
            assertThat(models.get().loaded().version())
                    .as("files that may still be written")
                    .isEqualTo(1);
            watch.look();
            assertThat(models.get().loaded().version()).isEqualTo(2);
            watch.look();
            assertThat(models.get().loaded().version()).as("the same files").isEqualTo(2);
        }
    }

    @Test
    void theWatchTriesADamagedRunOnce() throws IOException, InterruptedException {
        Path place = TinyModel.copy(TinyModel.run(), folder.resolve("run"));
        try (RunningService service = new RunningService(place)) {
            ModelWatch watch = new ModelWatch(service.service().models(), Duration.ZERO);
            Files.writeString(place.resolve("run.json"), "{}");
            for (int i = 0; i < 5; i++) {
                watch.look();
            }
            assertThat(service.log().split("model-refused", -1)).hasSize(2);
            TinyModel.copy(TinyModel.other(), place);
            watch.look();
            watch.look();
            assertThat(service.get("/v1/model").json().get("version").asInt()).isEqualTo(2);
            assertThat(service.get("/v1/model").json().has("refused")).isFalse();
        }
    }

    @Test
    void theWatchWaitsForTheEndOfATraining() throws IOException {
        Path place = TinyModel.copy(TinyModel.run(), folder.resolve("run"));
        Path unfinished = TinyModel.copy(TinyModel.other(), folder.resolve("unfinished"));
        for (String late : new String[] {"metrics.json", "votes.json"}) {
            Files.deleteIfExists(unfinished.resolve(late));
        }
        try (RunningService service = new RunningService(place)) {
            ServedModels models = service.service().models();
            ModelWatch watch = new ModelWatch(models, Duration.ZERO);
            TinyModel.copy(unfinished, place);
            watch.look();
            watch.look();
            watch.look();
            assertThat(models.get().loaded().version()).isEqualTo(1);
            Files.copy(TinyModel.other().resolve("metrics.json"), place.resolve("metrics.json"));
            Files.copy(TinyModel.other().resolve("votes.json"), place.resolve("votes.json"));
            watch.look();
            watch.look();
            assertThat(models.get().loaded().version()).isEqualTo(2);
        }
    }

    @Test
    void theWatchWorksByItself() throws IOException, InterruptedException {
        Path link = Files.createSymbolicLink(folder.resolve("current"), TinyModel.run());
        var settings = new RecommendationService.Settings(
                link, "127.0.0.1", 0, null, false, Duration.ofMillis(20), Limits.DEFAULTS);
        try (RunningService service = new RunningService(settings)) {
            service.service().load();
            assertThat(service.get("/v1/model").json().get("version").asInt()).isEqualTo(1);
            turn(link, TinyModel.other());
            while (service.get("/v1/model").json().get("version").asInt() == 1) {
                Thread.sleep(5);
            }
            assertThat(items(service.post("/v1/recommend", BODY).json())).isEqualTo(expected(TinyModel.other()));
        }
    }

    @Test
    void aTrainingIsServedOnceItHasAModel() throws IOException, InterruptedException {
        Path place = folder.resolve("new");
        try (TrainingRun training = TinyModel.training(place, List.of("miningEpochs=1", "hardEpochs=1"))) {
            var settings = new RecommendationService.Settings(
                    place, "127.0.0.1", 0, null, false, Duration.ofMillis(20), Limits.DEFAULTS);
            try (RunningService service = new RunningService(settings)) {
                assertThat(service.service().load()).isFalse();
                assertThat(service.get("/health/ready").status()).isEqualTo(503);
                JsonNode run = service.get("/v1/run").json();
                assertThat(run.get("finished").asBoolean()).isFalse();
                assertThat(run.get("epochs")).isEmpty();
                training.train(TrainingListener.NONE).orElseThrow().config();
                while (!service.get("/v1/run").json().get("finished").asBoolean()
                        || service.get("/health/ready").status() != 200) {
                    Thread.sleep(20);
                }
                assertThat(service.get("/v1/run").json().get("epochs")).hasSize(5);
                while (!service.get("/v1/model").json().get("stage").asText().equals("joint")) {
                    Thread.sleep(20);
                }
            }
        }
    }

    private void turn(Path link, Path target) throws IOException {
        Path next = Files.createSymbolicLink(folder.resolve("next"), target);
        Files.move(next, link, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Every answer is whole, and is the answer of the model whose version it names. */
    @Test
    void noRequestFailsWhileModelsChange() throws Exception {
        List<List<String>> expected = List.of(expected(TinyModel.other()), expected(TinyModel.run()));
        Path link = Files.createSymbolicLink(folder.resolve("current"), TinyModel.run());
        AtomicBoolean ended = new AtomicBoolean();
        AtomicInteger answers = new AtomicInteger();
        try (RunningService service = new RunningService(link)) {
            ExecutorService clients = Executors.newFixedThreadPool(4);
            List<CompletableFuture<Void>> asking = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                asking.add(CompletableFuture.runAsync(
                        () -> {
                            while (!ended.get()) {
                                JsonNode answer = ask(service);
                                assertThat(items(answer))
                                        .isEqualTo(expected.get(
                                                answer.get("modelVersion").asInt() % 2));
                                answers.incrementAndGet();
                            }
                        },
                        clients));
            }
            for (int i = 0; i < RELOADS; i++) {
                turn(link, i % 2 == 0 ? TinyModel.other() : TinyModel.run());
                RunningService.Answer reloaded = service.post("/v1/model/reload", "");
                assertThat(reloaded.status()).as(reloaded.text()).isEqualTo(200);
            }
            ended.set(true);
            for (CompletableFuture<Void> each : asking) {
                each.get();
            }
            clients.shutdown();
            assertThat(service.get("/v1/model").json().get("version").asInt()).isEqualTo(1 + RELOADS);
            assertThat(service.log()).doesNotContain("\"status\":5", "\"status\":4");
        }
        assertThat(answers.get()).isGreaterThan(4 * RELOADS);
        Figures.print("service", "failed requests", "0 of %d during %d reloads", answers.get(), RELOADS);
    }

    private static JsonNode ask(RunningService service) {
        try {
            RunningService.Answer answer = service.post("/v1/recommend", BODY);
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            return answer.json();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
