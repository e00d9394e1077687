package lesson14;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.end4rec.lessons.shop.SmallShop;
import org.end4rec.models.counting.CountingModels;
import org.end4rec.models.data.Batch;
import org.end4rec.models.data.Example;
import org.end4rec.models.evaluation.EvaluationResult;
import org.end4rec.models.evaluation.Metrics;
import org.end4rec.models.evaluation.RankingProtocol;
import org.end4rec.models.evaluation.Scorer;
import org.end4rec.models.evaluation.Significance;

/** Lesson 14: evaluating a recommender honestly. Run it: ./end4rec lesson 14 */
public final class HonestFigures {
    private static final int TRAININGS = 5;

    private HonestFigures() {}

    // @start region="models"
    static Map<String, Scorer> counted(SmallShop shop) {
        Map<String, Scorer> models = new LinkedHashMap<>();
        for (String name : CountingModels.NAMES) {
            models.put(name, CountingModels.create(
                    name, Map.of(), shop.data().histories(), shop.data().split()));
        }
        return models;
    }
    // @end

    private static void printProtocols(SmallShop shop) {
        Map<String, Scorer> models = counted(shop);
        models.put("end4rec", shop.train().model().scorer());
        System.out.println("HR@10         full  unseen  sampled:99");
        models.forEach((name, scorer) -> System.out.println(String.format(
                Locale.ROOT,
                "%-11s  %.3f   %.3f       %.3f",
                name,
                hits(shop, scorer, RankingProtocol.FULL),
                hits(shop, scorer, RankingProtocol.UNSEEN),
                hits(shop, scorer, RankingProtocol.sampled(99, 1)))));
        System.out.println();
    }

    private static double hits(SmallShop shop, Scorer scorer, RankingProtocol protocol) {
        return shop.evaluate(scorer, protocol).metric("HR@10");
    }

    // @start region="ties"
    /** The place of the target among all items; scores[0] is no item. */
    static int rank(float[] scores, int target, boolean friendly) {
        int rank = 1;
        for (int item = 1; item < scores.length; item++) {
            boolean ahead = friendly ? scores[item] > scores[target] : scores[item] >= scores[target];
            rank += item != target && ahead ? 1 : 0;
        }
        return rank;
    }
    // @end

    private static void printTies(SmallShop shop) {
        float[] equal = new float[shop.data().histories().items().size() + 1];
        System.out.println("all scores equal, ties for the model:     rank = " + rank(equal, 7, true) + ", HR@10 = "
                + (int) Metrics.hitRate(rank(equal, 7, true), 10));
        System.out.println("all scores equal, ties against the model: rank = " + rank(equal, 7, false) + ", HR@10 = "
                + (int) Metrics.hitRate(rank(equal, 7, false), 10));
        System.out.println();
    }

    // @start region="newest"
    /** Not a model: the newer an item of the history, the higher its score; all other items have 0. */
    static void newest(Batch batch, float[] scores) {
        Arrays.fill(scores, 0);
        int row = scores.length / batch.size();
        for (int place = 0; place < batch.items().length; place++) {
            scores[place / batch.length() * row + batch.items()[place]] = place % batch.length() + 1;
        }
    }
    // @end

    private static void printLeak() {
        System.out.println("HR@10, full  own events on the target: shown  hidden");
        SmallShop shown = new SmallShop(1, false);
        SmallShop hidden = new SmallShop(1);
        Map<String, Scorer> models = counted(shown);
        Map<String, Scorer> without = counted(hidden);
        models.put("newest", HonestFigures::newest);
        without.put("newest", HonestFigures::newest);
        models.forEach((name, scorer) -> System.out.println(String.format(
                Locale.ROOT,
                "%-39s %.3f   %.3f",
                name,
                hits(shown, scorer, RankingProtocol.FULL),
                hits(hidden, without.get(name), RankingProtocol.FULL))));
        System.out.println();
    }

    // @start region="paired"
    /** The differences in NDCG@10, purchase by purchase. */
    static double[] differences(EvaluationResult one, EvaluationResult other) {
        int[] ranks = one.ranks();
        int[] others = other.ranks();
        double[] differences = new double[ranks.length];
        for (int i = 0; i < ranks.length; i++) {
            differences[i] = Metrics.ndcg(ranks[i], 10) - Metrics.ndcg(others[i], 10);
        }
        return differences;
    }

    /** How often chance alone would make so large a mean, if each user's sign were tossed. */
    static double chance(SmallShop shop, double[] differences) {
        int[] users = shop.data().split().test().stream().mapToInt(Example::user).toArray();
        return Significance.permutation(differences, users, 10_000, 1);
    }
    // @end

    private static void printTwoModels(SmallShop shop) {
        EvaluationResult ours = shop.evaluate(shop.train().model().scorer(), RankingProtocol.UNSEEN);
        EvaluationResult theirs = shop.evaluate(counted(shop).get("itemknn"), RankingProtocol.UNSEEN);
        double[] differences = differences(ours, theirs);
        System.out.println(String.format(
                Locale.ROOT,
                "end4rec less itemknn, unseen: NDCG@10 %+.3f, p = %.4f",
                Arrays.stream(differences).average().orElse(0),
                chance(shop, differences)));
    }

    // @start region="trainings"
    private static void printTrainings(SmallShop shop) {
        List<EvaluationResult> results = new ArrayList<>();
        for (int seed = 1; seed <= TRAININGS; seed++) {
            Scorer scorer = shop.train("hard=false", "soft=false", "seed=" + (99 + seed)).model().scorer();
            results.add(shop.evaluate(scorer, RankingProtocol.UNSEEN));
            double ndcg = results.get(seed - 1).metric("NDCG@10");
            System.out.println(String.format(Locale.ROOT, "the same miner, training %d: NDCG@10 = %.3f", seed, ndcg));
        }
        int below = 0;
        for (int i = 0; i < TRAININGS; i++) {
            for (int j = 0; j < i; j++) {
                below += chance(shop, differences(results.get(i), results.get(j))) < 0.05 ? 1 : 0;
            }
        }
        System.out.println("pairs of trainings = " + TRAININGS * (TRAININGS - 1) / 2 + ", with p < 0.05: " + below);
    }
    // @end

    public static void main(String[] arguments) {
        SmallShop shop = new SmallShop(1);
        printProtocols(shop);
        printTies(shop);
        printLeak();
        printTwoModels(shop);
        System.out.println();
        printTrainings(new SmallShop(2));
    }
}
