package org.end4rec.models.training;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.end4rec.core.Shape;
import org.end4rec.models.encoder.end4rec.beyond.End4RecVariant;
import org.end4rec.models.training.TrainingConfig.Loss;
import org.end4rec.models.training.TrainingConfig.Positions;

/**
 * The least memory that a training needs, computed before anything large is made. It is the formula of
 * docs/reliability.md with constants below the measured ones, so no training that works is refused. Immutable.
 */
public final class TrainingMemory {
    private static final double GIB = 1L << 30;

    /** Values, gradients and two moments; the values of the best epoch, and the values that replace them. */
    private static final int COPIES = 6;

    /** Sequences that are scored at a time on one tape. */
    private static final int SCORED = 64;

    private static final int LARGEST_BLOCK = 256;
    private static final int BLOCK_FLOATS = 1 << 24;

    /** The share of the memory for everything that is not counted here. */
    private static final double COMFORTABLE = 0.8;

    private static final double ADVISED = 1.25;

    private final List<Part> parts;

    /** The memory of one part of the training, and the settings that change it. */
    private record Part(String name, double bytes, String settings) {}

    private TrainingMemory(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /**
     * The memory of a training.
     *
     * @param items number of items, V
     * @param behaviors number of behaviors, R
     * @param examples examples to train on; fewer than a batch make a smaller one
     * @param validation examples of a validation
     * @throws TrainingException if an array would be longer than Java allows
     * @throws IllegalArgumentException if a number is out of its range
     */
    public static TrainingMemory of(
            TrainingConfig config, int items, int behaviors, int examples, int validation, int threads) {
        check("items", items, 1);
        check("behaviors", behaviors, 1);
        check("examples", examples, 0);
        check("validation", validation, 0);
        check("threads", threads, 1);
        Sizes sizes = new Sizes(Objects.requireNonNull(config, "config"), items, behaviors, examples);
        sizes.checkArrays();
        double parameters = sizes.table() + sizes.others();
        int block = Math.max(1, Math.min(Math.min(LARGEST_BLOCK, validation), BLOCK_FLOATS / (items + 1)));
        double blocks = Math.min(threads, Math.ceil(validation / (double) block));
        String model = "dim (" + config.dim() + "), layers (" + config.encoder().layers() + ") or length ("
                + config.length() + ")";
        List<Part> parts = new ArrayList<>();
        parts.add(new Part("the parameters", Float.BYTES * COPIES * parameters, model));
        parts.add(new Part("a step", Float.BYTES * sizes.step(threads), sizes.stepSettings()));
        parts.add(new Part("the validation", Float.BYTES * blocks * block * (items + 1.0), "--threads"));
        return new TrainingMemory(parts);
    }

    private static void check(String name, int value, int least) {
        if (value < least || value >= Shape.LARGEST) {
            throw new IllegalArgumentException("TrainingMemory: " + name + " is " + value + "; it must be from " + least
                    + " to " + (Shape.LARGEST - 1));
        }
    }

    /** All bytes. */
    public double bytes() {
        return parts.stream().mapToDouble(Part::bytes).sum();
    }

    /**
     * Compares the memory with the memory that Java may use.
     *
     * @param most bytes that Java may use, at least 1, such as {@link Runtime#maxMemory}
     * @param warning called if the memory is close to the limit
     * @throws TrainingException if the training does not fit
     */
    public void check(long most, Consumer<String> warning) {
        Objects.requireNonNull(warning, "warning");
        if (most < 1) {
            throw new IllegalArgumentException("TrainingMemory: most is " + most + "; it must be at least 1");
        }
        if (bytes() > most) {
            throw new TrainingException("there is not enough memory: " + describe(most));
        }
        if (bytes() > COMFORTABLE * most) {
            warning.accept("memory may be short: " + describe(most));
        }
    }

    private String describe(long most) {
        List<Part> largest = parts.stream()
                .sorted(Comparator.comparingDouble(Part::bytes).reversed())
                .toList();
        String each = largest.stream()
                .map(part -> part.name() + " " + gib(part.bytes()))
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "the training needs at least %s GiB and Java may use %s (%s); give Java more memory by"
                        + " END4REC_OPTS=-Xmx%.0fg, or choose a smaller %s",
                gib(bytes()),
                gib((double) most),
                each,
                Math.ceil(ADVISED * bytes() / GIB),
                largest.get(0).settings());
    }

    private static String gib(double bytes) {
        return String.format(Locale.ROOT, "%,.1f", bytes / GIB);
    }

    /** Numbers of floats. */
    private record Sizes(TrainingConfig c, int items, int behaviors, int examples) {
        /**
         * Tensors [B,N,d] that a layer keeps for its gradients, without dropout and feed-forward part. Below: the
         * tensors of dropout, of a feed-forward part, and of everything outside the layers.
         */
        private static final double OF_LAYER = 12;

        private static final double OF_DROPOUT = 4;
        private static final double OF_FEED_FORWARD = 6;
        private static final double OF_THE_REST = 10;

        double batch() {
            int most = c.limits().epochExamples() == 0
                    ? examples
                    : Math.min(examples, c.limits().epochExamples());
            return Math.max(1, Math.min(batchSize(), most));
        }

        private double d() {
            return c.dim();
        }

        private double layers() {
            return c.encoder().layers();
        }

        private int heads() {
            return c.encoder().heads();
        }

        private Loss loss() {
            return c.objective().loss();
        }

        private int negatives() {
            return c.objective().negatives();
        }

        private Positions positions() {
            return c.objective().positions();
        }

