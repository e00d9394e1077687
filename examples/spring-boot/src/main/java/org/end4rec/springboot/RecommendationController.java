package org.end4rec.springboot;

import java.io.IOException;
import java.util.List;
import org.end4rec.models.recommend.HistoryEvent;
import org.end4rec.models.recommend.ModelHandle;
import org.end4rec.models.recommend.Recommendation;
import org.end4rec.models.recommend.Recommendations;
import org.end4rec.models.recommend.Recommender;
import org.end4rec.models.recommend.Request;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Answers with the ten best items for a user or for a history. */
@RestController
public class RecommendationController {
    private final ModelHandle models;

    /** Boot gives the model of the application. */
    public RecommendationController(ModelHandle models) {
        this.models = models;
    }

    /** Ten items, the best first; the status is 404 if the run has no such user. */
    @GetMapping("/recommendations/{user}")
    public List<Recommendation> recommendations(@PathVariable("user") String user) {
        Recommender recommender = models.get();
        if (!recommender.knows(user)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "there is no user '" + user + "'");
        }
        return recommender.recommend(recommender.historyOf(user), 10);
    }

    /** Ten items for events, oldest first, of anybody. */
    @PostMapping("/recommendations")
    public Recommendations recommendations(@RequestBody List<HistoryEvent> history) {
        return models.get().recommend(Request.of(history));
    }

    /** Serves what is now in the folder of the run; the version of the model. If it is damaged, the old model stays. */
    @PostMapping("/model")
    public long reload() throws IOException {
        return models.reload().version();
    }
}
