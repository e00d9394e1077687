package org.end4rec.models.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.end4rec.models.evaluation.RankingProtocol;

/**
 * The measurements of every trained model.
 *
 * @param protocols names of ranking protocols, such as full and sampled:99
 * @param cutoffs cutoffs K of the metrics; 10 is among them
 * @param seed chooses the sampled negatives, the same for all models
 * @param probes further questions
 */
public record Measurements(List<String> protocols, List<Integer> cutoffs, long seed, List<Probe> probes) {
    /** The cutoff of the metrics by which models are chosen and compared. */
    public static final int MAIN_CUTOFF = 10;

    /** The metrics that models are compared by, at {@link #MAIN_CUTOFF}. */
    public static final List<String> MAIN_METRICS = List.of("NDCG@10", "HR@10");

    /** @throws IllegalArgumentException if there is no protocol, one is unknown or named twice, or 10 is no cutoff */
    public Measurements {
        protocols = List.copyOf(protocols);
        cutoffs = List.copyOf(cutoffs);
        probes = List.copyOf(probes);
        if (protocols.isEmpty() || protocols.stream().distinct().count() < protocols.size()) {
            throw new IllegalArgumentException(
                    "Measurements: the protocols are " + protocols + "; give at least one, and none twice");
        }
        if (!cutoffs.contains(MAIN_CUTOFF) || cutoffs.stream().anyMatch(k -> k < 1)) {
            throw new IllegalArgumentException("Measurements: the cutoffs are " + cutoffs
                    + "; each must be at least 1, and 10 must be among them");
        }
        for (String protocol : protocols) {
            RankingProtocol.parse(protocol, seed);
        }
    }

    /** Protocols as given, cutoffs 5, 10 and 20, no probes. */
    public static Measurements of(List<String> protocols, long seed) {
        return new Measurements(protocols, List.of(5, MAIN_CUTOFF, 20), seed, List.of());
    }

    /** The same with that probe too. */
    public Measurements with(Probe probe) {
        List<Probe> more = new ArrayList<>(probes);
        more.add(Objects.requireNonNull(probe, "probe"));
        return new Measurements(protocols, cutoffs, seed, more);
    }

    /** The part of a trial's key. */
    String identity() {
        return protocols + " " + cutoffs + " " + seed + " "
                + probes.stream().map(Probe::name).toList();
    }
}
