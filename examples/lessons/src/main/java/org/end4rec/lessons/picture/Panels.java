package org.end4rec.lessons.picture;

import java.util.List;
import java.util.Objects;
import org.end4rec.models.page.Chart;
import org.end4rec.models.page.Svg;

/** Small pictures of one size side by side, two in a row on a screen and one on a telephone, each with its caption. */
public final class Panels implements Chart {
    private final String title;
    private final double high;
    private final List<Panel> panels;

    /** Draws into a box of a picture. */
    @FunctionalInterface
    public interface Drawing {
        /**
         * @param x left edge of the box
         * @param y upper edge of the box
         * @param wide width of the box
         * @param font size of the font
         */
        void draw(Svg svg, double x, double y, double wide, double font);
    }

    /**
     * A small picture.
     *
     * @param caption what it shows; empty for none
     */
    public record Panel(String caption, Drawing drawing) {
        /** No reference is null. */
        public Panel {
            Objects.requireNonNull(caption, "caption");
            Objects.requireNonNull(drawing, "drawing");
        }
    }

    /**
     * @param title what the picture shows, in one sentence
     * @param high height of a panel without its caption, in the size of the font
     */
    public Panels(String title, double high, List<Panel> panels) {
        this.title = Objects.requireNonNull(title, "title");
        this.high = high;
        this.panels = List.copyOf(panels);
    }

    @Override
    public boolean isEmpty() {
        return panels.isEmpty();
    }

    @Override
    public String html() {
        return draw(1200, 24, 2, "wide").inline() + draw(360, 12, 1, "narrow").inline();
    }

    @Override
    public String file() {
        return draw(1200, 24, 2, "").file();
    }

    private Svg draw(double width, double font, int across, String style) {
        double wide = width / across;
        double panelHigh = (high + 3) * font;
        int down = (panels.size() + across - 1) / across;
        Svg svg = new Svg(width, down * panelHigh, font, title, style);
        for (int i = 0; i < panels.size(); i++) {
            double x = i % across * wide;
            double y = Math.floorDiv(i, across) * panelHigh;
            Panel panel = panels.get(i);
            panel.drawing().draw(svg, x, y + 2.4 * font, wide, font);
            svg.text(x + wide / 2, y + 1.5 * font, "middle", panel.caption());
        }
        return svg;
    }
}
