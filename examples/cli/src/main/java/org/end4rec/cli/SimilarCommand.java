package org.end4rec.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.end4rec.models.recommend.Recommendation;
import org.end4rec.models.recommend.Recommender;
import org.end4rec.models.recommend.Similarity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code end4rec similar}. */
@Command(
        name = "similar",
        description = "Shows the items most similar to an item: by the cosine of the items' vectors, or by the users"
                + " that they share.",
        mixinStandardHelpOptions = true,
        footerHeading = BaseCommand.EXAMPLE,
        footer = "  end4rec similar --run runs/a --item 4711 --by votes")
@SuppressWarnings("NullAway.Init") // picocli fills in the annotated fields
final class SimilarCommand extends BaseCommand {
    private static final Map<String, Similarity> BY =
            Map.of("embedding", Similarity.EMBEDDING, "votes", Similarity.VOTES);

    @Option(names = "--run", required = true, paramLabel = "DIR", description = "Folder of the run.")
    private Path folder;

    @Option(names = "--item", required = true, paramLabel = "ID", description = "The item.")
    private String item;

    @Option(
            names = "--top",
            paramLabel = "n",
            defaultValue = "10",
            description = "Number of items. Default: ${DEFAULT-VALUE}.")
    private int top;

    @Option(
            names = "--by",
            paramLabel = "embedding|votes",
            defaultValue = "embedding",
            description = "By the cosine of the vectors (embedding), or by shared users (votes)."
                    + " Default: ${DEFAULT-VALUE}.")
    private String by;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (top < 1) {
            throw usage("--top is " + top + "; it must be at least 1");
        }
        Similarity similarity = BY.get(by);
        if (similarity == null) {
            throw usage("--by is '" + by + "'; it must be embedding or votes");
        }
        Recommender recommender = Recommender.load(folder, WorkProgress.of(this).named(TestFigures.COUNTING));
        List<Recommendation> similar = recommender.similarItems(item, top, similarity);
        if (similar.isEmpty()) {
            say(
                    "end4rec: no item shares a user with item %s; --by embedding needs no shared users",
                    Printable.of(item));
        }
        if (json) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("item", item);
            map.put("by", by);
            map.put("items", similar);
            printJson(map);
        } else {
            out().println(String.format(
                    Locale.ROOT,
                    "The %d items most similar to item %s by %s:",
                    similar.size(),
                    Printable.of(item),
                    by));
            RecommendCommand.table(similar).print(out());
        }
        return 0;
    }
}
