package org.end4rec.models.evaluation;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import org.end4rec.core.io.AtomicFile;
import org.end4rec.models.data.Example;

/** The ranks of an evaluation, their metrics, and the protocol, without which ranks and metrics mean nothing. */
public final class EvaluationResult {
    private final String protocol;
    private final List<Example> examples;
    private final int leftOut;
    private final int[] ranks;
    private final Map<String, Double> metrics;

    EvaluationResult(String protocol, List<Example> examples, int leftOut, int[] ranks, List<Integer> cutoffs) {
        this.protocol = protocol;
        this.examples = examples;
        this.leftOut = leftOut;
        this.ranks = ranks;
        this.metrics = Metrics.means(ranks, cutoffs);
    }

    /** Number of examples evaluated. */
    public int examples() {
        return ranks.length;
    }

    /** Number of examples that the protocol could not rank: {@link RankingProtocol#rankable}. */
    public int leftOut() {
        return leftOut;
    }

    /** Name of the ranking protocol. */
    public String protocol() {
        return protocol;
    }

    /** Means over the examples, in the order {@code HR@5, NDCG@5, MRR@5, HR@10 …}. */
    public Map<String, Double> metrics() {
        return metrics;
    }

    /**
     * One metric, such as {@code NDCG@10}.
     *
     * @throws IllegalArgumentException if it was not computed
     */
    public double metric(String name) {
        Double value = metrics.get(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    "EvaluationResult: there is no metric \"" + name + "\"; the metrics are " + metrics.keySet());
        }
        return value;
    }

    /** Rank of each example's target, from 1, in the order of the examples; a new array. */
    public int[] ranks() {
        return ranks.clone();
    }

    /** Writes a table of tab-separated user number, target number and rank, with a header line. */
    public void writeRanks(Path file) throws IOException {
        writeRanks(file, Integer::toString, Integer::toString);
    }

    /**
     * As {@link #writeRanks(Path)} with users and items by their own ids. In an id, a backslash, tab or line break is
     * written as {@code \\}, {@code \t}, {@code \n} or {@code \r}.
     */
    public void writeRanks(Path file, IntFunction<String> userId, IntFunction<String> itemId) throws IOException {
        AtomicFile.at(file).write(out -> writeRanks(out, userId, itemId));
    }

    private void writeRanks(OutputStream out, IntFunction<String> userId, IntFunction<String> itemId)
            throws IOException {
        try (Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8))) {
            writer.write("user\ttarget\trank\n");
            for (int i = 0; i < ranks.length; i++) {
                Example example = examples.get(i);
                writer.write(escape(userId.apply(example.user()))
                        + '\t'
                        + escape(itemId.apply(example.target()))
                        + '\t'
                        + ranks[i]
                        + '\n');
            }
        }
    }

    private static String escape(String id) {
        return id.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    /** One line: examples, protocol, metrics to four decimals. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(examples() + " examples, ranking " + protocol + ":");
        metrics.forEach((name, value) -> text.append(String.format(Locale.ROOT, " %s %.4f", name, value)));
        return text.toString();
    }
}
