package org.end4rec.lessons.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.end4rec.models.page.Svg;

/** A grid of numbers. Each of its two axes has a line of its own colour and a letter. */
public final class Grid {
    private static final double CELL_WIDE = 2;
    private static final double CELL_HIGH = 1.6;

    /** Room for the line and the letter of an axis, in the size of the font. */
    private static final double AXIS = 1.7;

    private final String[][] cells;
    private final Axis down;
    private final Axis across;
    private final List<Outline> outlines = new ArrayList<>();
    private final List<int[]> hatched = new ArrayList<>();

    /**
     * An axis.
     *
     * @param letter its name; empty for an axis that is not drawn
     * @param style its colour
     */
    public record Axis(String letter, String style) {
        /** No reference is null. */
        public Axis {
            Objects.requireNonNull(letter, "letter");
            Objects.requireNonNull(style, "style");
        }
    }

    private record Outline(String style, int row, int column, int rows, int columns) {}

    /** A grid of these texts, which have as many columns in each row. */
    public Grid(String[][] cells, Axis down, Axis across) {
        this.cells = cells.clone();
        this.down = Objects.requireNonNull(down, "down");
        this.across = Objects.requireNonNull(across, "across");
    }

    /** A grid of whole numbers. */
    public static Grid of(double[][] values, Axis down, Axis across) {
        String[][] cells = new String[values.length][];
        for (int r = 0; r < values.length; r++) {
            cells[r] = new String[values[r].length];
            for (int c = 0; c < values[r].length; c++) {
                cells[r][c] = Long.toString(Math.round(values[r][c])).replace('-', '−');
            }
        }
        return new Grid(cells, down, across);
    }

    /** Outlines a block of cells. */
    public Grid outline(String style, int row, int column, int rows, int columns) {
        outlines.add(new Outline(Objects.requireNonNull(style, "style"), row, column, rows, columns));
        return this;
    }

    /** Hatches a cell: its number is the repetition of another one. */
    public Grid hatch(int row, int column) {
        hatched.add(new int[] {row, column});
        return this;
    }

    /** Width of the grid with its axes. */
    public double wide(double font) {
        return (AXIS + CELL_WIDE * cells[0].length) * font;
    }

    /** Height of the grid with its axes. */
    public double high(double font) {
        return (AXIS + CELL_HIGH * cells.length) * font;
    }

    /** Draws the grid to the right of x and below y. */
    public void draw(Svg svg, double x, double y, double font) {
        double left = x + AXIS * font;
        double top = y + AXIS * font;
        double wide = CELL_WIDE * font;
        double high = CELL_HIGH * font;
        for (int r = 0; r < cells.length; r++) {
            for (int c = 0; c < cells[r].length; c++) {
                svg.bar("frame", left + c * wide, top + r * high, wide, high);
            }
        }
        for (int[] cell : hatched) {
            hatch(svg, left + cell[1] * wide, top + cell[0] * high, wide, high);
        }
        for (int r = 0; r < cells.length; r++) {
            for (int c = 0; c < cells[r].length; c++) {
                svg.text(left + (c + 0.5) * wide, top + r * high + 1.15 * font, "middle", cells[r][c]);
            }
        }
        axes(svg, left, top, cells[0].length * wide, cells.length * high, font);
        for (Outline each : outlines) {
            double x1 = left + each.column * wide;
            double y1 = top + each.row * high;
            double x2 = x1 + each.columns * wide;
            double y2 = y1 + each.rows * high;
            svg.polyline(each.style, font / 5, new double[] {x1, x2, x2, x1, x1}, new double[] {y1, y1, y2, y2, y1});
        }
    }

    private static void hatch(Svg svg, double x, double y, double wide, double high) {
        int lines = 4;
        for (int i = 0; i < lines; i++) {
            double at = x + (wide - high / 2) * (i + 0.5) / lines;
            svg.line("s7", at, y + high, at + high / 2, y);
        }
    }

    private void axes(Svg svg, double left, double top, double wide, double high, double font) {
        double gap = 0.35 * font;
        if (!across.letter.isEmpty()) {
            svg.polyline(across.style, font / 5, new double[] {left, left + wide}, new double[] {top - gap, top - gap});
            svg.text(across.style, left + wide / 2, top - 2.2 * gap, "middle", across.letter);
        }
        if (!down.letter.isEmpty()) {
            svg.polyline(down.style, font / 5, new double[] {left - gap, left - gap}, new double[] {top, top + high});
            svg.text(down.style, left - 2 * gap, top + high / 2 + 0.35 * font, "end", down.letter);
        }
    }
}
