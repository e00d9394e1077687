package org.end4rec.embedding;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.end4rec.models.recommend.HistoryEvent;
import org.end4rec.models.recommend.Recommender;

/** Recommends from a program of your own: load once, then ask as often as you like, from any number of threads. */
public final class EmbedInYourApplication {
    private EmbedInYourApplication() {}

    /**
     * Prints five items for a history of clicks.
     *
     * @param arguments a run folder such as {@code end4rec quickstart} leaves behind, then ids of clicked items
     */
    public static void main(String[] arguments) throws IOException {
        Recommender recommender = Recommender.load(Path.of(arguments[0]));
        List<HistoryEvent> history = List.of(arguments).subList(1, arguments.length).stream()
                .map(item -> new HistoryEvent(item, "click"))
                .toList();
        recommender.recommend(history, 5).forEach(System.out::println);
    }
}
