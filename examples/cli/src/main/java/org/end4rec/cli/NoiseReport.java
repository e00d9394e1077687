package org.end4rec.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.end4rec.models.data.EventLabel;
import org.end4rec.models.data.Example;
import org.end4rec.models.data.Histories;
import org.end4rec.models.data.Split;
import org.end4rec.models.evaluation.ScoredLabels;
import org.end4rec.models.recommend.Explanation;
import org.end4rec.models.recommend.HistoryEvent;
import org.end4rec.models.recommend.Recommender;

/**
 * How well the Hard Noise Eliminator finds the accidental clicks of a labelled shop, among all clicks that a model
 * reads to predict the test examples.
 *
 * @param auc area under the ROC curve of 1 − keep probability: the chance that an accidental click looks noisier than
 *     another click; 0.5 is guessing
 * @param accidentalClicks number of accidental clicks
 * @param otherClicks number of other clicks
 * @param accidentalDropped how many accidental clicks were dropped
 * @param otherDropped how many other clicks were dropped
 */
record NoiseReport(double auc, int accidentalClicks, int otherClicks, int accidentalDropped, int otherDropped) {
    private static final String CLICK = "click";

    /**
     * @param histories the histories of the recommender's run, with labels
     * @param split of the recommender's run
     * @throws IllegalArgumentException if a user has another number of events in the run than in the histories
     */
    static NoiseReport of(Recommender recommender, Histories histories, Split split) {
        Clicks clicks = new Clicks();
        for (Example example : split.test()) {
            String user = histories.users().id(example.user());
            List<HistoryEvent> events = recommender.historyOf(user);
            if (events.size() != histories.length(example.user())) {
                throw new IllegalArgumentException("NoiseReport: user " + user + " has " + events.size()
                        + " events in the run and " + histories.length(example.user()) + " events with labels");
            }
            List<HistoryEvent> shown = new ArrayList<>();
            List<String> labels = new ArrayList<>();
            for (int position = 0; position < example.end(); position++) {
                if (!split.novel() || histories.item(example.user(), position) != example.target()) {
                    shown.add(events.get(position));
                    labels.add(label(histories, example.user(), position));
                }
            }
            List<Explanation> explanations = recommender.explain(shown);
            clicks.add(explanations, labels.subList(labels.size() - explanations.size(), labels.size()));
        }
        return clicks.report();
    }

    /** The label of an event of a user's history. */
    static String label(Histories histories, int user, int position) {
        return histories.labels().id(histories.label(user, position));
    }

    /** As it goes into JSON. */
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("roc_auc", auc);
        map.put("accidental_clicks", accidentalClicks);
        map.put("accidental_dropped", accidentalDropped);
        map.put("other_clicks", otherClicks);
        map.put("other_dropped", otherDropped);
        return map;
    }

    void print(PrintWriter writer) {
        writer.println(String.format(
                Locale.ROOT,
                "Finding accidental clicks among the clicks: ROC-AUC %.3f (0.5 is guessing, 1 is perfect).",
                auc));
        writer.println(String.format(
                Locale.ROOT,
                "Dropped: %,d of %,d accidental clicks (%.1f %%), %,d of %,d other clicks (%.1f %%).",
                accidentalDropped,
                accidentalClicks,
                100.0 * accidentalDropped / accidentalClicks,
                otherDropped,
                otherClicks,
                100.0 * otherDropped / otherClicks));
        writer.flush();
    }

    /** Collects the clicks and their decisions. */
    private static final class Clicks {
        private final ScoredLabels judged = new ScoredLabels();
        private int accidentalDropped;
        private int otherDropped;

        void add(List<Explanation> explanations, List<String> labels) {
            for (int i = 0; i < explanations.size(); i++) {
                if (explanations.get(i).behavior().equals(CLICK)) {
                    add(explanations.get(i), labels.get(i).equals(EventLabel.ACCIDENTAL.id()));
                }
            }
        }

        private void add(Explanation click, boolean isAccident) {
            // the order of 1 − π, without the rounding that would make small π equal
            judged.add((float) -click.keepProbability(), isAccident);
            if (!click.kept()) {
                accidentalDropped += isAccident ? 1 : 0;
                otherDropped += isAccident ? 0 : 1;
            }
        }

        NoiseReport report() {
            return new NoiseReport(
                    judged.auc(),
                    judged.positives(),
                    judged.size() - judged.positives(),
                    accidentalDropped,
                    otherDropped);
        }
    }
}
