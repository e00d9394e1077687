package org.end4rec.models.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.end4rec.models.data.BatchAssembler;
import org.end4rec.models.data.Example;
import org.end4rec.models.data.Histories;
import org.end4rec.models.evaluation.Evaluator;
import org.end4rec.models.evaluation.Metrics;
import org.end4rec.models.evaluation.RankingProtocol;
import org.end4rec.models.evaluation.Scorer;

/**
 * How well a run and the run that it began from rank the test examples of the newer one, in groups of examples. The old
 * model reads the events whose item and behavior it knows. An example without such an event, and a target that it does
 * not know, count as a miss of the old model.
 *
 * @param protocol name of the ranking protocol
 * @param groups the groups that have examples
 */
public record QualityChange(String protocol, List<Group> groups) {
    private static final List<Integer> CUTOFFS = List.of(10);

    /**
     * Some of the test examples.
     *
     * @param name {@code all}, {@code known users}, {@code new users} or {@code new items}: examples whose target the
     *     old run does not know
     * @param examples the number of examples
     * @param answered the number of examples that the old model can rank
     * @param before the metrics of the old model, such as {@code HR@10}
     * @param after the metrics of the new model
     */
    public record Group(
            String name, int examples, int answered, Map<String, Double> before, Map<String, Double> after) {
        /** No reference is null. */
        public Group {
            Objects.requireNonNull(name, "name");
            before = Map.copyOf(before);
            after = Map.copyOf(after);
        }
    }

    /** No reference is null. */
    public QualityChange {
        Objects.requireNonNull(protocol, "protocol");
        groups = List.copyOf(groups);
    }

    /**
     * Ranks the test examples of {@code run} with both models, votes included.
     *
     * @param from the run that {@code run} began from
     * @param threads threads to use; they do not change the result
     * @throws RunException if a model cannot be loaded
     */
    public static QualityChange of(RunFolder from, RunFolder run, RankingProtocol protocol, int threads)
            throws IOException {
        Objects.requireNonNull(protocol, "protocol");
        RunData data = run.data();
        List<Example> examples = data.split().test();
        int[] after = ranks(run.loadModel().scorer(), run, data, examples, protocol, threads);
        KnownEvents known = KnownEvents.of(data.histories(), from.data());
        List<Example> answered = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < examples.size(); i++) {
            Example example = known.example(examples.get(i), data.split().novel());
            if (example != null) {
                answered.add(example);
                places.add(i);
            }
        }
        int[] before = new int[examples.size()];
        Arrays.fill(before, Integer.MAX_VALUE);
        if (!answered.isEmpty()) {
            RunData seen = new RunData(known.histories(), data.split());
            int[] ranks = ranks(from.loadModel().scorer(), from, seen, answered, protocol, threads);
            for (int i = 0; i < ranks.length; i++) {
                before[places.get(i)] = ranks[i];
            }
        }
        int users = from.data().histories().users().size();
        int items = from.data().histories().items().size();
        return new QualityChange(protocol.name(), groups(examples, before, after, users, items));
    }

    private static int[] ranks(
            Scorer scorer, RunFolder run, RunData data, List<Example> examples, RankingProtocol protocol, int threads) {
        Histories histories = data.histories();
        BatchAssembler assembler = new BatchAssembler(
                histories, run.config().length(), data.split().novel());
        return new Evaluator(histories.items().size(), protocol, assembler::batch, histories::items)
                .withCutoffs(CUTOFFS)
                .withThreads(threads)
                .evaluate(scorer, examples)
                .ranks();
    }

    private static List<Group> groups(List<Example> examples, int[] before, int[] after, int users, int items) {
        Map<String, int[]> members = new LinkedHashMap<>();
        IntStream all = IntStream.range(0, examples.size());
        members.put("all", all.toArray());
        members.put("known users", select(examples, example -> example.user() <= users));
        members.put("new users", select(examples, example -> example.user() > users));
        members.put("new items", select(examples, example -> example.target() > items));
        List<Group> groups = new ArrayList<>();
        members.forEach((name, chosen) -> {
            if (chosen.length > 0) {
                int[] old = Arrays.stream(chosen).map(i -> before[i]).toArray();
                int[] now = Arrays.stream(chosen).map(i -> after[i]).toArray();
                int answered = (int) Arrays.stream(old)
                        .filter(rank -> rank < Integer.MAX_VALUE)
                        .count();
                groups.add(new Group(
                        name, chosen.length, answered, Metrics.means(old, CUTOFFS), Metrics.means(now, CUTOFFS)));
            }
        });
        return groups;
    }

    private static int[] select(List<Example> examples, Predicate<Example> wanted) {
        return IntStream.range(0, examples.size())
                .filter(i -> wanted.test(examples.get(i)))
                .toArray();
    }
}
