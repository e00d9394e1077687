package org.end4rec.springboot;

import java.util.List;
import org.end4rec.models.recommend.Recommendation;
import org.end4rec.models.recommend.Recommender;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Answers with the ten best items for a user. */
@RestController
public class RecommendationController {
    private final Recommender recommender;

    /** Boot gives the recommender of the application. */
    public RecommendationController(Recommender recommender) {
        this.recommender = recommender;
    }

    /** Ten items, the best first; the status is 404 if the run has no such user. */
    @GetMapping("/recommendations/{user}")
    public List<Recommendation> recommendations(@PathVariable("user") String user) {
        if (!recommender.knows(user)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "there is no user '" + user + "'");
        }
        return recommender.recommend(recommender.historyOf(user), 10);
    }
}
