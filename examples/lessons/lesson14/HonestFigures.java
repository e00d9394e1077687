package lesson14;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntToDoubleFunction;
import org.end4rec.core.random.RandomStream;
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
    private static final int DRAWS = 10_000;
    private static final int TOSSES = 10_000;
    private static final List<RankingProtocol> PROTOCOLS =
            List.of(RankingProtocol.FULL, RankingProtocol.UNSEEN, RankingProtocol.sampled(99, 1));

    private HonestFigures() {}

    /** How often 19 better ones of 199 items leave the target among the first ten, if 99 of the 199 are drawn. */
    private static void printSample() {
        int hits = 0;
        for (int draw = 0; draw < DRAWS; draw++) {
            RandomStream stream = RandomStream.of(14, "sample", draw);
            int ahead = 0;
            for (int item = 0, left = 99; item < 199; item++) {
                // as many of the items that are not yet seen are drawn as are missing
                if (stream.below(item, 199 - item) < left) {
                    left--;
                    ahead += item < 19 ? 1 : 0;
                }
            }
            hits += ahead < 10 ? 1 : 0;
        }
        System.out.println("rank 20 among all 200 items: a hit against 99 samples " + hits + " times of " + DRAWS);
        System.out.println();
    }

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
    /** The differences in a metric, purchase by purchase. */
    static double[] differences(EvaluationResult one, EvaluationResult other, IntToDoubleFunction metric) {
        int[] ranks = one.ranks();
        int[] others = other.ranks();
        double[] differences = new double[ranks.length];
        for (int i = 0; i < ranks.length; i++) {
            differences[i] = metric.applyAsDouble(ranks[i]) - metric.applyAsDouble(others[i]);
        }
        return differences;
    }

    /** How often chance alone would make so large a mean, if each user's sign were tossed. */
    static double chance(SmallShop shop, double[] differences) {
        int[] users = shop.data().split().test().stream().mapToInt(Example::user).toArray();
        return Significance.permutation(differences, users, TOSSES, 1);
    }
    // @end

    private static double ndcg(int rank) {
        return Metrics.ndcg(rank, 10);
    }

    private static void printTwoModels(SmallShop shop) {
        Scorer ours = shop.train().model().scorer();
        Scorer theirs = Objects.requireNonNull(counted(shop).get("itemknn"));
        System.out.println("end4rec less itemknn in shop 1");
        for (RankingProtocol protocol : PROTOCOLS) {
            EvaluationResult one = shop.evaluate(ours, protocol);
            EvaluationResult other = shop.evaluate(theirs, protocol);
            printDifference(shop, protocol, "HR@10", differences(one, other, rank -> Metrics.hitRate(rank, 10)));
            if (protocol == RankingProtocol.UNSEEN) {
                printDifference(shop, protocol, "NDCG@10", differences(one, other, HonestFigures::ndcg));
            }
        }
        System.out.println();
    }

    private static void printDifference(
            SmallShop shop, RankingProtocol protocol, String metric, double[] differences) {
        System.out.println(String.format(
                Locale.ROOT,
                "%-10s  %-7s  %+.3f, p = %.4f",
                protocol.name(),
                metric,
                Arrays.stream(differences).average().orElse(0),
                chance(shop, differences)));
    }

    // @start region="trainings"
    private static void printTrainings(long number) {
        SmallShop shop = new SmallShop(number);
        List<EvaluationResult> results = new ArrayList<>();
        StringBuilder line = new StringBuilder("shop " + number + ", the same miner five times: NDCG@10 =");
        for (int seed = 100; seed < 100 + TRAININGS; seed++) {
            Scorer scorer = shop.train("hard=false", "soft=false", "seed=" + seed).model().scorer();
            results.add(shop.evaluate(scorer, RankingProtocol.UNSEEN));
            line.append(String.format(Locale.ROOT, " %.3f", results.get(seed - 100).metric("NDCG@10")));
        }
        System.out.println(line);
        int below = 0;
        double largest = 0;
        for (int i = 0; i < TRAININGS; i++) {
            for (int j = 0; j < i; j++) {
                double[] differences = differences(results.get(i), results.get(j), HonestFigures::ndcg);
                below += chance(shop, differences) < 0.05 ? 1 : 0;
                largest = Math.max(largest, Math.abs(Arrays.stream(differences).average().orElse(0)));
            }
        }
        System.out.println(String.format(
                Locale.ROOT, "shop %d, ten pairs: largest difference %.3f, with p < 0.05: %d", number, largest, below));
    }
    // @end

    public static void main(String[] arguments) {
        SmallShop shop = new SmallShop(1);
        printSample();
        printProtocols(shop);
        printTies(shop);
        printLeak();
        printTwoModels(shop);
        printTrainings(1);
        printTrainings(2);
    }
}
