package org.end4rec.models.probe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.end4rec.models.data.Batch;
import org.end4rec.models.data.BatchAssembler;
import org.end4rec.models.data.EventLabel;
import org.end4rec.models.data.Example;
import org.end4rec.models.data.Histories;
import org.end4rec.models.encoder.DenoisingEncoder;
import org.end4rec.models.encoder.EventDecision;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.evaluation.ScoredLabels;
import org.end4rec.models.evaluation.Scorer;
import org.end4rec.models.evaluation.Significance;
import org.end4rec.models.trial.ExperimentData;
import org.end4rec.models.trial.Probe;
import org.jspecify.annotations.Nullable;

/**
 * How well the Hard Noise Eliminator finds the accidental events of a labelled log among all events that the test
 * examples show: {@code precision} and {@code recall} of the eliminated events, {@code ROC-AUC} of 1 − keep
 * probability, over all events and among the events of the most frequent behavior, where the behavior gives no hint;
 * and {@code Spearman p,noise}, the rank correlation of the behaviors' preferences with their shares of accidental
 * events. NaN where a metric is not defined; no answers for other models.
 */
public final class EliminatorProbe implements Probe {
    private static final int BLOCK = 256;

    /** A probe for any labelled log. */
    public EliminatorProbe() {}

    @Override
    public String name() {
        return "eliminator";
    }

    @Override
    public Map<String, Double> measure(
            Scorer scorer, @Nullable SequenceEncoder encoder, int length, ExperimentData data) {
        Objects.requireNonNull(scorer, "scorer");
        if (!(encoder instanceof DenoisingEncoder denoising) || !denoising.judgesEvents()) {
            return Map.of();
        }
        Histories histories = data.data().histories();
        boolean novel = data.data().split().novel();
        BatchAssembler events = new BatchAssembler(histories, length, novel);
        BatchAssembler labels = labels(histories, length, novel);
        int accidental = histories.labels().number(EventLabel.ACCIDENTAL.id());
        Judged judged = new Judged(histories.behaviors().size());
        List<Example> examples = data.data().split().test();
        for (int from = 0; from < examples.size(); from += BLOCK) {
            List<Example> block = examples.subList(from, Math.min(from + BLOCK, examples.size()));
            Batch labelsOfBlock = labels.batch(block);
            int[] label = Arrays.stream(labelsOfBlock.behaviors())
                    .filter(each -> each > 0)
                    .toArray();
            List<EventDecision> decisions = denoising.decisions(events.batch(block));
            for (int i = 0; i < label.length; i++) {
                judged.add(decisions.get(i), label[i] == accidental);
            }
        }
        return judged.figures();
    }

    /** Cuts the same histories alike, with labels in the place of behaviors. */
    static BatchAssembler labels(Histories histories, int length, boolean novel) {
        int[] labels = new int[histories.events()];
        int event = 0;
        for (int user = 1; user <= histories.users().size(); user++) {
            for (int position = 0; position < histories.length(user); position++) {
                labels[event++] = histories.label(user, position);
            }
        }
        Histories labelled = Histories.of(
                histories.users(),
                histories.items(),
                histories.labels(),
                histories.offsets(),
                histories.itemColumn(),
                labels);
        return new BatchAssembler(labelled, length, novel);
    }

    /** Collects the decisions. */
    private static final class Judged {
        private final ScoredLabels all = new ScoredLabels();
        private final List<ScoredLabels> byBehavior = new ArrayList<>();
        private final double[] preference;
        private int dropped;
        private int found;

        Judged(int behaviors) {
            preference = new double[behaviors];
            for (int b = 0; b < behaviors; b++) {
                byBehavior.add(new ScoredLabels());
            }
        }

        void add(EventDecision decision, boolean isAccident) {
            // the order of 1 − π, without the rounding that would make small π equal
            float noise = -decision.keepProbability();
            int b = decision.behavior() - 1;
            all.add(noise, isAccident);
            byBehavior.get(b).add(noise, isAccident);
            preference[b] = decision.preference();
            dropped += decision.kept() ? 0 : 1;
            found += isAccident && !decision.kept() ? 1 : 0;
        }

        Map<String, Double> figures() {
            Map<String, Double> figures = new LinkedHashMap<>();
            figures.put("precision", dropped == 0 ? Double.NaN : (double) found / dropped);
            figures.put("recall", all.positives() == 0 ? Double.NaN : (double) found / all.positives());
            figures.put("ROC-AUC", auc(all));
            figures.put("ROC-AUC one behavior", auc(mostFrequent()));
            figures.put("Spearman p,noise", spearman());
            return figures;
        }

        private static double auc(ScoredLabels events) {
            boolean isDefined = events.positives() > 0 && events.positives() < events.size();
            return isDefined ? events.auc() : Double.NaN;
        }

        private ScoredLabels mostFrequent() {
            ScoredLabels most = byBehavior.get(0);
            for (ScoredLabels each : byBehavior) {
                most = each.size() > most.size() ? each : most;
            }
            return most;
        }

        private double spearman() {
            int seen = 0;
            double[] p = new double[preference.length];
            double[] rate = new double[preference.length];
            for (int b = 0; b < preference.length; b++) {
                ScoredLabels events = byBehavior.get(b);
                if (events.size() > 0) {
                    p[seen] = preference[b];
                    rate[seen++] = (double) events.positives() / events.size();
                }
            }
            return Significance.spearman(Arrays.copyOf(p, seen), Arrays.copyOf(rate, seen));
        }
    }
}
