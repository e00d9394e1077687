package org.end4rec.bench.complexity;

/**
 * The sizes on which a model's cost depends.
 *
 * @param items V
 * @param batch B
 * @param layers L
 * @param behaviors R
 * @param length N
 * @param threads threads of a training step
 */
public record ModelSize(int items, int batch, int layers, int behaviors, int length, int threads) {
    /** The sizes that others are compared with. */
    public static final ModelSize BASE = new ModelSize(5_000, 64, 2, 4, 50, 1);

    /** Small enough to train hundreds of steps in no time, so that the compiler comes to know them. */
    public static final ModelSize WARM_UP = new ModelSize(300, 8, 2, 4, 50, 1);

    /**
     * The base with one size changed, such as {@code "items 20000"}.
     *
     * @throws IllegalArgumentException if unknown
     */
    public static ModelSize of(String change) {
        String[] words = change.split(" ", 2);
        int value = words.length == 2 ? Integer.parseInt(words[1]) : 0;
        ModelSize b = BASE;
        return switch (words[0]) {
            case "items" -> new ModelSize(value, b.batch, b.layers, b.behaviors, b.length, b.threads);
            case "batch" -> new ModelSize(b.items, value, b.layers, b.behaviors, b.length, b.threads);
            case "layers" -> new ModelSize(b.items, b.batch, value, b.behaviors, b.length, b.threads);
            case "behaviors" -> new ModelSize(b.items, b.batch, b.layers, value, b.length, b.threads);
            case "length" -> new ModelSize(b.items, b.batch, b.layers, b.behaviors, value, b.threads);
            case "threads" -> new ModelSize(b.items, b.batch, b.layers, b.behaviors, b.length, value);
            default ->
                throw new IllegalArgumentException("'" + change
                        + "' is no size of a model; one of items, batch, layers, behaviors, length and threads, and a"
                        + " number");
        };
    }
}
