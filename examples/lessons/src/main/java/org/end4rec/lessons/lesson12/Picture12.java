package org.end4rec.lessons.lesson12;

import java.util.List;
import org.end4rec.core.random.RandomStream;
import org.end4rec.lessons.picture.GraphPaper;
import org.end4rec.lessons.picture.Panels;
import org.end4rec.lessons.picture.Panels.Panel;
import org.end4rec.models.page.Svg;

/** The picture of lesson 12: a decision, its soft twins, their slopes, and how far a behavior is trusted. */
public final class Picture12 {
    private static final double HIGH = 13;
    private static final double REACH = 6;
    private static final int DRAWS = 10_000;
    private static final int MOST = 8_000;
    private static final int BINS = 8;
    private static final double[] TAUS = {0.1, 1, 10};
    private static final List<String> STYLES = List.of("s0", "s1", "s3");

    private Picture12() {}

    /** Draws the four panels. */
    public static Panels draw() {
        return new Panels(
                "A decision is a step. Its soft twin is steep for a small τ and flat for a large one, and so are their"
                        + " slopes. A rare behavior is trusted more than a frequent one.",
                HIGH,
                List.of(
                        new Panel("the decision (thick) and its soft twins", Picture12::twins),
                        new Panel("the slopes of the twins", Picture12::slopes),
                        new Panel("10,000 soft twins at margin 1, by size", Picture12::histograms),
                        new Panel("preference p for a behavior of rate λ", Picture12::preferences)));
    }

    private static double soft(double x, double tau) {
        return 1 / (1 + StrictMath.exp(-x / tau));
    }

    private static void twins(Svg svg, double x, double y, double wide, double font) {
        GraphPaper paper = new GraphPaper(svg, x, y, wide, (HIGH - 1) * font, font, -REACH, REACH, 0, 1);
        axis(paper);
        paper.upwards(0, "drop");
        paper.upwards(0.5, "½");
        paper.upwards(1, "keep");
        svg.text(x + wide / 2, y + (HIGH + 0.3) * font, "middle", "margin + noise");
        for (int i = 0; i < TAUS.length; i++) {
            double tau = TAUS[i];
            paper.curve(STYLES.get(i), 4 * i, at -> soft(at, tau));
        }
        for (double shift : new double[] {-0.012, 0, 0.012}) {
            paper.line("s7", new double[] {-REACH, 0, 0, REACH}, new double[] {shift, shift, 1 + shift, 1 + shift});
        }
        paper.words("s0", -0.4, 0.75, "end", "τ = 0.1");
        paper.words("s1", -2.1, 0.2, "end", "τ = 1");
        paper.words("s3", 5.8, 0.5, "end", "τ = 10");
    }

    private static void axis(GraphPaper paper) {
        for (int tick = -5; tick <= 5; tick += 5) {
            paper.across(tick, Integer.toString(tick).replace('-', '−'));
        }
    }

    private static void slopes(Svg svg, double x, double y, double wide, double font) {
        GraphPaper paper = new GraphPaper(svg, x, y, wide, (HIGH - 1) * font, font, -REACH, REACH, 0, 2.5);
        axis(paper);
        for (int tick = 0; tick <= 2; tick++) {
            paper.upwards(tick, Integer.toString(tick));
        }
        svg.text(x + wide / 2, y + (HIGH + 0.3) * font, "middle", "margin + noise");
        for (int i = 0; i < TAUS.length; i++) {
            double tau = TAUS[i];
            paper.curve(STYLES.get(i), 4 * i, at -> soft(at, tau) * (1 - soft(at, tau)) / tau);
        }
        paper.words("s0", 0.5, 1.6, "start", "τ = 0.1: up to 2.5");
        paper.words("s1", 1, 0.35, "start", "τ = 1: up to 0.25");
        paper.words("s3", -5.9, 0.45, "start", "τ = 10:");
        paper.words("s3", -5.9, 0.17, "start", "up to 0.025");
    }

    private static void histograms(Svg svg, double x, double y, double wide, double font) {
        RandomStream stream = RandomStream.of(12, "picture", 0);
        double each = (wide - 4 * font) / TAUS.length;
        double bottom = y + (HIGH - 3) * font;
        for (int i = 0; i < TAUS.length; i++) {
            int[] counts = new int[BINS];
            for (int draw = 0; draw < DRAWS; draw++) {
                double soft = soft(1.0 + stream.gumbel(2L * draw) - stream.gumbel(2L * draw + 1), TAUS[i]);
                counts[Math.min(BINS - 1, (int) (BINS * soft))]++;
            }
            double left = x + 2.5 * font + i * each;
            double step = (each - 2.2 * font) / BINS;
            for (int bin = 0; bin < BINS; bin++) {
                double high = (HIGH - 3.5) * font * counts[bin] / MOST;
                svg.bar(STYLES.get(i), left + bin * step, bottom - high, step * 0.8, high);
            }
            svg.line("grid", left, bottom, left + BINS * step, bottom);
            svg.text(left, bottom + 1.3 * font, "middle", "0");
            svg.text(left + BINS * step, bottom + 1.3 * font, "middle", "1");
            svg.text(
                    left + BINS * step / 2,
                    bottom + 2.4 * font,
                    "middle",
                    "τ = " + (i == 0 ? "0.1" : i == 1 ? "1" : "10"));
        }
    }

    private static void preferences(Svg svg, double x, double y, double wide, double font) {
        GraphPaper paper = new GraphPaper(svg, x, y, wide, (HIGH - 1) * font, font, 0, 20, 1, 2);
        for (int tick = 0; tick <= 20; tick += 5) {
            paper.across(tick, Integer.toString(tick));
        }
        paper.upwards(1, "1");
        paper.upwards(1.5, "1.5");
        paper.upwards(2, "2");
        svg.text(x + wide / 2, y + (HIGH - 0.4) * font, "middle", "λ");
        paper.curve("s7", 0, Picture12::preference);
        String[] names = {"buy", "favorite", "cart", "click"};
        double[] rates = {0.5, 1, 2, 18};
        for (int i = 0; i < rates.length; i++) {
            paper.dot("s1", rates[i], preference(rates[i]));
            paper.words(
                    "s1",
                    rates[i] + (i == 3 ? 0 : 0.5),
                    preference(rates[i]) + (i == 3 ? 0.06 : 0.03),
                    i == 3 ? "middle" : "start",
                    names[i]);
        }
    }

    /** The limit for λ = 0 is 2. */
    private static double preference(double rate) {
        if (rate == 0) {
            return 2;
        }
        double log = 0;
        double large = rate;
        while (large < 100) {
            large++;
            log -= StrictMath.log(large);
        }
        log += (large + 0.5) * StrictMath.log(large) - large + 0.5 * StrictMath.log(2 * Math.PI) + 1 / (12 * large);
        return 1 + StrictMath.exp(rate * StrictMath.log(rate) - rate - log);
    }
}
