package org.end4rec.models.page;

import java.util.Locale;
import java.util.Objects;

/**
 * A picture of a fixed size as SVG, put together element by element. The style {@code s0} … {@code s7} of an element is
 * one of eight colours that differ on white and on black, {@code paper} the background, {@code grid} a faint line.
 */
public final class Svg {
    private static final int EAST_ASIAN = 0x1100;

    private final StringBuilder elements = new StringBuilder();
    private final String attributes;

    /**
     * @param title what the picture shows, for those who do not see it; empty if it only repeats a text beside it
     * @param style class of the picture; empty for none
     */
    public Svg(double width, double height, double font, String title, String style) {
        attributes = (style.isEmpty() ? "" : "class=\"" + style + "\" ")
                + format("viewBox=\"0 0 %.0f %.0f\" font-size=\"%.0f\" ", width, height, font)
                + (title.isEmpty() ? "aria-hidden=\"true\"" : "role=\"img\" aria-label=\"" + escape(title) + "\"");
    }

    /** The style sheet that an {@link #inline()} picture needs on a page of your own. */
    public static String style() {
        return Style.CHART;
    }

    /** As an element of a page. */
    public String inline() {
        return "<svg " + attributes + ">\n" + elements + "</svg>\n";
    }

    /** As a separate file, with its style and a background. */
    public String file() {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" " + attributes + ">\n<style>\n" + Style.CHART
                + "</style>\n<rect class=\"paper\" width=\"100%\" height=\"100%\"/>\n" + elements + "</svg>\n";
    }

    /** Adds a line. */
    public void line(String style, double x1, double y1, double x2, double y2) {
        add("<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>\n", style, x1, y1, x2, y2);
    }

    /**
     * Adds a text.
     *
     * @param anchor which part of the text is at x: start, middle or end
     */
    public void text(double x, double y, String anchor, String text) {
        add("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n", x, y, anchor, escape(text));
    }

    /** Adds a text in a colour. */
    public void text(String style, double x, double y, String anchor, String text) {
        add(
                "<text class=\"%s\" style=\"stroke:none\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n",
                style, x, y, anchor, escape(text));
    }

    /** Adds a line that ends in a head at the second point. */
    public void arrow(String style, double x1, double y1, double x2, double y2, double width) {
        double length = Math.hypot(x2 - x1, y2 - y1);
        double head = Math.min(length, 5 * width);
        double dx = length == 0 ? 0 : (x2 - x1) / length * head;
        double dy = length == 0 ? 0 : (y2 - y1) / length * head;
        add(
                "<line class=\"%s\" stroke-width=\"%.1f\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>\n",
                style, width, x1, y1, x2 - dx, y2 - dy);
        add(
                "<path class=\"%s\" style=\"stroke:none\" d=\"M%.1f %.1f L%.1f %.1f L%.1f %.1f z\"/>\n",
                style, x2, y2, x2 - dx - dy / 2, y2 - dy + dx / 2, x2 - dx + dy / 2, y2 - dy - dx / 2);
    }

    /**
     * Adds a line through points.
     *
     * @throws IllegalArgumentException if there are not as many x as y
     */
    public void polyline(String style, double width, double[] x, double[] y) {
        if (x.length != y.length) {
            throw new IllegalArgumentException("Svg.polyline: " + x.length + " x and " + y.length + " y");
        }
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < x.length; i++) {
            points.append(format("%.1f,%.1f ", x[i], y[i]));
        }
        add(
                "<polyline class=\"%s\" style=\"fill:none\" stroke-width=\"%.1f\" points=\"%s\"/>\n",
                style, width, points.toString().strip());
    }

    /** Adds a filled circle. */
    public void dot(String style, double x, double y, double radius) {
        add("<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/>\n", style, x, y, radius);
    }

    /** Adds a box with round corners and a frame in the colour of the text. */
    public void box(String style, double x, double y, double width, double height) {
        add(
                "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"6\"/>\n",
                style, x, y, width, height);
    }

    /** Adds a bar. */
    public void bar(String style, double x, double y, double width, double height) {
        add("<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>\n", style, x, y, width, height);
    }

    /** A line through points. */
    void path(Look look, double width, String points) {
        add(
                "<polyline class=\"%s\" style=\"fill:none\" stroke-width=\"%.1f\"%s points=\"%s\"/>\n",
                look.style(), width, look.dashes(width), points);
    }

    /** @param tip what is shown on the mark when a pointer rests there; empty for nothing */
    void mark(Look look, double x, double y, double r, String tip) {
        String start = look.mark(x, y, r) + " class=\"" + look.style() + "\"";
        String tag = start.substring(1, start.indexOf(' '));
        add("%s%s\n", start, tip.isEmpty() ? "/>" : "><title>" + escape(tip) + "</title></" + tag + ">");
    }

    private void add(String format, Object... values) {
        for (Object value : values) {
            Objects.requireNonNull(value, "style, anchor and text");
        }
        elements.append(format(format, values));
    }

    static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    /** Room for a text in a font of that size, whatever the font: letters of East Asian scripts are as wide as high. */
    static double width(String text, double font) {
        return text.codePoints()
                .mapToDouble(letter -> letter < EAST_ASIAN ? 0.6 * font : font)
                .sum();
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
