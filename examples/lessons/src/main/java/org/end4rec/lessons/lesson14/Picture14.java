package org.end4rec.lessons.lesson14;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.end4rec.core.random.RandomStream;
import org.end4rec.lessons.picture.Panels;
import org.end4rec.lessons.picture.Panels.Panel;
import org.end4rec.lessons.shop.SmallShop;
import org.end4rec.models.counting.CountingModels;
import org.end4rec.models.data.Example;
import org.end4rec.models.evaluation.EvaluationResult;
import org.end4rec.models.evaluation.Metrics;
import org.end4rec.models.evaluation.RankingProtocol;
import org.end4rec.models.evaluation.Scorer;
import org.end4rec.models.page.Svg;

/** The picture of lesson 14: four models under three protocols, and a difference among differences made by chance. */
public final class Picture14 {
    private static final double HIGH = 17;
    private static final List<String> COUNTED = List.of("popularity", "markov", "itemknn");
    private static final List<RankingProtocol> PROTOCOLS =
            List.of(RankingProtocol.FULL, RankingProtocol.UNSEEN, RankingProtocol.sampled(99, 1));
    private static final double MOST_HITS = 0.7;
    private static final int TOSSES = 2000;
    private static final double WIDEST = 0.08;
    private static final int BARS = 32;

    private Picture14() {}

    /** A line of the left panel: HR@10 under each protocol. */
    private record Line(String name, String style, boolean above, double[] hits) {}

    /** Draws both. */
    public static Panels draw() {
        SmallShop shop = new SmallShop(1);
        Scorer ours = shop.train().model().scorer();
        Scorer theirs = counted(shop, "itemknn");
        List<Line> lines = new ArrayList<>();
        for (String name : COUNTED) {
            String style = List.of("s7", "s2", "s1").get(COUNTED.indexOf(name));
            lines.add(new Line(name, style, !name.equals("itemknn"), hits(shop, counted(shop, name))));
        }
        lines.add(new Line("end4rec", "s0", true, hits(shop, ours)));
        double[] sums = byUser(
                shop.evaluate(ours, RankingProtocol.UNSEEN),
                shop.evaluate(theirs, RankingProtocol.UNSEEN),
                shop.data().split().test());
        return new Panels(
                "HR@10 of four models under three protocols: two lines cross, twice; and the true difference of two"
                        + " models, far outside the differences that tossed signs make",
                HIGH,
                List.of(
                        new Panel(
                                "HR@10: two lines cross, twice",
                                (svg, x, y, wide, font) -> lines(svg, lines, x, y, wide, font)),
                        new Panel(
                                "unseen: NDCG@10, end4rec less itemknn",
                                (svg, x, y, wide, font) -> tosses(svg, sums, x, y, wide, font))));
    }

    private static Scorer counted(SmallShop shop, String name) {
        return CountingModels.create(
                name, Map.of(), shop.data().histories(), shop.data().split());
    }

    private static double[] hits(SmallShop shop, Scorer scorer) {
        return PROTOCOLS.stream()
                .mapToDouble(protocol -> shop.evaluate(scorer, protocol).metric("HR@10"))
                .toArray();
    }

    /** The differences of the purchases; each user has one. */
    private static double[] byUser(EvaluationResult one, EvaluationResult other, List<Example> tests) {
        double[] differences = new double[tests.size()];
        for (int i = 0; i < differences.length; i++) {
            differences[i] = Metrics.ndcg(one.ranks()[i], 10) - Metrics.ndcg(other.ranks()[i], 10);
        }
        return differences;
    }

    private static void lines(Svg svg, List<Line> lines, double x, double y, double wide, double font) {
        double left = x + 4 * font;
        double step = (wide - 8 * font) / 2;
        double bottom = y + 14.5 * font;
        double unit = 14 * font / MOST_HITS;
        for (int tenths = 0; tenths <= 6; tenths += 2) {
            double at = bottom - tenths / 10.0 * unit;
            svg.line("grid", left, at, left + 2 * step, at);
            svg.text(left - 0.6 * font, at + 0.35 * font, "end", String.format(Locale.ROOT, "%.1f", tenths / 10.0));
        }
        for (int i = 0; i < PROTOCOLS.size(); i++) {
            svg.line("grid", left + i * step, bottom, left + i * step, y);
            svg.text(
                    left + i * step,
                    bottom + 1.6 * font,
                    "middle",
                    PROTOCOLS.get(i).name());
        }
        for (Line line : lines) {
            double[] across = {left, left + step, left + 2 * step};
            double[] up =
                    Arrays.stream(line.hits()).map(hit -> bottom - hit * unit).toArray();
            svg.polyline(line.style(), line.name().equals("end4rec") ? font / 4 : font / 9, across, up);
            for (int i = 0; i < up.length; i++) {
                svg.dot(line.style(), across[i], up[i], font / 3);
            }
            double shift = line.above() ? -0.8 * font : 1.5 * font;
            svg.text(line.style(), across[1], up[1] + shift, "middle", line.name());
        }
    }

    /** A histogram of the means when the sign of each user's difference is tossed. */
    private static void tosses(Svg svg, double[] differences, double x, double y, double wide, double font) {
        int[] counts = new int[BARS];
        for (int toss = 0; toss < TOSSES; toss++) {
            RandomStream stream = RandomStream.of(1, "picture", toss);
            double sum = 0;
            for (int i = 0; i < differences.length; i++) {
                sum += stream.below(i, 2) == 0 ? differences[i] : -differences[i];
            }
            double place = (sum / differences.length + WIDEST) / (2 * WIDEST);
            counts[Math.max(0, Math.min(BARS - 1, (int) (place * BARS)))]++;
        }
        int most = Arrays.stream(counts).max().orElse(1);
        double left = x + 2 * font;
        double bar = (wide - 4 * font) / BARS;
        double bottom = y + 14.5 * font;
        for (int i = 0; i < BARS; i++) {
            double high = 12 * font * counts[i] / most;
            if (counts[i] > 0) {
                svg.bar("s7 bar", left + i * bar, bottom - high, 0.9 * bar, high);
            }
        }
        svg.line("whisker", left, bottom, left + BARS * bar, bottom);
        for (int i = -1; i <= 1; i++) {
            double at = left + BARS * bar * (0.5 + i * 0.05 / (2 * WIDEST));
            svg.text(at, bottom + 1.6 * font, "middle", i == 0 ? "0" : i < 0 ? "−0.05" : "+0.05");
        }
        double mean = Arrays.stream(differences).average().orElse(0);
        double at = left + BARS * bar * (0.5 + mean / (2 * WIDEST));
        svg.arrow("s0", at, bottom - 5 * font, at, bottom, font / 6);
        svg.text("s0", at + font, bottom - 5.5 * font, "end", "measured");
        svg.text("s7", left, y + 1.5 * font, "start", "signs tossed");
    }
}
