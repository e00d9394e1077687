package org.end4rec.models.report;

import java.util.List;
import java.util.Objects;
import org.end4rec.models.data.Example;
import org.end4rec.models.trial.TrialRunner;

/**
 * The result of an experiment.
 *
 * @param kind kind of the experiment, and name of its files
 * @param title the subject, in one line
 * @param data name of the data
 * @param protocols ranking protocols, the first of which is the main one
 * @param rows the compared variants
 * @param differences the reference against each other row; empty where nothing is compared
 */
public record Report(
        String kind,
        String title,
        String data,
        List<String> protocols,
        List<ReportRow> rows,
        List<Difference> differences) {
    /** No reference is null. */
    public Report {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(data, "data");
        protocols = List.copyOf(protocols);
        rows = List.copyOf(rows);
        differences = List.copyOf(differences);
    }

    /** A report on rows of one set of data, with differences from {@code end4rec}, or else from the best row. */
    public static Report comparing(String kind, String title, TrialRunner runner, List<ReportRow> rows) {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(title, "title");
        List<String> protocols = runner.measurements().protocols();
        ReportRow reference = Difference.referenceOf(rows, protocols.get(0));
        return new Report(
                kind,
                title,
                runner.data().name(),
                protocols,
                rows,
                Difference.of(
                        reference,
                        rows,
                        protocols,
                        protocol -> users(runner, protocol),
                        runner.measurements().seed()));
    }

    private static int[] users(TrialRunner runner, String protocol) {
        return runner.examples(protocol).stream().mapToInt(Example::user).toArray();
    }

    /** A report on rows that are not compared. */
    public static Report listing(String kind, String title, String data, List<String> protocols, List<ReportRow> rows) {
        return new Report(kind, title, data, protocols, rows, List.of());
    }

    /** The same under another name for its files. */
    Report named(String name) {
        return new Report(name, title, data, protocols, rows, differences);
    }

    /** Names of what the probes answered for any row, in order. */
    public List<String> answers() {
        return rows.stream()
                .flatMap(row -> row.answers().keySet().stream())
                .distinct()
                .toList();
    }
}
