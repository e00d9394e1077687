package org.end4rec.lessons.lesson13;

import java.util.List;
import java.util.Locale;
import org.end4rec.lessons.picture.Panels;
import org.end4rec.lessons.picture.Panels.Panel;
import org.end4rec.lessons.shop.SmallShop;
import org.end4rec.lessons.shop.SmallShop.StageEnd;
import org.end4rec.lessons.shop.SmallShop.Training;
import org.end4rec.models.data.Example;
import org.end4rec.models.data.Histories;
import org.end4rec.models.encoder.DenoisingEncoder;
import org.end4rec.models.encoder.EventDecision;
import org.end4rec.models.page.Svg;

/** The picture of lesson 13: one user's events with truth and decision, and the validation stage by stage. */
public final class Picture13 {
    private static final double HIGH = 17;
    private static final int SHOWN = 10;
    private static final int IN_A_ROW = 5;
    private static final double CELL = 2.6;

    private Picture13() {}

    /** Draws both. */
    public static Panels draw() {
        SmallShop shop = new SmallShop(1);
        Training training = shop.train();
        return new Panels(
                "One user's events, oldest first: most dropped ones are accidental or outdated; and the validation,"
                        + " which rises from stage to stage",
                HIGH,
                List.of(
                        new Panel(
                                "one user's events: dropped ones are struck out",
                                (svg, x, y, wide, font) -> events(svg, shop, training, x, y, wide, font)),
                        new Panel(
                                "validation NDCG@10 after each stage",
                                (svg, x, y, wide, font) -> stages(svg, training.stages(), x, y, wide, font))));
    }

    private static String style(String truth) {
        return switch (truth) {
            case "accidental" -> "s1";
            case "outdated" -> "s2";
            default -> "s3";
        };
    }

    private static void events(
            Svg svg, SmallShop shop, Training training, double x, double y, double wide, double font) {
        List<Example> shown = shop.data().split().test().subList(SHOWN, SHOWN + 1);
        String[] truths = shop.truths(shown);
        List<EventDecision> decisions = ((DenoisingEncoder) training.model().encoder()).decisions(shop.batch(shown));
        Histories histories = shop.data().histories();
        double step = (wide - 2 * font) / IN_A_ROW;
        for (int i = 0; i < decisions.size(); i++) {
            String truth = truths[truths.length - decisions.size() + i];
            double left = x + font + i % IN_A_ROW * step;
            double top = y + Math.floorDiv(i, IN_A_ROW) * (CELL + 0.3) * font;
            EventDecision each = decisions.get(i);
            svg.bar(style(truth) + " bar", left, top, 0.5 * font, CELL * font);
            svg.text(
                    left + 0.8 * font,
                    top + 1.05 * font,
                    "start",
                    histories.items().id(each.item()));
            svg.text(
                    left + 0.8 * font,
                    top + 2.2 * font,
                    "start",
                    histories.behaviors().id(each.behavior()));
            if (!each.kept()) {
                svg.polyline("s7", font / 5, new double[] {left + 0.7 * font, left + step - 0.4 * font}, new double[] {
                    top + 0.3 * font, top + 2.3 * font
                });
            }
            if (!truth.equals("genuine")) {
                svg.text(style(truth), left + step - 0.5 * font, top + 1.05 * font, "end", mark(truth));
            }
        }
        double bottom = y + 16 * font;
        double third = (wide - 2 * font) / 3;
        int place = 0;
        for (String truth : List.of("genuine", "accidental", "outdated")) {
            double left = x + font + place++ * third;
            svg.bar(style(truth) + " bar", left, bottom - font, 0.5 * font, 1.2 * font);
            svg.text(left + 0.8 * font, bottom, "start", (truth.equals("genuine") ? "" : mark(truth) + " ") + truth);
        }
    }

    private static String mark(String truth) {
        return truth.substring(0, 1).toUpperCase(Locale.ROOT);
    }

    private static void stages(Svg svg, List<StageEnd> stages, double x, double y, double wide, double font) {
        double left = x + 6 * font;
        double unit = (wide - 11 * font) / 0.35;
        for (int i = 0; i < stages.size(); i++) {
            StageEnd each = stages.get(i);
            double top = y + (0.5 + 2.5 * i) * font;
            svg.text(left - 0.5 * font, top + 1.1 * font, "end", each.name());
            svg.bar("s0 bar", left, top, each.ndcg() * unit, 1.5 * font);
            svg.text(
                    left + each.ndcg() * unit + 0.5 * font,
                    top + 1.1 * font,
                    "start",
                    String.format(Locale.ROOT, "%.2f", each.ndcg()));
        }
    }
}
