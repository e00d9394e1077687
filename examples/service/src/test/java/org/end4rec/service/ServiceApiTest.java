package org.end4rec.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.end4rec.core.io.Checksum;
import org.end4rec.models.recommend.Recommender;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ServiceApiTest {
    private static RunningService service;
    private static Recommender recommender;

    @BeforeAll
    static void start() throws IOException {
        service = new RunningService(TinyModel.run());
        recommender = Recommender.load(TinyModel.run());
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static Path lastStage() throws IOException {
        try (Stream<Path> files = Files.list(TinyModel.run())) {
            return files.filter(file -> file.toString().endsWith("-joint.safetensors"))
                    .findAny()
                    .orElseThrow();
        }
    }

    @Test
    void saysWhichModelIsServed() throws IOException, InterruptedException {
        JsonNode model = service.get("/v1/model").json();
        assertThat(model.get("version").asInt()).isEqualTo(1);
        assertThat(model.get("checksum").asText()).isEqualTo(Checksum.of(lastStage()));
        assertThat(model.get("model").asText()).isEqualTo("end4rec");
        assertThat(model.get("stage").asText()).isEqualTo("joint");
        assertThat(model.get("kind").asText()).isEqualTo("run");
        assertThat(model.get("novel").asBoolean()).isTrue();
        assertThat(model.get("users").asInt()).isEqualTo(recommender.users().size());
        assertThat(model.get("items").asInt()).isEqualTo(recommender.items().size());
        assertThat(model.get("metrics"))
                .isEqualTo(RunningService.JSON.readTree(
                        TinyModel.run().resolve("metrics.json").toFile()));
    }

    @Test
    void findsIdsByAPartOfThem() throws IOException, InterruptedException {
        List<String> expected = new ArrayList<>();
        recommender.users().stream().filter(user -> user.contains("1")).limit(5).forEach(expected::add);
        JsonNode found = service.get("/v1/users?top=5&contains=1").json();
        assertThat(found.get("users").toString())
                .isEqualTo(RunningService.JSON.valueToTree(expected).toString());
        assertThat(found.get("all").asInt()).isEqualTo(recommender.users().size());
        assertThat(service.get("/v1/items?contains=%3Cb%20").json().get("items").toString())
                .isEqualTo("[\"<b onclick=alert(1)>1</b>\"]");
        assertThat(service.get("/v1/items?contains=nothing").json().get("items"))
                .isEmpty();
    }

    @Test
    void givesTheHistoryOfAUser() throws IOException, InterruptedException {
        assertThat(service.get("/v1/users/u3/history").json().get("history"))
                .isEqualTo(RunningService.JSON.valueToTree(recommender.historyOf("u3")));
    }

    @Test
    void isReadyOnceTheModelIsLoaded() throws IOException, InterruptedException {
        var settings = new RecommendationService.Settings(
                TinyModel.run(), "127.0.0.1", 0, null, false, Duration.ZERO, Limits.DEFAULTS);
        try (RunningService loading = new RunningService(settings)) {
            assertThat(loading.get("/health/live").status()).isEqualTo(200);
            assertThat(loading.get("/health/ready").status()).isEqualTo(503);
            RunningService.Answer early = loading.post("/v1/recommend", "{\"user\":\"u1\"}");
            assertThat(early.status()).isEqualTo(503);
            assertThat(early.header("Retry-After")).isEqualTo("1");
            loading.service().load();
            assertThat(loading.get("/health/ready").status()).isEqualTo(200);
            assertThat(loading.post("/v1/recommend", "{\"user\":\"u1\"}").status())
                    .isEqualTo(200);
        }
    }

    @Test
    void metricsAreThoseOfPrometheus() throws IOException, InterruptedException {
        service.post("/v1/rank", "{\"user\":\"u1\",\"candidates\":[\"i7\"]}");
        service.get("/v1/items/secret-item/similar");
        RunningService.Answer answer = service.get("/metrics");
        while (!answer.text().contains("uri=\"/v1/items/{id}/similar\"")) {
            answer = service.get("/metrics");
        }
        assertThat(answer.header("Content-Type")).startsWith("text/plain");
        assertThat(answer.text())
                .contains("# TYPE http_server_requests_seconds histogram")
                .contains("http_server_requests_seconds_count{method=\"POST\",status=\"200\",uri=\"/v1/rank\"} 1")
                .contains("end4rec_model_version 1.0")
                .contains("jvm_memory_used_bytes")
                .doesNotContain("secret-item");
    }

    @Test
    void aLineOfTheLogIsJsonAndNamesNobody() throws IOException, InterruptedException {
        service.post("/v1/recommend", "{\"user\":\"u17\"}");
        service.get("/v1/items/secret-item/similar");
        String log = service.log();
        while (!log.contains("\"path\":\"/v1/items/{id}/similar\",\"status\":404")) {
            log = service.log();
        }
        assertThat(log).doesNotContain("u17", "secret-item");
        for (String line : log.lines().toList()) {
            JsonNode json = RunningService.JSON.readTree(line);
            assertThat(json.hasNonNull("time") && json.hasNonNull("level") && json.hasNonNull("event"))
                    .isTrue();
        }
        assertThat(log).contains("\"event\":\"model-loaded\"");
    }

    @Test
    void headHasTheHeadersOfGet() throws IOException, InterruptedException {
        RunningService.Answer get = service.get("/v1/model");
        RunningService.Answer head =
                service.send(service.request("/v1/model").method("HEAD", HttpRequest.BodyPublishers.noBody()));
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.text()).isEmpty();
        assertThat(head.header("Content-Length")).isEqualTo(get.header("Content-Length"));
        assertThat(get.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(get.header("Cache-Control")).isEqualTo("no-store");
    }
}
