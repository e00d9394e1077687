package org.end4rec.bench.rules;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.end4rec.core.kernel.Kernels;
import org.end4rec.core.random.RandomStream;
import org.end4rec.models.data.Histories;
import org.end4rec.models.data.Vocabulary;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.recommend.HistoryEvent;
import org.end4rec.models.recommend.ItemSet;
import org.end4rec.models.recommend.Recommender;
import org.end4rec.models.recommend.Request;
import org.end4rec.models.run.Manifest;
import org.end4rec.models.run.RunData;
import org.end4rec.models.run.RunFolder;
import org.end4rec.models.training.ConfigFile;
import org.end4rec.models.training.TrainingConfig;
import org.end4rec.models.votes.VoteWeights;

/**
 * Prints what a request costs under each kind of rule, on one thread: {@code RuleCost [ITEMS …]}, 20,000 and 100,000
 * items if none are given. The models are SASRec of 64 dimensions with fresh parameters, without votes and with votes;
 * the top 10 of 50 users with 10 events each.
 */
public final class RuleCost {
    private static final List<Integer> CATALOGUES = List.of(20_000, 100_000);
    private static final int EVENTS = 10;
    private static final int USERS = 2_000;
    private static final int REQUESTS = 50;
    private static final int ROUNDS = 15;
    private static final int WARM_UP_ROUNDS = 5;
    private static final int FEW = 500;
    private static final TrainingConfig CONFIG = ConfigFile.set(
            TrainingConfig.DEFAULTS, List.of("model=sasrec", "dim=64", "length=" + EVENTS, "neighbors=100"));
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private RuleCost() {}

    /** Prints a table for each catalogue. */
    public static void main(String[] arguments) throws IOException {
        Kernels.warmUp();
        List<Integer> catalogues = arguments.length == 0
                ? CATALOGUES
                : Stream.of(arguments).map(Integer::valueOf).toList();
        for (int items : catalogues) {
            for (boolean votes : new boolean[] {false, true}) {
                measure(items, votes);
            }
        }
    }

    private static void measure(int items, boolean votes) throws IOException {
        Recommender recommender = recommender(items, votes);
        List<List<HistoryEvent>> histories = recommender.users().stream()
                .limit(REQUESTS)
                .map(recommender::historyOf)
                .toList();
        Map<String, Request> rules = rules(items);
        Map<String, double[]> times = new LinkedHashMap<>();
        for (int round = 0; round < WARM_UP_ROUNDS + ROUNDS; round++) {
            for (Map.Entry<String, Request> rule : rules.entrySet()) {
                double time = microseconds(recommender, histories, rule.getValue());
                if (round >= WARM_UP_ROUNDS) {
                    times.computeIfAbsent(rule.getKey(), name -> new double[ROUNDS])[round - WARM_UP_ROUNDS] = time;
                }
            }
        }
        System.out.println(String.format(
                Locale.ROOT,
                "%,d items, %s, kernels %s, processor time of a request",
                items,
                votes ? "with votes" : "without votes",
                Kernels.get().name()));
        double unfiltered = median(times.values().iterator().next());
        times.forEach((name, each) -> System.out.println(
                String.format(Locale.ROOT, "  %-40s %8.0f µs  %6.2f", name, median(each), median(each) / unfiltered)));
    }

    private static Map<String, Request> rules(int items) {
        Request none = Request.of(List.of());
        Map<String, Request> rules = new LinkedHashMap<>();
        rules.put("no rule", none);
        rules.put("seen items excluded", none.excludeSeen(true));
        rules.put("half of the items denied", none.without(some(items, items / 2)));
        rules.put("99 % denied", none.without(some(items, items / 100 * 99)));
        rules.put("only half of the items", none.only(some(items, items / 2)));
        rules.put("only " + FEW, none.only(some(items, FEW)));
        rules.put("where, half pass", none.where(id -> id.hashCode() % 2 == 0));
        rules.put("where, 1 % pass", none.where(id -> id.hashCode() % 100 == 0));
        rules.put("boost", none.boost((item, score) -> score + item.length()));
        rules.put(
                "boost, half denied",
                rules.get("half of the items denied").boost((item, score) -> score + item.length()));
        return rules;
    }

    private static ItemSet some(int items, int size) {
        return ItemSet.of(Arrays.stream(RandomStream.of(1, "some", size).permutation(items))
                .limit(size)
                .mapToObj(RuleCost::id)
                .toList());
    }

    private static String id(int item) {
        return "item-" + item;
    }

    private static double microseconds(Recommender recommender, List<List<HistoryEvent>> histories, Request rules) {
        long start = THREADS.getCurrentThreadCpuTime();
        for (List<HistoryEvent> history : histories) {
            recommender.recommend(rules.history(history));
        }
        return (THREADS.getCurrentThreadCpuTime() - start) * 1e-3 / histories.size();
    }

    private static double median(double[] times) {
        double[] sorted = times.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static Recommender recommender(int items, boolean votes) throws IOException {
        Path folder = Files.createTempDirectory("rule-cost");
        try {
            RunData data = RunData.leaveLastOut(histories(items), "buy", false);
            RunFolder run = RunFolder.create(
                    folder.resolve("run"), Manifest.of("sasrec", "buy", false, "random"), CONFIG, data);
            SequenceEncoder encoder = run.newEncoder();
            run.saveBest(0, encoder.lastStage(), encoder.parameters());
            run.saveVotes(new VoteWeights(votes ? 0.1 : 0, 0.1, 0.9, 1));
            return Recommender.load(run.path());
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static Histories histories(int items) {
        RandomStream stream = RandomStream.of(1, "histories", items);
        int[] offset = new int[USERS + 2];
        Arrays.setAll(offset, user -> user == 0 ? 0 : (user - 1) * EVENTS);
        int[] item = new int[USERS * EVENTS];
        Arrays.setAll(item, i -> 1 + stream.below(i, items));
        int[] behavior = new int[item.length];
        Arrays.fill(behavior, 1);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < items; i++) {
            ids.add(id(i));
        }
        return Histories.of(
                Vocabulary.of(
                        IntStream.range(0, USERS).mapToObj(user -> "u" + user).toList()),
                Vocabulary.of(ids),
                Vocabulary.of(List.of("buy")),
                offset,
                item,
                behavior);
    }
}
