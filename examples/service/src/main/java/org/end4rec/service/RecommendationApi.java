package org.end4rec.service;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.end4rec.models.recommend.HistoryEvent;
import org.end4rec.models.recommend.Recommendation;
import org.end4rec.models.recommend.Recommendations;
import org.end4rec.models.recommend.Recommender;
import org.end4rec.models.recommend.Request;
import org.end4rec.models.recommend.Similarity;

/** The endpoints that recommend, rank and explain: each reads a request, calls the library and writes the answer. */
final class RecommendationApi {
    private static final String ONLY = "only";
    private static final String WITHOUT = "without";
    private static final String EXPLAIN = "explain";
    private static final String TOP = "top";
    private static final String EXCLUDE_SEEN = "excludeSeen";
    private static final String CANDIDATES = "candidates";
    private static final String ITEMS = "items";
    private static final String BY = "by";
    private static final int DEFAULT_TOP = 10;

    private final ServedModels models;

    RecommendationApi(ServedModels models) {
        this.models = models;
    }

    List<Route> routes() {
        return List.of(
                Route.computed("POST", "/v1/recommend", this::recommend),
                Route.computed("POST", "/v1/rank", this::rank),
                Route.computed("POST", "/v1/explain", this::explain),
                Route.computed("GET", "/v1/items/{id}/similar", this::similar));
    }

    private Reply recommend(Call call) {
        JsonNode body = call.body();
        ServedModel model = models.get();
        if (!body.isArray()) {
            return Reply.json(recommend(body, "", model, call.limits()));
        }
        int[] explained = {0};
        return Reply.json(JsonFields.elements(body, "", 1, call.limits().requests(), (value, path) -> {
            call.checkTime();
            explained[0] += value.path(EXPLAIN).asBoolean() ? value.path(TOP).asInt(DEFAULT_TOP) : 0;
            if (explained[0] > call.limits().reasons()) {
                throw Problem.invalid(
                        path + "." + EXPLAIN,
                        "an array may ask for the reasons of " + call.limits().reasons() + " items in all");
            }
            return recommend(value, path, model, call.limits());
        }));
    }

    private static Map<String, Object> recommend(JsonNode value, String path, ServedModel model, Limits limits) {
        JsonFields fields = JsonFields.of(value, path)
                .only(Question.USER, Question.HISTORY, TOP, ONLY, WITHOUT, EXCLUDE_SEEN, EXPLAIN);
        Recommender recommender = model.recommender();
        boolean explain = Boolean.TRUE.equals(fields.flag(EXPLAIN));
        int top = fields.number(TOP, 1, limits.top(), DEFAULT_TOP);
        if (explain && top > limits.reasons()) {
            throw Problem.invalid(
                    fields.field(TOP),
                    "this is " + top + "; with explain at most " + limits.reasons() + " are allowed");
        }
        Boolean excludeSeen = fields.flag(EXCLUDE_SEEN);
        List<String> only = fields.ids(ONLY, 1, limits.ids(), limits.idLength());
        List<String> without = fields.ids(WITHOUT, 0, limits.ids(), limits.idLength());
        Question question = Question.read(fields, recommender, limits);
        Request request = Request.of(question.history()).top(top);
        request = excludeSeen == null ? request : request.excludeSeen(excludeSeen);
        request = only == null ? request : request.only(only);
        request = without == null ? request : request.without(without);
        return answer(model, question, recommender.recommend(request), explain, fields);
    }

    private Reply rank(Call call) {
        Limits limits = call.limits();
        JsonFields fields = JsonFields.of(call.body(), "").only(Question.USER, Question.HISTORY, CANDIDATES, EXPLAIN);
        ServedModel model = models.get();
        boolean explain = Boolean.TRUE.equals(fields.flag(EXPLAIN));
        List<String> candidates =
                fields.ids(CANDIDATES, 1, explain ? limits.reasons() : limits.ids(), limits.idLength());
        if (candidates == null) {
            throw Problem.invalid(CANDIDATES, "this member is missing; expected an array of items");
        }
        Question question = Question.read(fields, model.recommender(), limits);
        return Reply.json(
                answer(model, question, model.recommender().rank(question.history(), candidates), explain, fields));
    }

