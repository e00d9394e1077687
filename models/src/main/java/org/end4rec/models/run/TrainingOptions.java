package org.end4rec.models.run;

import java.util.Objects;
import java.util.function.Consumer;
import org.end4rec.models.data.Copies;
import org.end4rec.models.data.EventLog;
import org.end4rec.models.data.Histories;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.training.TrainingConfig;
import org.end4rec.models.vectors.ItemStart;
import org.end4rec.models.vectors.VectorTable;
import org.jspecify.annotations.Nullable;

/**
 * What a training predicts and how: the behavior to predict, the configuration of the model, and the machine's part.
 * Immutable: each method returns options with another value.
 *
 * <pre>{@code
 * TrainingOptions options = TrainingOptions.of("buy").novel(true).threads(4);
 * }</pre>
 */
public final class TrainingOptions {
    private final String target;
    private final boolean novel;
    private final boolean keepCopies;
    private final TrainingConfig config;
    private final int threads;
    private final String source;
    private final boolean beside;
    private final @Nullable Start start;

    /** Sets parameters of a fresh encoder. */
    private interface Start {
        void set(SequenceEncoder encoder, RunData data, long seed);
    }

    private TrainingOptions(
            String target,
            boolean novel,
            boolean keepCopies,
            TrainingConfig config,
            int threads,
            String source,
            boolean beside,
            @Nullable Start start) {
        this.target = target;
        this.novel = novel;
        this.keepCopies = keepCopies;
        this.config = config;
        this.threads = threads;
        this.source = source;
        this.beside = beside;
        this.start = start;
    }

    /**
     * The options with their defaults: any item may be predicted, {@link TrainingConfig#DEFAULTS}, all processors.
     *
     * @param target name of the behavior to predict, such as {@code buy}
     */
    public static TrainingOptions of(String target) {
        return new TrainingOptions(
                Objects.requireNonNull(target, "target"),
                false,
                false,
                TrainingConfig.DEFAULTS,
                Runtime.getRuntime().availableProcessors(),
                "a log in memory",
                false,
                null);
    }

    /**
     * Whether to predict only items that are new to the user: the user's earlier events on an item to predict are
     * hidden. Such a model is for recommending what the user does not have yet. Default: false.
     */
    public TrainingOptions novel(boolean value) {
        return new TrainingOptions(target, value, keepCopies, config, threads, source, beside, start);
    }

    /** Whether events stay that the log has twice, see {@link Copies}. Default: false. */
    public TrainingOptions keepCopies(boolean value) {
        return new TrainingOptions(target, novel, value, config, threads, source, beside, start);
    }

    /** The model and its settings. Default: {@link TrainingConfig#DEFAULTS}. */
    public TrainingOptions config(TrainingConfig value) {
        return new TrainingOptions(
                target, novel, keepCopies, Objects.requireNonNull(value, "config"), threads, source, beside, start);
    }

    /**
     * Threads to use, at least 1; they do not change the result's bits. Default: the number of processors.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public TrainingOptions threads(int value) {
        if (value < 1) {
            throw new IllegalArgumentException("TrainingOptions: threads is " + value + "; it must be at least 1");
        }
        return new TrainingOptions(target, novel, keepCopies, config, value, source, beside, start);
    }

    /** Where the events come from, for the reader of the run's manifest. Default: "a log in memory". */
    public TrainingOptions source(String value) {
        return new TrainingOptions(
                target, novel, keepCopies, config, threads, Objects.requireNonNull(value, "source"), beside, start);
    }

    /** Whether the folder of the run may have other files, see {@link RunFolder#checkNew}. Default: false. */
    public TrainingOptions beside(boolean value) {
        return new TrainingOptions(target, novel, keepCopies, config, threads, source, value, start);
    }

    /**
     * Vectors that the items start from, such as text embeddings; other items start at random. The folder of the run
     * has the start from its first moment on, so a resumed training has it too. Default: none.
     */
    public TrainingOptions itemVectors(VectorTable vectors) {
        return itemVectors(vectors, start -> {});
    }

    /** As {@link #itemVectors(VectorTable)}; {@code report} is called with what became of the vectors. */
    public TrainingOptions itemVectors(VectorTable vectors, Consumer<ItemStart> report) {
        Objects.requireNonNull(vectors, "vectors");
        Objects.requireNonNull(report, "report");
        Start start = (encoder, data, seed) ->
                report.accept(ItemStart.of(vectors, encoder, data.histories().items(), seed));
        return new TrainingOptions(target, novel, keepCopies, config, threads, source, beside, start);
    }

    boolean hasStart() {
        return start != null;
    }

    /** Sets the parameters of a fresh encoder that do not start at random; null for a model without an encoder. */
    void start(@Nullable SequenceEncoder encoder, RunData data) {
        if (start == null) {
            return;
        }
        if (encoder == null) {
            throw new IllegalArgumentException(
                    "TrainingOptions: itemVectors are given; " + config.model() + " has no vectors to start");
        }
        start.set(encoder, data, config.seed());
    }

    TrainingConfig config() {
        return config;
    }

    int threads() {
        return threads;
    }

    boolean beside() {
        return beside;
    }

    /** The events and examples of a log. */
    RunData data(EventLog log) {
        Histories all = Histories.of(log);
        return RunData.leaveLastOut(keepCopies ? all : Copies.of(all).leftOut(), target, novel);
    }

    /** @throws IllegalArgumentException if the examples of the data are for another target */
    Manifest manifest(RunData data) {
        int number = data.split().targetBehavior();
        String found = data.histories().behaviors().id(number);
        if (!found.equals(target) || data.split().novel() != novel) {
            throw new IllegalArgumentException(
                    "TrainingOptions: target is " + target + " and novel is " + novel + "; the data have target "
                            + found + " and novel " + data.split().novel());
        }
        return Manifest.of(config.model().toString(), target, novel, source);
    }
}