        private int batchSize() {
            return c.batching().batchSize();
        }

        private int shardSize() {
            return c.batching().shardSize();
        }

        double table() {
            return (items + 1.0) * d();
        }

        /** Parameters that are not in the item table. */
        double others() {
            return architecture().parameterCount(c, items, behaviors) - table();
        }

        private Architecture architecture() {
            return c.model().architecture();
        }

        double step(int threads) {
            double perShard = Math.ceil(batch() / shardSize()) * others();
            double attention = keptAttentions() * layers() * heads() * c.length();
            double sequences = batch() * c.length() * (tensors() * d() + attention);
            double n = negatives();
            double blocks = Math.ceil(items / 512.0);
            double rows = Math.min(batch(), LARGEST_BLOCK);
            double loss = switch (loss()) {
                case SOFTMAX ->
                    threads * Math.min(512.0, items) * rows
                            + 2 * blocks * rows
                            + (Math.min(blocks, 16) + 2) * rows * d();
                case SAMPLED_SOFTMAX -> 9 * n * d() + 64.0 * threads * (n + 2 * d());
                default -> batch() * n * d();
            };
            return perShard + sequences + loss;
        }

        String stepSettings() {
            double n = negatives() * d();
            boolean samples = switch (loss()) {
                case SOFTMAX -> false;
                case SAMPLED_SOFTMAX -> 9 * n > batch() * c.length() * tensors() * d();
                default -> negatives() > c.length() * tensors();
            };
            return samples
                    ? "negatives (" + negatives() + ") or batchSize (" + batchSize() + ")"
                    : "batchSize (" + batchSize() + "), length (" + c.length() + ") or dim (" + c.dim() + ")";
        }

        private double tensors() {
            double l = layers();
            return switch (architecture()) {
                case END4REC ->
                    Math.max(
                            1,
                            layer(OF_LAYER - (c.end4rec().feedForward() ? 0 : OF_FEED_FORWARD)) * passes()
                                    + OF_THE_REST);
                case SASREC -> layer(14) * (positions() == Positions.LAST ? l - 1 : l) + OF_THE_REST;
                case FMLPREC -> layer(14) * (l - 1) + 8;
                case MBSTR -> layer(26) * l + 8;
                case GRU4REC -> layer(9) * l + 5;
                case BERT4REC -> layer(20) * l + OF_THE_REST;
                case POPULARITY, MARKOV, ITEMKNN -> 0;
            };
        }

        /** Arrays [N,N] that a layer keeps for each of its heads. */
        private int keptAttentions() {
            return switch (architecture()) {
                case MBSTR -> 4;
                case BERT4REC -> 2;
                case END4REC, SASREC, FMLPREC, GRU4REC, POPULARITY, MARKOV, ITEMKNN -> 0;
            };
        }

        private double layer(double tensors) {
            return tensors - (c.encoder().dropout() > 0 ? 0 : OF_DROPOUT);
        }

        /** Layers that END4Rec keeps at once: of all events, of the kept ones and of the others. */
        private double passes() {
            double l = layers();
            boolean eliminates = c.end4rec().hard() && (c.schedule().hardEpochs() > 0 || seesAll());
            if (eliminates && c.end4rec().level() != End4RecVariant.Level.REPRESENTATION) {
                return seesAll() ? 3 * l - 1 : 2 * l;
            }
            if (!eliminates && c.schedule().miningEpochs() + c.schedule().jointEpochs() == 0) {
                // the layers stand still
                return 0;
            }
            boolean newest = c.end4rec().mixing() != End4RecVariant.Mixing.CAUSAL
                    || positions() == Positions.LAST
                    || positions() == Positions.EACH;
            return newest ? l - 1 : l;
        }

        /** Whether the joint stage sees all events, those that are kept and those that are not. */
        private boolean seesAll() {
            return c.end4rec().level() == End4RecVariant.Level.TOKEN
                    && c.schedule().jointEpochs() > 0;
        }

        void checkArrays() {
            double scored = Math.max(SCORED, Math.min(shardSize(), batch()));
            String length = "length (" + c.length() + ")";
            String dim = "dim (" + c.dim() + ")";
            checkArray("the item table", table(), dim);
            checkArray("the weights of positions", 2.0 * c.length() * d(), length + " or " + dim);
            checkArray("the events of a batch", batch() * c.length(), "batchSize (" + batchSize() + ") or " + length);
            checkArray("a feed-forward part", scored * c.length() * 4 * d(), "shardSize, " + length + " or " + dim);
            if (keptAttentions() > 0) {
                checkArray(
                        "the attention",
                        scored * heads() * c.length() * c.length(),
                        length + ", shardSize (" + shardSize() + ") or heads (" + heads() + ")");
            }
            if (loss() == Loss.SAMPLED_SOFTMAX) {
                checkArray("the sample", 8.0 * negatives() * d(), "negatives (" + negatives() + ") or " + dim);
            } else if (loss() != Loss.SOFTMAX) {
                checkArray(
                        "the samples of a batch",
                        Math.max(batch(), Math.min(shardSize(), batch()) * d()) * negatives(),
                        "negatives (" + negatives() + "), shardSize (" + shardSize() + ") or " + dim);
            }
        }

        private static void checkArray(String name, double elements, String settings) {
            if (elements > Shape.LARGEST) {
                throw new TrainingException(String.format(
                        Locale.ROOT,
                        "%s would be an array of %,.0f numbers, and an array of Java holds at most %,d; choose a"
                                + " smaller %s",
                        name,
                        elements,
                        Shape.LARGEST,
                        settings));
            }
        }
    }
}
