package org.end4rec.models.experiment;

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
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.encoder.end4rec.End4Rec;
import org.end4rec.models.encoder.end4rec.EventDecision;
import org.end4rec.models.evaluation.RocAuc;
import org.end4rec.models.evaluation.Scorer;
import org.end4rec.models.evaluation.Significance;
import org.jspecify.annotations.Nullable;

/**
 * How well the Hard Noise Eliminator finds the accidental events of a labelled log among all events that the test
 * examples show: {@code precision} and {@code recall} of what it drops, {@code ROC-AUC} of 1 − keep probability, over
 * all events and among those of the most frequent behavior alone, where the behavior gives nothing away; and {@code
 * Spearman p,noise}, the rank correlation of the behaviors' preferences with their shares of accidental events. NaN
 * where a figure is not defined; no answers for other models.
 */
public final class EliminatorProbe implements Probe {
    private static final int BLOCK = 256;

    /** Asks nothing yet. */
    public EliminatorProbe() {}

    @Override
    public String name() {
        return "eliminator";
    }

    @Override
    public Map<String, Double> measure(
            Scorer scorer, @Nullable SequenceEncoder encoder, int length, ExperimentData data) {
        Objects.requireNonNull(scorer, "scorer");
        if (!(encoder instanceof End4Rec end4rec) || !end4rec.judgesEvents()) {
            return Map.of();
        }
        Histories histories = data.data().histories();
        boolean novel = data.data().split().novel();
        BatchAssembler events = new BatchAssembler(histories, length, novel);
        BatchAssembler labels = new BatchAssembler(labelled(histories), length, novel);
        int accidental = histories.labels().number(EventLabel.ACCIDENTAL.id());
        Judged judged = new Judged(histories.behaviors().size());
        List<Example> examples = data.data().split().test();
        for (int from = 0; from < examples.size(); from += BLOCK) {
            List<Example> block = examples.subList(from, Math.min(from + BLOCK, examples.size()));
            Batch labelsOfBlock = labels.batch(block);
            int[] label = Arrays.stream(labelsOfBlock.behaviors())
                    .filter(each -> each > 0)
                    .toArray();
            List<EventDecision> decisions = end4rec.decisions(events.batch(block));
            for (int i = 0; i < label.length; i++) {
                judged.add(decisions.get(i), label[i] == accidental);
            }
        }
        return judged.figures();
    }

    /** The same histories with labels in the place of behaviors, so that both are cut alike. */
    private static Histories labelled(Histories histories) {
        int[] labels = new int[histories.events()];
        int event = 0;
        for (int user = 1; user <= histories.users().size(); user++) {
            for (int position = 0; position < histories.length(user); position++) {
                labels[event++] = histories.label(user, position);
            }
        }
        return Histories.of(
                histories.users(),
                histories.items(),
                histories.labels(),
                histories.offsets(),
                histories.itemColumn(),
                labels);
    }

    /** Collects the judgements. */
    private static final class Judged {
        private float[] noise = new float[1024];
        private boolean[] accidental = new boolean[1024];
        private int[] behavior = new int[1024];
        private int size;
        private int dropped;
        private int accidents;
        private int found;
        private final double[] preference;
        private final double[] events;
        private final double[] accidentsOf;

        Judged(int behaviors) {
            preference = new double[behaviors];
            events = new double[behaviors];
            accidentsOf = new double[behaviors];
        }

        void add(EventDecision decision, boolean isAccident) {
            if (size == noise.length) {
                noise = Arrays.copyOf(noise, 2 * size);
                accidental = Arrays.copyOf(accidental, 2 * size);
                behavior = Arrays.copyOf(behavior, 2 * size);
            }
            // the order of 1 − π, without the rounding that would make small π equal
            noise[size] = -decision.keepProbability();
            behavior[size] = decision.behavior();
            accidental[size++] = isAccident;
            int b = decision.behavior() - 1;
            preference[b] = decision.preference();
            events[b]++;
            accidents += isAccident ? 1 : 0;
            accidentsOf[b] += isAccident ? 1 : 0;
            dropped += decision.kept() ? 0 : 1;
            found += isAccident && !decision.kept() ? 1 : 0;
        }

        Map<String, Double> figures() {
            Map<String, Double> figures = new LinkedHashMap<>();
            figures.put("precision", dropped == 0 ? Double.NaN : (double) found / dropped);
            figures.put("recall", accidents == 0 ? Double.NaN : (double) found / accidents);
            figures.put("ROC-AUC", auc(0));
            figures.put("ROC-AUC one behavior", auc(mostFrequent()));
            figures.put("Spearman p,noise", spearman());
            return figures;
        }

        private int mostFrequent() {
            int most = 0;
            for (int b = 1; b < events.length; b++) {
                most = events[b] > events[most] ? b : most;
            }
            return most + 1;
        }

        /** Among the events of a behavior; 0 for all. */
        private double auc(int only) {
            float[] scores = new float[size];
            boolean[] positive = new boolean[size];
            int chosen = 0;
            int positives = 0;
            for (int i = 0; i < size; i++) {
                if (only == 0 || behavior[i] == only) {
                    scores[chosen] = noise[i];
                    positive[chosen++] = accidental[i];
                    positives += accidental[i] ? 1 : 0;
                }
            }
            return positives == 0 || positives == chosen
                    ? Double.NaN
                    : RocAuc.of(Arrays.copyOf(scores, chosen), Arrays.copyOf(positive, chosen));
        }

        private double spearman() {
            int seen = 0;
            double[] p = new double[events.length];
            double[] rate = new double[events.length];
            for (int b = 0; b < events.length; b++) {
                if (events[b] > 0) {
                    p[seen] = preference[b];
                    rate[seen++] = accidentsOf[b] / events[b];
                }
            }
            return Significance.spearman(Arrays.copyOf(p, seen), Arrays.copyOf(rate, seen));
        }
    }
}
