package org.end4rec.models.probe;

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
import org.end4rec.models.encoder.FilteredEnergy;
import org.end4rec.models.encoder.KeptEvents;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.encoder.Stage;
import org.end4rec.models.evaluation.Scorer;
import org.end4rec.models.trial.ExperimentData;
import org.end4rec.models.trial.Probe;
import org.jspecify.annotations.Nullable;

/**
 * The share of energy that the Soft Noise Filter removes from the mined events that the test examples show:
 * {@code removed outdated} for events of outdated interests, {@code removed others} for all others. NaN where there are
 * none; no answers for other models.
 */
public final class FilterProbe implements Probe {
    private static final int BLOCK = 256;

    /** A probe for any labelled log. */
    public FilterProbe() {}

    @Override
    public String name() {
        return "filter";
    }

    @Override
    public Map<String, Double> measure(
            Scorer scorer, @Nullable SequenceEncoder encoder, int length, ExperimentData data) {
        Objects.requireNonNull(scorer, "scorer");
        if (!(encoder instanceof DenoisingEncoder denoising)) {
            return Map.of();
        }
        Histories histories = data.data().histories();
        boolean novel = data.data().split().novel();
        BatchAssembler events = new BatchAssembler(histories, length, novel);
        BatchAssembler labels = EliminatorProbe.labels(histories, length, novel);
        int outdated = histories.labels().number(EventLabel.OUTDATED.id());
        Stage last = encoder.lastStage();
        // energies by whether an event is outdated: mined, removed
        double[][] energy = new double[2][2];
        List<Example> examples = data.data().split().test();
        for (int from = 0; from < examples.size(); from += BLOCK) {
            List<Example> block = examples.subList(from, Math.min(from + BLOCK, examples.size()));
            Batch batch = events.batch(block);
            KeptEvents sifted = denoising.sift(batch, last);
            Batch labelled = labels.batch(block);
            Batch aligned = sifted.kept() == null ? labelled : labelled.keeping(sifted.kept());
            FilteredEnergy found = denoising.filteredEnergy(sifted.batch());
            if (found == null) {
                return Map.of();
            }
            for (int i = 0; i < found.mined().length; i++) {
                double[] of = energy[aligned.behaviors()[i] == outdated ? 1 : 0];
                of[0] += found.mined()[i];
                of[1] += found.removed()[i];
            }
        }
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("removed outdated", energy[1][1] / energy[1][0]);
        figures.put("removed others", energy[0][1] / energy[0][0]);
        return figures;
    }
}
