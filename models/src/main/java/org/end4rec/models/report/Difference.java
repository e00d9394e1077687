package org.end4rec.models.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.end4rec.models.evaluation.Significance;
import org.end4rec.models.training.Model;
import org.end4rec.models.trial.Measurements;

/**
 * One row against another by one metric, paired by test example: each example's metric is averaged over the seeds
 * first, and the examples of a user are kept together.
 *
 * @param protocol ranking protocol
 * @param metric NDCG@10 or HR@10
 * @param reference name of the row that is compared
 * @param other name of the other row
 * @param mean mean of reference − other
 * @param low lower end of the 95 % bootstrap interval of the mean
 * @param high its upper end
 * @param gain mean as a share of the other's metric
 * @param p p-value of the paired randomization test
 * @param corrected p after Holm's correction over all rows compared by this metric and protocol
 */
public record Difference(
        String protocol,
        String metric,
        String reference,
        String other,
        double mean,
        double low,
        double high,
        double gain,
        double p,
        double corrected) {
    private static final int BOOTSTRAP = 2000;
    private static final int PERMUTATIONS = 10_000;
    private static final double LEVEL = 0.95;

    /** No reference is null. */
    public Difference {
        Objects.requireNonNull(protocol, "protocol");
        Objects.requireNonNull(metric, "metric");
        Objects.requireNonNull(reference, "reference");
        Objects.requireNonNull(other, "other");
    }

    /** The reference row: END4Rec if it takes part, else the best by NDCG@10. */
    static ReportRow referenceOf(List<ReportRow> rows, String protocol) {
        return rows.stream()
                .filter(row -> Model.find(row.model())
                        .filter(model -> !model.isBaseline())
                        .isPresent())
                .findFirst()
                .orElseGet(() -> best(rows, protocol));
    }

    private static ReportRow best(List<ReportRow> rows, String protocol) {
        return rows.stream()
                .max(Comparator.comparingDouble(
                        row -> row.metric(protocol, "NDCG@10").mean()))
                .orElseThrow();
    }

    /**
     * The reference against each other row, by both metrics and every protocol.
     *
     * @param usersOf the user of each test example that a protocol ranks
     */
    static List<Difference> of(
            ReportRow reference,
            List<ReportRow> rows,
            List<String> protocols,
            Function<String, int[]> usersOf,
            long seed) {
        List<Difference> all = new ArrayList<>();
        List<ReportRow> others = rows.stream().filter(row -> row != reference).toList();
        for (String protocol : protocols) {
            int[] users = usersOf.apply(protocol);
            for (String metric : Measurements.MAIN_METRICS) {
                double[] p = new double[others.size()];
                List<double[]> differences = new ArrayList<>();
                for (int i = 0; i < p.length; i++) {
                    differences.add(minus(reference, others.get(i), protocol + " " + metric));
                    p[i] = Significance.permutation(differences.get(i), users, PERMUTATIONS, seed);
                }
                double[] corrected = Significance.holm(p);
                for (int i = 0; i < p.length; i++) {
                    Significance.Interval interval =
                            Significance.bootstrap(differences.get(i), users, BOOTSTRAP, LEVEL, seed);
                    double of = others.get(i).metric(protocol, metric).mean();
                    double mean = reference.metric(protocol, metric).mean() - of;
                    all.add(new Difference(
                            protocol,
                            metric,
                            reference.name(),
                            others.get(i).name(),
                            mean,
                            interval.low(),
                            interval.high(),
                            of == 0 ? Double.NaN : mean / of,
                            p[i],
                            corrected[i]));
                }
            }
        }
        return all;
    }

    private static double[] minus(ReportRow a, ReportRow b, String key) {
        double[] left = a.perExample().getOrDefault(key, new double[0]);
        double[] right = b.perExample().getOrDefault(key, new double[0]);
        double[] difference = new double[left.length];
        for (int i = 0; i < left.length; i++) {
            difference[i] = left[i] - right[i];
        }
        return difference;
    }
}
