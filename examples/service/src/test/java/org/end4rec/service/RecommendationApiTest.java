package org.end4rec.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.end4rec.models.recommend.HistoryEvent;
import org.end4rec.models.recommend.Reason;
import org.end4rec.models.recommend.Recommendation;
import org.end4rec.models.recommend.Recommendations;
import org.end4rec.models.recommend.Recommender;
import org.end4rec.models.recommend.Request;
import org.end4rec.models.recommend.Similarity;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The service says what the library says in the same process, bit for bit. */
class RecommendationApiTest {
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

    private static JsonNode ask(String path, ObjectNode body) throws IOException, InterruptedException {
        RunningService.Answer answer = service.post(path, body.toString());
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private static ObjectNode body() {
        return RunningService.JSON.createObjectNode();
    }

    private static ObjectNode withHistory(List<HistoryEvent> history) {
        ObjectNode body = body();
        ArrayNode events = body.putArray("history");
        history.forEach(event -> events.addObject().put("item", event.item()).put("behavior", event.behavior()));
        return body;
    }

    private static void sameItems(JsonNode found, List<Recommendation> expected) {
        assertThat(found.size()).isEqualTo(expected.size());
        for (int i = 0; i < expected.size(); i++) {
            assertThat(found.get(i).get("item").asText())
                    .isEqualTo(expected.get(i).item());
            assertThat(found.get(i).get("score").asDouble())
                    .isEqualTo(expected.get(i).score());
        }
    }

    @Test
    void recommendsForEveryUser() throws IOException, InterruptedException {
        for (String user : recommender.users()) {
            JsonNode found = ask("/v1/recommend", body().put("user", user).put("top", 7));
            Recommendations expected = recommender.recommend(
                    Request.of(recommender.historyOf(user)).top(7));
            sameItems(found.get("items"), expected.items());
            assertThat(found.get("user").asText()).isEqualTo(user);
            assertThat(found.get("usedEvents").asInt()).isEqualTo(expected.used());
            assertThat(found.get("byPopularity").asBoolean()).isFalse();
        }
    }

    @Test
    void recommendsForAHistoryWithRules() throws IOException, InterruptedException {
        List<HistoryEvent> history = List.of(
                new HistoryEvent(TinyModel.awkward("i4"), "click"),
                new HistoryEvent("nowhere", "click"),
                new HistoryEvent("i9", "juggle"),
                new HistoryEvent("i10", "buy"));
        List<String> only = List.of("i7", "i8", "i10", "i11", "unseen", TinyModel.awkward("i1"));
        for (boolean excludeSeen : new boolean[] {true, false}) {
            ObjectNode request = withHistory(history).put("top", 100).put("excludeSeen", excludeSeen);
            only.forEach(request.putArray("only")::add);
            request.putArray("without").add("i8");
            JsonNode found = ask("/v1/recommend", request);
            Recommendations expected = recommender.recommend(Request.of(history)
                    .top(100)
                    .excludeSeen(excludeSeen)
                    .only(only)
                    .without(List.of("i8")));
            sameItems(found.get("items"), expected.items());
            assertThat(expected.items()).hasSize(excludeSeen ? 3 : 4);
            assertThat(found.get("unknownItems").toString()).isEqualTo("[\"nowhere\"]");
            assertThat(found.get("unknownBehaviors").toString()).isEqualTo("[\"juggle\"]");
            assertThat(found.get("unknownCandidates").toString()).isEqualTo("[\"unseen\"]");
        }
    }

    @Test
    void withoutEventsThePopularItemsAreTheAnswer() throws IOException, InterruptedException {
        JsonNode found = ask("/v1/recommend", withHistory(List.of()).put("explain", true));
        assertThat(found.get("byPopularity").asBoolean()).isTrue();
        assertThat(found.has("user")).isFalse();
        sameItems(found.get("items"), recommender.recommend(List.of(), 10));
        assertThat(found.get("items").get(0).has("because")).isFalse();
    }

    @Test
    void anArrayIsAnsweredInItsOrder() throws IOException, InterruptedException {
        ArrayNode requests = RunningService.JSON.createArrayNode();
        List<String> users = new ArrayList<>(recommender.users()).subList(0, 100);
        users.forEach(user -> requests.addObject().put("user", user).put("top", 3));
        JsonNode found = service.post("/v1/recommend", requests.toString()).json();
        assertThat(found.size()).isEqualTo(users.size());
        for (int i = 0; i < users.size(); i++) {
            assertThat(found.get(i).get("user").asText()).isEqualTo(users.get(i));
            sameItems(found.get(i).get("items"), recommender.recommend(recommender.historyOf(users.get(i)), 3));
        }
    }

    @Test
    void eachItemComesWithItsReason() throws IOException, InterruptedException {
        List<HistoryEvent> history = recommender.historyOf("u1");
        JsonNode found =
                ask("/v1/recommend", body().put("user", "u1").put("top", 4).put("explain", true));
        List<Reason> expected = recommender.because(
                history, recommender.recommend(Request.of(history).top(4)));
        assertThat(expected).hasSize(4);
        for (int i = 0; i < expected.size(); i++) {
            sameReason(found.get("items").get(i), expected.get(i));
        }
    }

    private static void sameReason(JsonNode item, Reason expected) {
        JsonNode because = item.get("because");
        assertThat(item.get("item").asText()).isEqualTo(expected.item());
        assertThat(item.get("score").asDouble()).isEqualTo(expected.score());
        assertThat(because.get("encoder").asDouble()).isEqualTo(expected.encoder());
        assertThat(because.get("votes").asDouble()).isEqualTo(expected.votes());
        assertThat(because.get("events").size()).isEqualTo(expected.causes().size());
        for (int i = 0; i < expected.causes().size(); i++) {
            JsonNode event = because.get("events").get(i);
            assertThat(event.get("item").asText())
                    .isEqualTo(expected.causes().get(i).event().item());
            assertThat(event.get("kept").asBoolean())
                    .isEqualTo(expected.causes().get(i).kept());
            assertThat(event.get("votes").asDouble())
                    .isEqualTo(expected.causes().get(i).votes());
            assertThat(event.get("change").asDouble())
                    .isEqualTo(expected.causes().get(i).change());
        }
    }

    @Test
    void ranksCandidates() throws IOException, InterruptedException {
        List<String> candidates = List.of("i20", "nowhere", "i7", TinyModel.awkward("i2"), "i20");
        ObjectNode request = body().put("user", "u2").put("explain", true);
        candidates.forEach(request.putArray("candidates")::add);
        JsonNode found = ask("/v1/rank", request);
        Recommendations expected = recommender.rank(recommender.historyOf("u2"), candidates);
        assertThat(expected.items()).hasSize(3);
        sameItems(found.get("items"), expected.items());
        assertThat(found.get("unknownCandidates").toString()).isEqualTo("[\"nowhere\"]");
        assertThat(found.get("items").get(0).get("because").get("events").size())
                .isPositive();
    }

    @Test
    void explainsWhichEventsAreNoise() throws IOException, InterruptedException {
        int dropped = 0;
        for (String user : new ArrayList<>(recommender.users()).subList(0, 30)) {
            ObjectNode request = body().put("user", user);
            request.putArray("items").add("i30");
            JsonNode found = ask("/v1/explain", request);
            var expected = recommender.explain(recommender.historyOf(user));
            assertThat(found.get("events").size()).isEqualTo(expected.size());
            for (int i = 0; i < expected.size(); i++) {
                JsonNode event = found.get("events").get(i);
                assertThat(event.get("item").asText()).isEqualTo(expected.get(i).item());
                assertThat(event.get("keepProbability").asDouble())
                        .isEqualTo(expected.get(i).keepProbability());
                assertThat(event.get("kept").asBoolean())
                        .isEqualTo(expected.get(i).kept());
                dropped += expected.get(i).kept() ? 0 : 1;
            }
            sameReason(
                    found.get("items").get(0),
                    recommender
                            .because(recommender.historyOf(user), List.of("i30"))
                            .get(0));
        }
        assertThat(dropped).isPositive();
    }

    static List<String> items() {
        List<String> items = new ArrayList<>(TinyModel.AWKWARD.values());
        items.add("i17");
        return items;
    }

    @ParameterizedTest
    @MethodSource("items")
    void findsSimilarItemsOfAnyId(String item) throws IOException, InterruptedException {
        String id = URLEncoder.encode(item, StandardCharsets.UTF_8).replace("+", "%20");
        for (Map.Entry<String, Similarity> by : Map.of("embedding", Similarity.EMBEDDING, "votes", Similarity.VOTES)
                .entrySet()) {
            JsonNode found = service.get("/v1/items/" + id + "/similar?top=5&by=" + by.getKey())
                    .json();
            assertThat(found.get("item").asText()).isEqualTo(item);
            sameItems(found.get("items"), recommender.similarItems(item, 5, by.getValue()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/recommend", "/v1/explain"})
    void aModelThatCountsExplainsNothing(String path) throws IOException, InterruptedException {
        try (RunningService counted = new RunningService(TinyModel.counted())) {
            assertThat(counted.post("/v1/recommend", "{\"user\":\"u1\"}").status())
                    .isEqualTo(200);
            String body = path.equals("/v1/recommend") ? "{\"user\":\"u1\",\"explain\":true}" : "{\"user\":\"u1\"}";
            RunningService.Answer refused = counted.post(path, body);
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.json().get("detail").asText()).contains("popularity");
        }
    }

    @Test
    void anExportKnowsHistoriesAndNoUsers() throws IOException, InterruptedException {
        try (RunningService exported = new RunningService(TinyModel.export())) {
            RunningService.Answer refused = exported.post("/v1/recommend", "{\"user\":\"u1\"}");
            assertThat(refused.status()).isEqualTo(404);
            assertThat(refused.json().get("detail").asText()).contains("exported for serving and has no users");
            JsonNode found = exported.post(
                            "/v1/recommend",
                            withHistory(recommender.historyOf("u1")).toString())
                    .json();
            sameItems(found.get("items"), recommender.recommend(recommender.historyOf("u1"), 10));
            JsonNode model = exported.get("/v1/model").json();
            assertThat(model.get("kind").asText()).isEqualTo("export");
            assertThat(model.get("model").asText()).isEqualTo("end4rec");
            assertThat(model.get("target").asText()).isEqualTo("buy");
        }
    }
}
