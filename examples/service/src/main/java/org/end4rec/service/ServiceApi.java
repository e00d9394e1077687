package org.end4rec.service;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.end4rec.models.recommend.HistoryEvent;
import org.end4rec.models.recommend.Recommender;

/** The endpoints that are about the service and its model: model, ids, health, metrics, and the description of all. */
final class ServiceApi {
    private static final String TOP = "top";
    private static final String CONTAINS = "contains";
    private static final int DEFAULT_TOP = 20;

    private final ServedModels models;
    private final Telemetry telemetry;
    private final Gate gate;
    private final byte[] description;

    ServiceApi(ServedModels models, Telemetry telemetry, Gate gate) throws IOException {
        this.models = models;
        this.telemetry = telemetry;
        this.gate = gate;
        description = resource("openapi.json");
    }

    static byte[] resource(String name) throws IOException {
        try (InputStream in = ServiceApi.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("the program has no resource " + name + "; build it again");
            }
            return in.readAllBytes();
        }
    }

    List<Route> routes() {
        return List.of(
                Route.get("/v1/model", this::model),
                Route.post("/v1/model/reload", this::reload),
                Route.get("/v1/users", call -> ids("users", call)),
                Route.get("/v1/items", call -> ids("items", call)),
                Route.get("/v1/users/{id}/history", this::history),
                Route.get("/metrics", call -> telemetry.page()),
                Route.open("/health/live", call -> Reply.json(Map.of("status", "up"))),
                Route.open("/health/ready", call -> ready()),
                Route.open("/openapi.json", call -> Reply.of(200, "application/json", description)));
    }

    private Reply model(Call call) {
        call.query();
        return Reply.json(describe(models.get()));
    }

    private Reply reload(Call call) {
        call.query();
        call.noBody();
        models.get();
        try {
            return Reply.json(describe(models.load("request")));
        } catch (IOException e) {
            throw new Problem(Problem.CONFLICT, "model", String.valueOf(e.getMessage()));
        }
    }

    private Map<String, Object> describe(ServedModel served) {
        Recommender recommender = served.recommender();
        ModelFiles.About about = served.about();
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("version", served.loaded().version());
        map.put("checksum", about.checksum());
        map.put("loadedAt", served.loaded().loadedAt().toString());
        map.put("trainedAt", about.written().toString());
        map.put("source", String.valueOf(served.loaded().source()));
        map.put("kind", about.kind());
        map.put("model", about.manifest().path("model").asText());
        map.put("stage", recommender.stage());
        map.put("target", about.manifest().path("target").asText());
        map.put("novel", about.manifest().path("novel").asBoolean());
        map.put("log", about.manifest().path("events").asText());
        map.put("writtenBy", about.manifest().path("version").asText());
        map.put("users", recommender.users().size());
        map.put("items", recommender.items().size());
        map.put("behaviors", recommender.behaviors());
        if (about.metrics() != null) {
            map.put("metrics", about.metrics());
        }
        String refusal = models.refusal();
        if (refusal != null) {
            map.put("refused", refusal);
        }
        return map;
    }

    /** Ids that contain a text, in the order of the log. */
    private Reply ids(String what, Call call) {
        Map<String, String> query = call.query(TOP, CONTAINS);
        int top = Call.number(query, TOP, call.limits().top(), DEFAULT_TOP);
        String part = query.getOrDefault(CONTAINS, "");
        ServedModel model = models.get();
        Collection<String> all = what.equals("users")
                ? model.recommender().users()
                : model.recommender().items();
        List<String> found = new ArrayList<>();
        for (String id : all) {
            if (found.size() == top) {
                break;
            }
            if (id.contains(part)) {
                found.add(id);
            }
        }
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("modelVersion", model.loaded().version());
        map.put(what, found);
        map.put("all", all.size());
        return Reply.json(map);
    }

    private Reply history(Call call) {
        call.query();
        ServedModel model = models.get();
        String user = call.id();
        Question.checkUser(user, "id", model.recommender());
        List<HistoryEvent> history = model.recommender().historyOf(user);
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("modelVersion", model.loaded().version());
        map.put("user", user);
        map.put("history", history);
        return Reply.json(map);
    }

    private Reply ready() {
        if (gate.isShut()) {
            return new Problem(Problem.UNAVAILABLE, null, "the service is stopping").reply();
        }
        models.get();
        return Reply.json(Map.of("status", "up"));
    }
}
