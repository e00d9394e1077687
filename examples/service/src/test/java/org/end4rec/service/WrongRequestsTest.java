package org.end4rec.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every wrong request gets a problem that names the part at fault; the service lives on. */
class WrongRequestsTest {
    private static final Limits LIMITS = new Limits(4_000, 3, 5, 20, 6, 40, 4, Duration.ofSeconds(10));
    private static final String JSON = "application/json";
    private static final String EVENT = "{\"item\":\"i7\",\"behavior\":\"click\"}";
    private static final String RECOMMEND = "/v1/recommend";
    private static final String RANK = "/v1/rank";
    private static final String EXPLAIN = "/v1/explain";

    private static RunningService service;

    @BeforeAll
    static void start() throws IOException {
        service = new RunningService(TinyModel.run(), null, LIMITS);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static Arguments post(String path, String body, int status, String field) {
        return Arguments.of("POST", path, JSON, body, status, field);
    }

    private static Arguments get(String path, int status, String field) {
        return Arguments.of("GET", path, "", "", status, field);
    }

    private static Arguments send(String method, String path, String type, String body, int status, String field) {
        return Arguments.of(method, path, type, body, status, field);
    }

    static Stream<Arguments> requests() {
        return Stream.of(bodies(), histories(), members(), rankings(), paths()).flatMap(List::stream);
    }

    private static List<Arguments> bodies() {
        return List.of(
                post(RECOMMEND, "", 400, "body"),
                post(RECOMMEND, "  ", 400, "body"),
                post(RECOMMEND, "{", 400, "body"),
                post(RECOMMEND, "{\"user\":\"u1\"", 400, "body"),
                post(RECOMMEND, "{\"user\":\"u1\"} {}", 400, "body"),
                post(RECOMMEND, "{'user':'u1'}", 400, "body"),
                post(RECOMMEND, "{\"user\":\"u1\",}", 400, "body"),
                post(RECOMMEND, "{\"user\":NaN}", 400, "body"),
                post(RECOMMEND, "{\"user\":\"u1\",\"user\":\"u2\"}", 400, "body"),
                post(RECOMMEND, "{\"user\":\"a\nb\"}", 400, "body"),
                post(RECOMMEND, "// note\n{\"user\":\"u1\"}", 400, "body"),
                post(RECOMMEND, "[".repeat(1000), 400, "body"),
                post(RECOMMEND, "{\"top\":" + "9".repeat(1000) + "}", 400, "body"),
                post(RECOMMEND, "null", 400, "body"),
                post(RECOMMEND, "7", 400, "body"),
                post(RECOMMEND, "\"u1\"", 400, "body"),
                post(RECOMMEND, "[]", 400, "body"),
                post(RECOMMEND, "[{\"user\":\"u1\"},7]", 400, "[1]"),
                post(RECOMMEND, "[" + "{\"user\":\"u1\"},".repeat(3) + "{\"user\":\"u1\"}]", 400, "body"),
                post(RECOMMEND, "[{\"user\":\"u1\"},{\"user\":\"u1\",\"top\":0}]", 400, "[1].top"),
                post(
                        RECOMMEND,
                        "[{\"user\":\"u1\",\"top\":2,\"explain\":true},{\"user\":\"u1\",\"top\":3,\"explain\":true}]",
                        400,
                        "[1].explain"),
                post(RECOMMEND, "{\"user\":\"" + "x".repeat(4_000) + "\"}", 413, "body"),
                post(RECOMMEND, " ".repeat(15_000), 413, "body"),
                send("POST", RECOMMEND, "text/plain", "{\"user\":\"u1\"}", 415, "Content-Type"),
                send("POST", RECOMMEND, "application/xml", "<user/>", 415, "Content-Type"),
                send("POST", RECOMMEND, JSON + "; charset=iso-8859-1", "{\"user\":\"u1\"}", 415, "Content-Type"),
                send("POST", RECOMMEND, "", "{\"user\":\"u1\"}", 415, "Content-Type"));
    }

    private static List<Arguments> histories() {
        return List.of(
                post(RECOMMEND, "{}", 400, "user"),
                post(RECOMMEND, "{\"user\":\"u1\",\"history\":[]}", 400, "history"),
                post(RECOMMEND, "{\"user\":\"nobody\"}", 404, "user"),
                post(RECOMMEND, "{\"user\":4711}", 400, "user"),
                post(RECOMMEND, "{\"user\":null}", 400, "user"),
                post(RECOMMEND, "{\"user\":\"\"}", 400, "user"),
                post(RECOMMEND, "{\"user\":\"" + "x".repeat(41) + "\"}", 400, "user"),
                post(RECOMMEND, "{\"history\":\"i7\"}", 400, "history"),
                post(RECOMMEND, "{\"history\":{}}", 400, "history"),
                post(RECOMMEND, "{\"history\":null}", 400, "history"),
                post(RECOMMEND, "{\"history\":[\"i7\"]}", 400, "history[0]"),
                post(RECOMMEND, "{\"history\":[" + EVENT + ",[]]}", 400, "history[1]"),
                post(RECOMMEND, "{\"history\":[{}]}", 400, "history[0].item"),
                post(RECOMMEND, "{\"history\":[{\"item\":\"i7\"}]}", 400, "history[0].behavior"),
                post(RECOMMEND, "{\"history\":[" + EVENT + ",{\"behavior\":\"buy\"}]}", 400, "history[1].item"),
                post(RECOMMEND, "{\"history\":[{\"item\":7,\"behavior\":\"buy\"}]}", 400, "history[0].item"),
                post(RECOMMEND, "{\"history\":[{\"item\":\"i7\",\"behavior\":true}]}", 400, "history[0].behavior"),
                post(RECOMMEND, "{\"history\":[{\"item\":\"i7\",\"behavior\":\"\"}]}", 400, "history[0].behavior"),
                post(
                        RECOMMEND,
                        "{\"history\":[{\"item\":\"i7\",\"behavior\":\"buy\",\"time\":7}]}",
                        400,
                        "history[0].time"),
                post(RECOMMEND, "{\"history\":[" + (EVENT + ",").repeat(5) + EVENT + "]}", 400, "history"),
                post(EXPLAIN, "{\"history\":[{\"item\":\"i7\"}]}", 400, "history[0].behavior"),
                post(EXPLAIN, "{\"user\":\"nobody\"}", 404, "user"));
    }

    private static List<Arguments> members() {
        return List.of(
                post(RECOMMEND, "{\"user\":\"u1\",\"Top\":3}", 400, "Top"),
                post(RECOMMEND, "{\"user\":\"u1\",\"exclude_seen\":true}", 400, "exclude_seen"),
                post(RECOMMEND, "{\"user\":\"u1\",\"candidates\":[]}", 400, "candidates"),
                post(RECOMMEND, "{\"user\":\"u1\",\"top\":0}", 400, "top"),
                post(RECOMMEND, "{\"user\":\"u1\",\"top\":-1}", 400, "top"),
                post(RECOMMEND, "{\"user\":\"u1\",\"top\":21}", 400, "top"),
                post(RECOMMEND, "{\"user\":\"u1\",\"top\":99999999999}", 400, "top"),
                post(RECOMMEND, "{\"user\":\"u1\",\"top\":2.5}", 400, "top"),
                post(RECOMMEND, "{\"user\":\"u1\",\"top\":\"3\"}", 400, "top"),
                post(RECOMMEND, "{\"user\":\"u1\",\"top\":null}", 400, "top"),
                post(RECOMMEND, "{\"user\":\"u1\",\"top\":5,\"explain\":true}", 400, "top"),
                post(RECOMMEND, "{\"user\":\"u1\",\"explain\":1}", 400, "explain"),
                post(RECOMMEND, "{\"user\":\"u1\",\"excludeSeen\":\"yes\"}", 400, "excludeSeen"),
                post(RECOMMEND, "{\"user\":\"u1\",\"only\":[]}", 400, "only"),
                post(RECOMMEND, "{\"user\":\"u1\",\"only\":\"i7\"}", 400, "only"),
                post(RECOMMEND, "{\"user\":\"u1\",\"only\":[\"i7\",7]}", 400, "only[1]"),
                post(RECOMMEND, "{\"user\":\"u1\",\"without\":{}}", 400, "without"),
                post(RECOMMEND, "{\"user\":\"u1\",\"without\":[null]}", 400, "without[0]"),
                post(RECOMMEND, "{\"user\":\"u1\",\"without\":[" + "\"i7\",".repeat(6) + "\"i7\"]}", 400, "without"));
    }

    private static List<Arguments> rankings() {
        return List.of(
                post(RANK, "{\"user\":\"u1\"}", 400, "candidates"),
                post(RANK, "{\"user\":\"u1\",\"candidates\":[]}", 400, "candidates"),
                post(RANK, "{\"user\":\"u1\",\"candidates\":[\"\"]}", 400, "candidates[0]"),
                post(RANK, "{\"candidates\":[\"i7\"]}", 400, "user"),
                post(RANK, "{\"user\":\"u1\",\"candidates\":[\"i7\"],\"top\":3}", 400, "top"),
                post(RANK, "[{\"user\":\"u1\",\"candidates\":[\"i7\"]}]", 400, "body"),
                post(
                        RANK,
                        "{\"user\":\"u1\",\"explain\":true,\"candidates\":[\"1\",\"2\",\"3\",\"4\",\"5\"]}",
                        400,
                        "candidates"),
                post(EXPLAIN, "{\"user\":\"u1\",\"items\":[\"i7\",\"nowhere\"]}", 404, "items[1]"),
                post(EXPLAIN, "{\"user\":\"u1\",\"items\":[\"1\",\"2\",\"3\",\"4\",\"5\"]}", 400, "items"),
                post(EXPLAIN, "{\"user\":\"u1\",\"top\":3}", 400, "top"));
    }

    private static List<Arguments> paths() {
        return List.of(
                get("/v1/items/nowhere/similar", 404, "id"),
                get("/v1/items//similar", 400, "id"),
                get("/v1/items/%FF/similar", 400, "id"),
                get("/v1/items/" + "x".repeat(41) + "/similar", 400, "id"),
                get("/v1/items/i7/similar?top=0", 400, "top"),
                get("/v1/items/i7/similar?top=three", 400, "top"),
                get("/v1/items/i7/similar?top=", 400, "top"),
                get("/v1/items/i7/similar?top=21", 400, "top"),
                get("/v1/items/i7/similar?top=3&top=3", 400, "top"),
                get("/v1/items/i7/similar?by=taste", 400, "by"),
                get("/v1/items/i7/similar?n=3", 400, "n"),
                get("/v1/items/i7/similar?by=%FF", 400, "by"),
                get("/v1/users/nobody/history", 404, "id"),
                get("/v1/users/..%2F..%2Fetc%2Fpasswd/history", 404, "id"),
                get("/v1/users?top=21", 400, "top"),
                get("/v1/items?prefix=i", 400, "prefix"),
                get("/v1/model?version=1", 400, "version"),
                get("/v1/", 404, "path"),
                get("/v1/recommend/", 404, "path"),
                get("/../../etc/passwd", 404, "path"),
                get("/%2e%2e/%2e%2e/etc/passwd", 404, "path"),
                get("/run.json", 404, "path"),
                get(RECOMMEND, 405, "method"),
                send("DELETE", RECOMMEND, "", "", 405, "method"),
                send("PUT", "/v1/model", JSON, "{}", 405, "method"),
                send("OPTIONS", "/v1/rank", "", "", 405, "method"),
                send("JUGGLE", "/metrics", "", "", 405, "method"),
                get("/v1/model/reload", 405, "method"),
                post("/v1/model/reload", "{\"path\":\"/etc\"}", 400, "path"),
                post("/v1/model/reload", "[]", 400, "body"),
                send("POST", "/v1/model/reload", "text/plain", "x", 415, "Content-Type"));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void getsAProblemThatNamesTheField(String method, String path, String type, String body, int status, String field)
            throws IOException, InterruptedException {
        HttpRequest.BodyPublisher content = body.isEmpty() && type.isEmpty()
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(body);
        HttpRequest.Builder request = service.request(path).method(method, content);
        RunningService.Answer answer = service.send(type.isEmpty() ? request : request.header("Content-Type", type));
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        JsonNode problem = answer.json();
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("field").asText()).isEqualTo(field);
        assertThat(problem.get("title").asText()).isNotEmpty();
        assertThat(problem.get("type").asText()).isEqualTo("about:blank");
        assertThat(problem.get("detail").asText()).hasSizeBetween(10, 300).doesNotContain("Exception", "jackson");
        assertThat(service.get("/health/ready").status()).isEqualTo(200);
    }
}
