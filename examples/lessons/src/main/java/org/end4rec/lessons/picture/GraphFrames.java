package org.end4rec.lessons.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.end4rec.lessons.picture.Panels.Panel;
import org.end4rec.models.page.Svg;

/**
 * A graph of a computation, several times: each frame shows the gradients that are known at one step of the way back. A
 * box has the value of a number above and its gradient below; the name stands over the box.
 */
public final class GraphFrames {
    /** Sizes of a box, in the size of the font. */
    private static final double BOX_WIDE = 3.6;

    private static final double BOX_HIGH = 2.5;

    /** The height of a row: a box, its name above it, and a gap. */
    private static final double ROW = 4.2;

    private final List<Vertex> vertices;
    private final double columns;
    private final double rows;

    /**
     * A number of the computation.
     *
     * @param column place from the left, from 0
     * @param row place from the top, from 0; may lie between two rows
     * @param inputs the places in the list of the numbers that it was computed from
     */
    public record Vertex(String name, double value, double gradient, double column, double row, List<Integer> inputs) {
        /** No reference is null. */
        public Vertex {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(inputs, "inputs");
        }
    }

    /**
     * A step of the way back.
     *
     * @param caption what happens
     * @param known the vertices whose gradient is known after it
     * @param active the vertex that gives shares to its inputs; −1 for none
     */
    public record Frame(String caption, List<Integer> known, int active) {
        /** No reference is null. */
        public Frame {
            Objects.requireNonNull(caption, "caption");
            Objects.requireNonNull(known, "known");
        }
    }

    private GraphFrames(List<Vertex> vertices) {
        this.vertices = List.copyOf(vertices);
        columns = 1 + vertices.stream().mapToDouble(Vertex::column).max().orElse(0);
        rows = 1 + vertices.stream().mapToDouble(Vertex::row).max().orElse(0);
    }

    /**
     * The frames side by side, and a key.
     *
     * @param title what the picture shows, in one sentence
     */
    public static Panels of(String title, List<Vertex> vertices, List<Frame> frames) {
        GraphFrames graph = new GraphFrames(vertices);
        List<Panel> panels = new ArrayList<>();
        for (Frame frame : frames) {
            panels.add(new Panel(
                    panels.size() + 1 + ". " + frame.caption(),
                    (svg, x, y, wide, font) -> graph.draw(svg, frame, x, y, wide / graph.columns, font)));
        }
        panels.add(new Panel(
                "in a box", (svg, x, y, wide, font) -> key(svg, x + wide / 2, y + graph.rows * ROW * font / 3, font)));
        return new Panels(title, graph.rows * ROW, panels);
    }

    /** Says what stands where in a box. */
    private static void key(Svg svg, double middle, double top, double font) {
        svg.box("frame", middle - 3 * font, top, 6 * font, BOX_HIGH * font);
        svg.text(middle, top + 1.05 * font, "middle", "value");
        svg.text("s1", middle, top + 2.15 * font, "middle", "gradient");
    }

    private void draw(Svg svg, Frame frame, double x, double y, double wide, double font) {
        double half = BOX_WIDE * font / 2;
        double high = ROW * font;
        for (int i = 0; i < vertices.size(); i++) {
            Vertex to = vertices.get(i);
            for (int input : to.inputs()) {
                Vertex from = vertices.get(input);
                double x1 = x + (from.column() + 0.5) * wide + half;
                double y1 = y + (from.row() + 0.5) * high;
                double x2 = x + (to.column() + 0.5) * wide - half;
                double y2 = y + (to.row() + 0.5) * high;
                if (frame.active() == i) {
                    svg.arrow("s1", x2, y2, x1, y1, font / 6);
                } else {
                    svg.arrow("s7", x1, y1, x2, y2, font / 12);
                }
            }
        }
        for (int i = 0; i < vertices.size(); i++) {
            Vertex vertex = vertices.get(i);
            double middle = x + (vertex.column() + 0.5) * wide;
            double top = y + (vertex.row() + 0.5) * high - BOX_HIGH * font / 2;
            svg.text(middle, top - 0.3 * font, "middle", vertex.name());
            svg.box("frame", middle - half, top, 2 * half, BOX_HIGH * font);
            svg.text(middle, top + 1.05 * font, "middle", text(vertex.value()));
            if (frame.known().contains(i)) {
                svg.text("s1", middle, top + 2.15 * font, "middle", text(vertex.gradient()));
            }
        }
    }

    private static String text(double value) {
        String digits = value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
        return digits.replace('-', '−');
    }
}
