package org.end4rec.models.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.end4rec.core.io.SafeTensors;
import org.end4rec.models.encoder.end4rec.beyond.End4RecVariant;
import org.end4rec.models.training.TrainingConfig;

/**
 * How many numbers an encoder has, told without making it: a configuration may name sizes for which there is no room in
 * any machine. Numbers are {@code double}, which no size overflows.
 */
final class EncoderSize {
    /** Files may be so much smaller than the configuration says: what is left is found by name and shape. */
    private static final double SLACK = 1_000_000;

    private final TrainingConfig config;
    private final double d;
    private final double n;
    private final double items;
    private final double behaviors;

    private EncoderSize(TrainingConfig config, RunData data) {
        this.config = config;
        d = config.dim();
        n = config.length();
        items = data.histories().items().size();
        behaviors = data.histories().behaviors().size();
    }

    /**
     * Compares the sizes of a configuration with the header of the first of these files that can be read; without any,
     * with the memory of this Java.
     *
     * @throws RunException naming both if the encoder has many more numbers than the file
     */
    static void check(Path configFile, TrainingConfig config, RunData data, List<Path> files) throws RunException {
        double numbers = of(config, data);
        for (Path file : files) {
            double found = numbersIn(file);
            if (numbers > 2 * found + SLACK && found > 0) {
                throw new RunException(String.format(
                        Locale.ROOT,
                        "%s asks for a model of at least %.0f numbers (dim %d, length %d, layers %d); %s has %.0f."
                                + " One of"
                                + " the two files was changed or belongs to another run: restore it from a copy",
                        configFile,
                        numbers,
                        config.dim(),
                        config.length(),
                        config.layers(),
                        file,
                        found));
            }
            if (found > 0) {
                return;
            }
        }
        double bytes = Float.BYTES * Math.max(numbers, (double) config.length() * config.dim());
        if (bytes > Runtime.getRuntime().maxMemory()) {
            throw new RunException(String.format(
                    Locale.ROOT,
                    "%s asks for a model of %.3g bytes (dim %d, length %d, layers %d); Java has %.3g. Give Java"
                            + " more memory"
                            + " if the configuration is right",
                    configFile,
                    bytes,
                    config.dim(),
                    config.length(),
                    config.layers(),
                    (double) Runtime.getRuntime().maxMemory()));
        }
    }

    /** Of all tensors; 0 where there is no such file or it is damaged, which its reader says. */
    private static double numbersIn(Path file) {
        try {
            SafeTensors header = SafeTensors.readHeader(file);
            double sum = 0;
            for (String name : header.names()) {
                sum += header.shape(name).size();
            }
            return sum;
        } catch (IOException unreadable) {
            return 0;
        }
    }

    /** The number of numbers; of {@code mbstr} at least so many. */
    static double of(TrainingConfig config, RunData data) {
        EncoderSize size = new EncoderSize(config, data);
        String name = config.encoder();
        boolean withBehaviors = name.endsWith("+b");
        String base = withBehaviors ? name.substring(0, name.length() - 2) : name;
        double layers = config.layers();
        double d = size.d;
        double attention = 4 * d * d + size.refinement(true);
        double tables = size.tables(withBehaviors);
        return switch (base) {
            case "end4rec" -> size.end4rec();
            case "sasrec" -> tables + layers * attention + 2 * d;
            case "fmlprec" -> tables + layers * (2 * size.bins() * d + size.refinement(true));
            case "mbstr" ->
                tables
                        + layers
                                * (3 * size.behaviors * d * d
                                        + d * d
                                        + size.behaviors * size.behaviors * config.heads()
                                        + size.refinement(true));
            case "gru4rec" -> tables - (size.n + 2) * d + layers * (6 * d * d + 6 * d) + d * d + d;
            case "bert4rec" -> tables + d + layers * attention + d * d + d + 2 * d;
            default -> 0;
        };
    }

    private double end4rec() {
        double mixing = 4 * d * d / config.chunks() + 4 * d;
        mixing += switch (config.mixing()) {
            case SHARED -> 0;
            case BANDED -> 2 * bins() * d;
            case CAUSAL -> 2 * n * d;
        };
        double preference = config.preference() == End4RecVariant.Preference.FIXED ? 0 : behaviors;
        double context = config.score() == End4RecVariant.Score.LINEAR ? 0 : d * d;
        return tables(true)
                + config.layers() * (mixing + refinement(config.feedForward()))
                + (config.hard() ? d + 1 + preference + context : 0)
                + (config.soft() ? 2 * behaviors * bins() * d : 0)
                + (config.query() ? 2 * (behaviors + 1) * d : 0)
                + 2 * d;
    }

    private double bins() {
        return config.length() / 2 + 1.0;
    }

    /** Items, behaviors, positions and their normalization. */
    private double tables(boolean withBehaviors) {
        return (items + 1 + (withBehaviors ? behaviors + 1 : 0) + n + 2) * d;
    }

    private double refinement(boolean feedForward) {
        return 2 * d + (feedForward ? 8 * d * d + 7 * d : 0);
    }
}
