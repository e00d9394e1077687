package org.end4rec.models.page;

import java.util.List;

/**
 * What a line looks like: its colour, and, for those who see few colours, its dashes and the shape of its marks. The
 * first 32 looks differ.
 *
 * @param number number of the look, from 0
 */
record Look(int number) {
    /** Colours on white and on black, each with a contrast of at least 4.5. */
    static final List<String> ON_WHITE =
            List.of("#0b57b7", "#b3261e", "#7a4a00", "#14663a", "#6a3d9a", "#00696f", "#a0246e", "#5a5f69");

    static final List<String> ON_BLACK =
            List.of("#7db7ff", "#ff9a8f", "#f2c14e", "#7fd6a3", "#c9a6ff", "#5fd0d8", "#ff9ad5", "#b9c0cc");

    /** Lengths of dashes and gaps, in the width of a line. */
    private static final double[][] DASHES = {{}, {3.2, 1.6}, {0.7, 1.4}, {4.6, 1.4, 1, 1.4}};

    /** The class of the style that has the colour. */
    String style() {
        return "s" + number % ON_WHITE.size();
    }

    private int shape() {
        return (number % DASHES.length + number / ON_WHITE.size() % DASHES.length) % DASHES.length;
    }

    /** The attribute for the dashes of a line; empty for a solid one. */
    String dashes(double width) {
        StringBuilder lengths = new StringBuilder();
        for (double each : DASHES[shape()]) {
            lengths.append(Svg.format("%.1f ", each * width));
        }
        return lengths.isEmpty()
                ? ""
                : " stroke-dasharray=\"" + lengths.toString().strip() + "\"";
    }

    /** The start tag of a circle, a square, a triangle or a diamond around a point, without its end. */
    String mark(double x, double y, double r) {
        return switch (shape()) {
            case 0 -> Svg.format("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"", x, y, r);
            case 1 ->
                Svg.format("<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"", x - r, y - r, 2 * r, 2 * r);
            case 2 ->
                Svg.format("<path d=\"M%.1f %.1f l%.1f %.1f h%.1f z\"", x, y - 1.2 * r, 1.2 * r, 2.2 * r, -2.4 * r);
            default -> {
                double s = 1.4 * r;
                yield Svg.format(
                        "<path d=\"M%.1f %.1f l%.1f %.1f l%.1f %.1f l%.1f %.1f z\"", x, y - s, s, s, -s, s, -s, -s);
            }
        };
    }
}
