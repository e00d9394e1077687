package org.end4rec.lessons.lesson07;

import java.util.List;
import org.end4rec.lessons.picture.Panels;
import org.end4rec.lessons.picture.Panels.Panel;
import org.end4rec.models.page.Svg;

/** The picture of lesson 7: the spectrum folded in the middle, and the way back with and without halves. */
public final class Picture07 {
    private static final double HIGH = 11;
    private static final double[] X = {1, 2, 0, -1, 3, 1, -2, 2};

    private Picture07() {}

    /** Draws the folds of an even and of an odd length, and the gradients of two bins. */
    public static Panels draw() {
        return new Panels(
                "The bins of eight and of seven samples, folded in the middle: a bin that meets a mirror image counts"
                        + " twice; below, irfft is twice the gradient for such a bin and equal to it for a single one",
                HIGH,
                List.of(
                        new Panel(
                                "N = 8: bins 0 and 4 are single",
                                (svg, x, y, wide, font) -> fold(svg, 8, x, y, wide, font)),
                        new Panel(
                                "N = 7: only bin 0 is single",
                                (svg, x, y, wide, font) -> fold(svg, 7, x, y, wide, font)),
                        new Panel(
                                "gradient 1 at bin 1, a double bin",
                                (svg, x, y, wide, font) -> waves(svg, 1, x, y, wide, font)),
                        new Panel(
                                "gradient 1 at bin 4, a single bin",
                                (svg, x, y, wide, font) -> waves(svg, 4, x, y, wide, font))));
    }

    /** All N bins as bars; the half that is kept is filled, and an arc leads from each mirror image to its bin. */
    private static void fold(Svg svg, int n, double left, double top, double wide, double font) {
        double bottom = top + 8 * font;
        double step = (wide - 2 * font) / n;
        double[] sizes = sizes(n);
        double middle = left + font + (n / 2.0 + 0.5) * step;
        svg.polyline("whisker", font / 12, new double[] {middle, middle}, new double[] {top + 0.5 * font, bottom});
        for (int f = 0; f < n; f++) {
            boolean kept = f <= n / 2;
            boolean single = f == 0 || 2 * f == n;
            double center = left + font + (f + 0.5) * step;
            double high = sizes[f] * 1.1 * font;
            String style = single ? "s1" : kept ? "s0" : "grid";
            if (kept) {
                svg.bar(style, center - 0.3 * step, bottom - high, 0.6 * step, high);
            } else {
                svg.polyline(
                        "s0",
                        font / 12,
                        new double[] {center - 0.3 * step, center - 0.3 * step, center + 0.3 * step, center + 0.3 * step
                        },
                        new double[] {bottom, bottom - high, bottom - high, bottom});
            }
            svg.text(center, bottom + 1.2 * font, "middle", Integer.toString(f));
            if (kept) {
                svg.text(style, center, bottom + 2.6 * font, "middle", single ? "×1" : "×2");
            } else {
                arc(svg, middle, center, (f - n / 2.0) / (n - 1 - n / 2.0), top, font);
            }
        }
        svg.line("whisker", left + 0.5 * font, bottom, left + wide - 0.5 * font, bottom);
    }

    /** From a mirror image over the fold to its bin. */
    private static void arc(Svg svg, double middle, double from, double high, double top, double font) {
        int points = 24;
        double[] x = new double[points + 1];
        double[] y = new double[points + 1];
        double radius = from - middle;
        for (int i = 0; i <= points; i++) {
            double angle = Math.PI * i / points;
            x[i] = middle + radius * StrictMath.cos(angle);
            y[i] = top + 4 * font - high * 3.4 * font * StrictMath.sin(angle);
        }
        svg.polyline("s0", font / 14, x, y);
        svg.arrow("s0", x[points], y[points], x[points], y[points] + 0.6 * font, font / 8);
    }

    private static double[] sizes(int n) {
        double[] values = new double[n];
        System.arraycopy(X, 0, values, 0, n);
        HalfSpectrum bins = HalfSpectrum.of(values);
        double[] sizes = new double[n];
        for (int f = 0; f < n; f++) {
            int kept = Math.min(f, n - f);
            sizes[f] = Math.hypot(bins.re()[kept], bins.im()[kept]);
        }
        return sizes;
    }

    /** The gradient for the eight samples, and what irfft makes of the same bin. */
    private static void waves(Svg svg, int f, double left, double top, double wide, double font) {
        HalfSpectrum one = new HalfSpectrum(8);
        one.re()[f] = 1;
        double[] inverse = one.inverse(8);
        double middle = top + 5.6 * font;
        double step = (wide - 4 * font) / 7;
        double unit = 3.9 * font / 0.75;
        svg.line("grid", left + font, middle, left + wide - font, middle);
        double factor = 2 * f == 8 ? 1 : 0.5;
        double[] x = new double[8];
        double[] yInverse = new double[8];
        double[] yGradient = new double[8];
        for (int t = 0; t < 8; t++) {
            x[t] = left + 2 * font + t * step;
            yInverse[t] = middle - unit * inverse[t];
            yGradient[t] = middle - unit * factor * inverse[t];
        }
        svg.polyline("s2", font / 12, x, yInverse);
        svg.polyline("s1", font / 8, x, yGradient);
        for (int t = 0; t < 8; t++) {
            svg.bar("s2", x[t] - 0.3 * font, yInverse[t] - 0.3 * font, 0.6 * font, 0.6 * font);
            svg.dot("s1", x[t], yGradient[t], font / 4);
            svg.text(x[t], top + 10.8 * font, "middle", Integer.toString(t));
        }
        double key = left + 0.28 * wide;
        svg.bar("s2", key, top, 0.6 * font, 0.6 * font);
        svg.text("s2", key + font, top + 0.6 * font, "start", "irfft");
        svg.dot("s1", key + 0.24 * wide, top + 0.3 * font, font / 4);
        svg.text("s1", key + 0.24 * wide + 0.7 * font, top + 0.6 * font, "start", "the gradient");
    }
}
