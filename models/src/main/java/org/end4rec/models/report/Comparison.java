package org.end4rec.models.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.end4rec.models.training.TrainingConfig;
import org.end4rec.models.trial.FinishedTrial;
import org.end4rec.models.trial.SearchSpace;
import org.end4rec.models.trial.Trial;
import org.end4rec.models.trial.TrialPlan;
import org.end4rec.models.trial.TrialRunner;
import org.end4rec.models.trial.Variant;

/**
 * Models on one split with one budget: every encoder gets the same number of tuning trials, the first with the given
 * settings, the others drawn from the {@link SearchSpace} of the encoder. Count-based baselines, whose trials take
 * seconds, may have more trials. The settings with the best validation NDCG@10 run with several seeds, and the test
 * metrics of these runs are reported. Test metrics choose nothing. A trial whose training diverges cannot be the best.
 */
public final class Comparison {
    private final TrialRunner runner;
    private final SearchSpace space;
    private final TrainingConfig base;
    private final Set<String> fixed;
    private final int trials;
    private final int countingTrials;
    private final int seeds;

    /**
     * @param base settings of all models, where tuning does not vary them
     * @param fixed keys that tuning does not vary
     * @param trials tuning trials for each encoder, at least 1
     * @param countingTrials the same for each count-based baseline
     * @param seeds seeds for each model, at least 1: the seed of the base and the following ones
     */
    public Comparison(
            TrialRunner runner,
            SearchSpace space,
            TrainingConfig base,
            Set<String> fixed,
            int trials,
            int countingTrials,
            int seeds) {
        checkPositive("trials", trials);
        checkPositive("countingTrials", countingTrials);
        checkPositive("seeds", seeds);
        this.runner = Objects.requireNonNull(runner, "runner");
        this.space = Objects.requireNonNull(space, "space");
        this.base = Objects.requireNonNull(base, "base");
        this.fixed = Set.copyOf(fixed);
        this.trials = trials;
        this.countingTrials = countingTrials;
        this.seeds = seeds;
    }

    private static void checkPositive(String name, int number) {
        if (number < 1) {
            throw new IllegalArgumentException("Comparison: " + name + " is " + number + "; it must be at least 1");
        }
    }

    /**
     * Tunes each model and runs the best settings of each.
     *
     * @return a row for each model, in their order
     */
    public List<ReportRow> run(List<String> models) throws IOException {
        List<List<Map<String, String>>> candidates = new ArrayList<>();
        for (String model : models) {
            List<Map<String, String>> drawn = candidates(model);
            candidates.add(drawn);
            runner.plan().expect(model, (drawn.size() > 1 ? drawn.size() : 0) + seedsOf(model, seeds));
        }
        List<ReportRow> rows = new ArrayList<>();
        for (int i = 0; i < models.size(); i++) {
            Map<String, String> best = best(models.get(i), candidates.get(i));
            rows.add(row(runner, new Variant(models.get(i), models.get(i), best), base, seeds));
        }
        return rows;
    }

    /** The number of missing tuning trials of a model whose space has too few settings, else 0. */
    public int fewerTrials(String model) {
        int drawn = candidates(model).size();
        return drawn < budget(model) ? drawn : 0;
    }

    private List<Map<String, String>> candidates(String model) {
        return space.draw(model, base, fixed, budget(model), base.seed());
    }

    private int budget(String model) {
        return Trial.isCounting(model) ? countingTrials : trials;
    }

    private Map<String, String> best(String model, List<Map<String, String>> candidates) throws IOException {
        if (candidates.size() == 1) {
            return candidates.get(0);
        }
        Map<String, String> best = Map.of();
        double highest = -1;
        for (Map<String, String> settings : candidates) {
            FinishedTrial trial = runner.tryOut(Trial.of(model, base, settings, base.seed()));
            if (trial != null && trial.result().validation() > highest) {
                highest = trial.result().validation();
                best = settings;
            }
        }
        return best;
    }

    /**
     * Runs variants without tuning; {@link #expect} has put them into the plan.
     *
     * @return a row for each, in their order
     */
    public static List<ReportRow> runVariants(
            TrialRunner runner, List<Variant> variants, TrainingConfig base, int seeds) throws IOException {
        Objects.requireNonNull(runner, "runner");
        Objects.requireNonNull(base, "base");
        List<ReportRow> rows = new ArrayList<>();
        for (Variant variant : variants) {
            rows.add(row(runner, variant, base, seeds));
        }
        return rows;
    }

    /** Puts the trials of variants into the plan. */
    public static void expect(TrialPlan plan, List<Variant> variants, int seeds) {
        Objects.requireNonNull(plan, "plan");
        for (Variant variant : variants) {
            plan.expect(variant.model(), seedsOf(variant.model(), seeds));
        }
    }

    /** A count-based baseline has nothing random. */
    private static int seedsOf(String model, int seeds) {
        return Trial.isCounting(model) ? 1 : seeds;
    }

    private static ReportRow row(TrialRunner runner, Variant variant, TrainingConfig base, int seeds)
            throws IOException {
        List<FinishedTrial> finished = new ArrayList<>();
        for (int seed = 0; seed < seedsOf(variant.model(), seeds); seed++) {
            finished.add(runner.run(Trial.of(variant.model(), base, variant.settings(), base.seed() + seed)));
        }
        return ReportRow.of(variant, finished, runner);
    }
}