    private static Map<String, Object> answer(
            ServedModel model, Question question, Recommendations answer, boolean explain, JsonFields fields) {
        Map<String, Object> map = start(model, question);
        map.put(
                ITEMS,
                explain ? explained(model.recommender(), question.history(), answer, fields) : items(answer.items()));
        map.put("usedEvents", answer.used());
        map.put("byPopularity", answer.byPopularity());
        map.put("unknownItems", answer.unknownItems());
        map.put("unknownBehaviors", answer.unknownBehaviors());
        map.put("unknownCandidates", answer.unknownCandidates());
        return map;
    }

    private static Map<String, Object> start(ServedModel model, Question question) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("modelVersion", model.loaded().version());
        if (question.user() != null) {
            map.put(Question.USER, question.user());
        }
        return map;
    }

    private static List<Map<String, Object>> items(List<Recommendation> items) {
        List<Map<String, Object>> list = new ArrayList<>(items.size());
        for (Recommendation each : items) {
            list.add(item(each.item(), each.score()));
        }
        return list;
    }

    private static Map<String, Object> item(String id, double score) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("item", id);
        map.put("score", score);
        return map;
    }

    /** The items of an answer, each with its reason; without one if popularity chose the item. */
    private static List<Map<String, Object>> explained(
            Recommender recommender, List<HistoryEvent> history, Recommendations answer, JsonFields fields) {
        List<Map<String, Object>> items = items(answer.items());
        List<Map<String, Object>> reasons =
                supported(fields.field(EXPLAIN), () -> Reasoning.of(recommender.because(history, answer)));
        for (int i = 0; i < reasons.size(); i++) {
            items.get(i).put("because", reasons.get(i));
        }
        return items;
    }

    private Reply explain(Call call) {
        Limits limits = call.limits();
        JsonFields fields = JsonFields.of(call.body(), "").only(Question.USER, Question.HISTORY, ITEMS);
        ServedModel model = models.get();
        Recommender recommender = model.recommender();
        List<String> items = fields.ids(ITEMS, 0, limits.reasons(), limits.idLength());
        Question question = Question.read(fields, recommender, limits);
        Map<String, Object> map = start(model, question);
        map.put("judgesAsTrained", recommender.judgesAsTrained());
        map.put("events", supported("model", () -> Reasoning.events(recommender.explain(question.history()))));
        List<String> asked = items == null ? List.of() : items;
        for (int i = 0; i < asked.size(); i++) {
            checkItem(asked.get(i), ITEMS + "[" + i + "]", recommender);
        }
        List<Map<String, Object>> reasons = Reasoning.withItems(recommender.because(question.history(), asked));
        map.put(ITEMS, reasons);
        return Reply.json(map);
    }

    private Reply similar(Call call) {
        Limits limits = call.limits();
        Map<String, String> query = call.query(TOP, BY);
        int top = Call.number(query, TOP, limits.top(), DEFAULT_TOP);
        Similarity by = switch (query.getOrDefault(BY, "embedding")) {
            case "embedding" -> Similarity.EMBEDDING;
            case "votes" -> Similarity.VOTES;
            default -> throw Problem.invalid(BY, "expected embedding or votes");
        };
        ServedModel model = models.get();
        String item = call.id();
        checkItem(item, "id", model.recommender());
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("modelVersion", model.loaded().version());
        map.put("item", item);
        map.put(BY, query.getOrDefault(BY, "embedding"));
        map.put(ITEMS, supported(BY, () -> items(model.recommender().similarItems(item, top, by))));
        return Reply.json(map);
    }

    private static void checkItem(String item, String field, Recommender recommender) {
        if (!recommender.items().contains(item)) {
            throw new Problem(
                    Problem.NOT_FOUND, field, "the model does not know the item '" + JsonFields.shown(item) + "'");
        }
    }

    /** What a call of the library gives; a problem if models of this kind cannot give it. */
    private static <T> T supported(String field, java.util.function.Supplier<T> call) {
        try {
            return call.get();
        } catch (UnsupportedOperationException e) {
            String message = String.valueOf(e.getMessage()).replaceFirst("^[A-Za-z.]*: ", "");
            throw new Problem(Problem.CONFLICT, field, message);
        }
    }
}
