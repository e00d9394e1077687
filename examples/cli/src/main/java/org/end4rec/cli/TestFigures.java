package org.end4rec.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.end4rec.models.data.Example;
import org.end4rec.models.data.ProgressListener;
import org.end4rec.models.data.Split;
import org.end4rec.models.evaluation.EvaluationResult;
import org.end4rec.models.evaluation.Evaluator;
import org.end4rec.models.evaluation.Popularity;
import org.end4rec.models.evaluation.RankingProtocol;
import org.end4rec.models.run.TrainedRun;

/**
 * The metrics of a run on its test examples, and of popularity on the same examples.
 *
 * @param name name of the model
 * @param stage name of the stage whose best parameters were used
 * @param model the metrics of the model
 * @param popularity the metrics of popularity
 */
record TestFigures(String name, String stage, EvaluationResult model, EvaluationResult popularity) {
    /** The name of the work of loading a run without a file of neighbors. */
    static final String COUNTING = "counting neighbors";

    /** Ranks the test examples with a trained model and by popularity. */
    static TestFigures of(
            TrainedRun trained, RankingProtocol protocol, List<Integer> cutoffs, int threads, BaseCommand command) {
        Split split = trained.data().split();
        Evaluator evaluator = trained.evaluator(protocol).withCutoffs(cutoffs).withThreads(threads);
        List<Example> examples = split.test();
        ProgressListener ranking = WorkProgress.of(command).named("ranking test examples");
        int items = trained.data().histories().items().size();
        return new TestFigures(
                trained.config().model().toString(),
                trained.model().stageName(),
                evaluator.evaluate(trained.model().scorer(), examples, ranking),
                evaluator.evaluate(Popularity.of(split.train(), items), examples));
    }

    /** As it goes into JSON. */
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("model", name);
        map.put("stage", stage);
        map.put("protocol", model.protocol());
        map.put("examples", model.examples());
        if (model.leftOut() > 0) {
            map.put("leftOut", model.leftOut());
        }
        map.putAll(model.metrics());
        map.put("popularity", popularity.metrics());
        return map;
    }

    /** Prints a table: a row per metric. */
    void print(PrintWriter writer) {
        writer.println(String.format(
                Locale.ROOT,
                "%,d test examples, ranking %s, model after stage %s:",
                model.examples(),
                model.protocol(),
                stage));
        if (model.leftOut() > 0) {
            writer.println(String.format(
                    Locale.ROOT,
                    "(left out %,d test examples whose users have had nearly all items: too few other items are left"
                            + " for %s)",
                    model.leftOut(),
                    model.protocol()));
        }
        Table table = new Table("", name, "popularity", "ratio");
        model.metrics().forEach((metric, value) -> {
            double baseline = popularity.metric(metric);
            table.add(metric, number(value), number(baseline), ratio(value, baseline));
        });
        table.print(writer);
    }

    /** Explains why these metrics differ from the metrics of the validation, if the protocols differ. */
    void explainValidation(boolean novel, PrintWriter writer) {
        String validation = RankingProtocol.validation(novel).name();
        if (!validation.equals(model.protocol())) {
            writer.println(String.format(
                    Locale.ROOT,
                    "The validation ranked %s, which leaves out items that the user has had. It cannot be compared with"
                            + " this table, which ranks %s.",
                    validation,
                    model.protocol()));
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    private static String ratio(double value, double baseline) {
        return baseline > 0 ? String.format(Locale.ROOT, "%.1f", value / baseline) : "";
    }
}
