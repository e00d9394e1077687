package org.end4rec.lessons.lesson13;

import org.end4rec.models.page.Chart;
import org.end4rec.models.page.Svg;

/** END4Rec as one diagram: each box has its class, each arrow the shape of what flows. Noise and losses stand right. */
public final class ModelDiagram implements Chart {
    private static final String TITLE = "END4Rec from top to bottom: a history is embedded and mined, the Hard Noise"
            + " Eliminator parts it, both parts are mined, the Soft Noise Filter filters the kept part, and the newest"
            + " position scores all items; each part has a loss at its right";

    /** Heights, in the size of the font. */
    private static final double BOX = 2.9;

    private static final double ROW = 5;
    private static final double HIGH = 8 * ROW + 2;
    private static final double BETWEEN = ROW - BOX;

    private static final String FLOW = "s0";
    private static final String NOISE = "s1";
    private static final String LOSS = "s4";

    /** A diagram; there is one. */
    public ModelDiagram() {}

    @Override
    public boolean isEmpty() {
        return false;
    }

    @Override
    public String html() {
        return draw(1200, 27, "wide").inline() + draw(360, 12, "narrow").inline();
    }

    @Override
    public String file() {
        return draw(1200, 27, "").file();
    }

    private static Svg draw(double width, double font, String style) {
        Svg svg = new Svg(width, HIGH * font, font, TITLE, style);
        new Columns(svg, width, font).draw();
        return svg;
    }

    /** The two columns: what is kept at the left, noise and losses at the right. */
    private record Columns(Svg svg, double width, double font) {
        double wide() {
            return width * 0.46;
        }

        double left() {
            return width * 0.255;
        }

        double right() {
            return width * 0.745;
        }

        double top(int row) {
            return (0.5 + row * ROW) * font;
        }

        void draw() {
            box(left(), 0, "history", "Batch");
            down(left(), 0, FLOW, "items, behaviors [B,N]");
            box(left(), 1, "embed (1)", "EventEmbedding");
            down(left(), 1, FLOW, "S⁰ [B,N,d]");
            box(left(), 2, "mine (2) (3)", "EfficientBehaviorMiner");
            across(2, LOSS);
            loss(2, "compactness (4)", "Compactness");
            down(left(), 2, FLOW, "H [B,N,d]");
            box(left(), 3, "keep or eliminate (5)", "HardNoiseEliminator");
            down(left(), 3, FLOW, "kept S⁰ [B,N,d]");
            elbow(3, NOISE, "eliminated S⁰ [B,N,d]");
            box(left(), 4, "mine the kept events (6)", "EfficientBehaviorMiner");
            box(right(), 4, "mine the noise (6)", "EfficientBehaviorMiner");
            down(left(), 4, FLOW, "H_hp [B,N,d]");
            down(right(), 4, NOISE, "H_hn [B,d]");
            box(left(), 5, "filter by behavior (7)", "SoftNoiseFilter");
            loss(5, "hard contrast (8)", "NoiseContrast");
            down(left(), 5, FLOW, "S_sp [B,d]");
            below(5, NOISE, "S_sn [B,d]");
            box(left(), 6, "read out", "LayerNormalization");
            loss(6, "soft contrast (9)", "NoiseContrast");
            down(left(), 6, FLOW, "z [B,d]");
            box(left(), 7, "score all items", "EncoderScorer");
            across(7, LOSS);
            loss(7, "next item", "CatalogueSoftmax");
            down(left(), 7, FLOW, "scores [B,V]");
            svg.text(left(), top(8) + 1.2 * font, "middle", "the best items");
            svg.text(LOSS, right(), top(0) + 1.2 * font, "middle", "dashed: a loss,");
            svg.text(LOSS, right(), top(0) + 2.5 * font, "middle", "in training only");
        }

        private void box(double middle, int row, String what, String name) {
            svg.box("frame", middle - wide() / 2, top(row), wide(), BOX * font);
            words(middle, row, what, FLOW, name);
        }

        private void words(double middle, int row, String what, String style, String name) {
            svg.text(middle, top(row) + 1.2 * font, "middle", what);
            svg.text(style, middle, top(row) + 2.4 * font, "middle", name);
        }

        private void loss(int row, String what, String name) {
            double x = right() - wide() / 2;
            double bottom = top(row) + BOX * font;
            dashes(x, top(row), x + wide(), top(row));
            dashes(x, bottom, x + wide(), bottom);
            dashes(x, top(row), x, bottom);
            dashes(x + wide(), top(row), x + wide(), bottom);
            words(right(), row, what, LOSS, name);
        }

        private void dashes(double x1, double y1, double x2, double y2) {
            double length = Math.abs(x2 - x1) + Math.abs(y2 - y1);
            int pieces = (int) Math.round(length / font);
            for (int i = 0; i < pieces; i++) {
                double from = (i + 0.2) / pieces;
                double to = (i + 0.8) / pieces;
                line(LOSS, x1 + from * (x2 - x1), y1 + from * (y2 - y1), x1 + to * (x2 - x1), y1 + to * (y2 - y1));
            }
        }

        private void line(String style, double x1, double y1, double x2, double y2) {
            svg.polyline(style, font / 10, new double[] {x1, x2}, new double[] {y1, y2});
        }

        private void down(double middle, int row, String style, String shape) {
            double from = top(row) + BOX * font;
            svg.arrow(style, middle, from, middle, from + BETWEEN * font, font / 9);
            svg.text(middle + 0.7 * font, from + 1.35 * font, "start", shape);
        }

        /** From the left column to the right one in the same row. */
        private void across(int row, String style) {
            double y = top(row) + BOX / 2 * font;
            svg.arrow(style, left() + wide() / 2, y, right() - wide() / 2, y, font / 9);
        }

        /** From the left column's box to the right column's next row. */
        private void elbow(int row, String style, String shape) {
            double y = top(row) + BOX / 2 * font;
            line(style, left() + wide() / 2, y, right() - wide() / 3, y);
            svg.arrow(style, right() - wide() / 3, y, right() - wide() / 3, top(row + 1), font / 9);
            shapeAtTheRight(row, shape);
        }

        /** From below the left column's box to the right column's next row. */
        private void below(int row, String style, String shape) {
            double x = left() + wide() / 2 - 0.5 * font;
            double from = top(row) + BOX * font;
            line(style, x, from, x, from + 0.7 * font);
            line(style, x, from + 0.7 * font, right() - wide() / 3, from + 0.7 * font);
            svg.arrow(style, right() - wide() / 3, from + 0.7 * font, right() - wide() / 3, top(row + 1), font / 9);
            shapeAtTheRight(row, shape);
        }

        private void shapeAtTheRight(int row, String shape) {
            svg.text(right() - wide() / 3 + 0.7 * font, top(row + 1) - 0.5 * font, "start", shape);
        }
    }
}
