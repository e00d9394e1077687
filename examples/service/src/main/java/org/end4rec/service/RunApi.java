package org.end4rec.service;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.end4rec.models.recommend.HistoryEvent;
import org.end4rec.models.recommend.Recommender;
import org.jspecify.annotations.Nullable;

/** The endpoint that tells about the run in the place of the model, also while the run trains. */
final class RunApi {
    private final ServedModels models;

    /** Of the model in use; counting takes a moment. */
    private volatile @Nullable Counted counted;

    /** What the events of a model are. */
    private record Counted(Recommender recommender, Map<String, Object> data) {}

    RunApi(ServedModels models) {
        this.models = models;
    }

    List<Route> routes() {
        return List.of(Route.computed("GET", "/v1/run", this::run));
    }

    private Reply run(Call call) throws IOException {
        call.query();
        ModelFiles.About about = about();
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("kind", about.kind());
        map.put("finished", about.isFinished());
        map.put("model", about.manifest().path("model").asText());
        map.put("target", about.manifest().path("target").asText());
        map.put("novel", about.manifest().path("novel").asBoolean());
        map.put("log", about.manifest().path("events").asText());
        map.put("writtenBy", about.manifest().path("version").asText());
        if (models.isReady()) {
            map.put("data", data(models.get().recommender()));
        }
        map.put("epochs", ModelFiles.epochs(models.source()));
        JsonNode metrics = about.metrics();
        if (metrics != null) {
            map.put("metrics", metrics);
        }
        return Reply.json(map);
    }

    /** As the files are now; as they were when the model was loaded, if they cannot be read now. */
    private ModelFiles.About about() throws IOException {
        try {
            return ModelFiles.describe(models.source());
        } catch (IOException e) {
            if (models.isReady()) {
                return models.get().about();
            }
            throw e;
        }
    }

    private Map<String, Object> data(Recommender recommender) {
        Counted known = counted;
        if (known != null && known.recommender() == recommender) {
            return known.data();
        }
        Map<String, Long> events = new LinkedHashMap<>();
        recommender.behaviors().forEach(behavior -> events.put(behavior, 0L));
        long all = 0;
        for (String user : recommender.users()) {
            for (HistoryEvent event : recommender.historyOf(user)) {
                events.merge(event.behavior(), 1L, Long::sum);
                all++;
            }
        }
        List<Map<String, Object>> behaviors = new ArrayList<>();
        events.forEach((behavior, count) -> behaviors.add(Map.of("behavior", behavior, "events", count)));
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("users", recommender.users().size());
        data.put("items", recommender.items().size());
        data.put("events", all);
        data.put("behaviors", behaviors);
        counted = new Counted(recommender, data);
        return data;
    }
}
