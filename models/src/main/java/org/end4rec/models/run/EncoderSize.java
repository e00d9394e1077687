package org.end4rec.models.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.end4rec.core.io.SafeTensors;
import org.end4rec.models.data.Histories;
import org.end4rec.models.training.TrainingConfig;

/**
 * How many numbers an encoder has, computed without making it: a configuration may name sizes for which no machine has
 * room. Numbers are {@code double}, which no size overflows.
 */
final class EncoderSize {
    /**
     * A file may be smaller than the configuration says by so many numbers. Smaller faults are found by name and shape.
     */
    private static final double SLACK = 1_000_000;

    private EncoderSize() {}

    /**
     * Compares the sizes of a configuration with the header of the first of these files that can be read; without any,
     * with the memory of this Java.
     *
     * @throws RunException naming both if the encoder has many more numbers than the file
     */
    static void check(Path configFile, TrainingConfig config, RunData data, List<Path> files) throws RunException {
        if (config.model().isCounted()) {
            return;
        }
        double numbers = of(config, data);
        for (Path file : files) {
            double found = numbersIn(file);
            if (found > 0) {
                check(configFile, config, numbers, file, found);
                return;
            }
        }
        double bytes = Float.BYTES * Math.max(numbers, (double) config.length() * config.dim());
        if (bytes > Runtime.getRuntime().maxMemory()) {
            throw new RunException(String.format(
                    Locale.ROOT,
                    "%s asks for a model of %.3g bytes (dim %d, length %d, layers %d); Java has %.3g bytes. Give"
                            + " Java more memory if the configuration is right",
                    configFile,
                    bytes,
                    config.dim(),
                    config.length(),
                    config.encoder().layers(),
                    (double) Runtime.getRuntime().maxMemory()));
        }
    }

    /** As {@link #check}, with the size of the only file of parameters. */
    static void check(Path configFile, TrainingConfig config, Histories ids, Path file, long bytes)
            throws RunException {
        double numbers = of(config, ids.items().size(), ids.behaviors().size());
        check(configFile, config, numbers, file, (double) bytes / Float.BYTES);
    }

    private static void check(Path configFile, TrainingConfig config, double numbers, Path file, double found)
            throws RunException {
        if (numbers > 2 * found + SLACK) {
            throw new RunException(String.format(
                    Locale.ROOT,
                    "%s asks for a model of at least %.0f numbers (dim %d, length %d, layers %d); %s has %.0f"
                            + " numbers. One of the two files was changed or belongs to another run: restore it"
                            + " from a copy",
                    configFile,
                    numbers,
                    config.dim(),
                    config.length(),
                    config.encoder().layers(),
                    file,
                    found));
        }
    }

    /** The numbers of all tensors. 0 if there is no such file, or if it is damaged: its reader reports the damage. */
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

    /** The number of numbers. */
    static double of(TrainingConfig config, RunData data) {
        return of(
                config,
                data.histories().items().size(),
                data.histories().behaviors().size());
    }

    private static double of(TrainingConfig config, int items, int behaviors) {
        return config.model().architecture().parameterCount(config, items, behaviors);
    }
}
