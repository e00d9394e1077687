package org.end4rec.lessons.lesson13;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.end4rec.lessons.picture.Panels;
import org.end4rec.lessons.picture.Panels.Panel;
import org.end4rec.lessons.shop.SmallShop;
import org.end4rec.lessons.shop.SmallShop.StageEnd;
import org.end4rec.lessons.shop.SmallShop.Training;
import org.end4rec.models.data.Batch;
import org.end4rec.models.data.Example;
import org.end4rec.models.data.Histories;
import org.end4rec.models.encoder.DenoisingEncoder;
import org.end4rec.models.encoder.EventDecision;
import org.end4rec.models.encoder.Stage;
import org.end4rec.models.evaluation.RankingProtocol;
import org.end4rec.models.evaluation.Scorer;
import org.end4rec.models.page.Svg;
import org.jspecify.annotations.Nullable;

/** The picture of lesson 13: one user's events, the stages of training, what to do with noise, the soft filter. */
public final class Picture13 {
    private static final double HIGH = 17;
    private static final int SHOWN = 10;
    private static final int IN_A_ROW = 5;
    private static final double CELL = 2.6;
    private static final int AGES = 6;
    private static final List<String> WAYS = List.of("all events", "masked", "taken out", "mined anew");

    private Picture13() {}

    /** Draws the four panels. */
    public static Panels draw() {
        SmallShop shop = new SmallShop(1);
        Training training = shop.train();
        double[][] ways = {ways(shop), ways(new SmallShop(2))};
        return new Panels(
                "One user's events, most dropped ones accidental or outdated; the validation rises from stage to stage;"
                        + " HR@10 falls if noise is masked and rises if it is taken out; the soft filter lets the"
                        + " newest event pass",
                HIGH,
                List.of(
                        new Panel(
                                "one user's events: × is dropped",
                                (svg, x, y, wide, font) -> events(svg, shop, training, x, y, wide, font)),
                        new Panel(
                                "validation NDCG@10 after each stage",
                                (svg, x, y, wide, font) -> stages(svg, training.stages(), x, y, wide, font)),
                        new Panel(
                                "what is done with the noise: HR@10 in two shops",
                                (svg, x, y, wide, font) -> ways(svg, ways, x, y, wide, font)),
                        new Panel(
                                "what the soft filter lets pass, by age",
                                (svg, x, y, wide, font) -> responses(svg, shop, training, x, y, wide, font))));
    }

    /** HR@10 with all events, masked in place, taken out, and mined anew without them. */
    private static double[] ways(SmallShop shop) {
        Training whole = shop.train();
        Scorer plain = shop.train("hard=false", "miningEpochs=20").model().scorer();
        DenoisingEncoder eliminator = (DenoisingEncoder) whole.model().encoder();
        Stage last = whole.model().stage();
        return new double[] {
            hits(shop, plain, shop::batch),
            hits(shop, plain, each -> {
                Batch events = shop.batch(each);
                return masked(events, eliminator.sift(events, last).kept());
            }),
            hits(shop, plain, each -> eliminator.sift(shop.batch(each), last).batch()),
            hits(shop, whole.model().scorer(), shop::batch)
        };
    }

    private static double hits(SmallShop shop, Scorer scorer, Function<List<Example>, Batch> events) {
        return shop.evaluate(scorer, RankingProtocol.UNSEEN, events).metric("HR@10");
    }

    /** The events that are not kept become padding. */
    private static Batch masked(Batch events, float @Nullable [] kept) {
        int[] items = events.items().clone();
        int[] behaviors = events.behaviors().clone();
        for (int place = 0; kept != null && place < items.length; place++) {
            items[place] = kept[place] == 0 ? 0 : items[place];
            behaviors[place] = kept[place] == 0 ? 0 : behaviors[place];
        }
        return new Batch(events.size(), events.length(), items, behaviors, events.targets());
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
            if (!each.kept()) {
                double[] across = {left + step - 1.4 * font, left + step - 0.5 * font};
                svg.polyline("s0", font / 5, across, new double[] {top + 1.4 * font, top + 2.3 * font});
                svg.polyline("s0", font / 5, across, new double[] {top + 2.3 * font, top + 1.4 * font});
            }
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
            if (truth.equals("genuine") && !each.kept()) {
                svg.text(
                        x + wide - font,
                        y + (Math.floorDiv(decisions.size(), IN_A_ROW) * (CELL + 0.3) + 1.6) * font,
                        "end",
                        histories.items().id(each.item()) + ": dropped, and yet genuine");
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

    private static void ways(Svg svg, double[][] ways, double x, double y, double wide, double font) {
        double left = x + 8 * font;
        double unit = (wide - 12.5 * font) / 0.55;
        for (int way = 0; way < WAYS.size(); way++) {
            double top = y + (0.5 + 3.6 * way) * font;
            svg.text(left - 0.5 * font, top + 1.7 * font, "end", WAYS.get(way));
            for (int shop = 0; shop < ways.length; shop++) {
                double hits = ways[shop][way];
                svg.bar(way == 1 ? "s1 bar" : "s0 bar", left, top + 1.4 * shop * font, hits * unit, 1.2 * font);
                svg.text(
                        left + hits * unit + 0.4 * font,
                        top + (1.4 * shop + 1) * font,
                        "start",
                        String.format(Locale.ROOT, "%.3f", hits) + (way == 0 ? "  shop " + (shop + 1) : ""));
            }
        }
    }

    /** The mean over the channels of each behavior's impulse response. */
    private static void responses(
            Svg svg, SmallShop shop, Training training, double x, double y, double wide, double font) {
        float[] kernel = training.model()
                .encoder()
                .parameters()
                .get("soft.kernel")
                .value()
                .data();
        Histories histories = shop.data().histories();
        int behaviors = histories.behaviors().size();
        double left = x + 5 * font;
        double step = (wide - 7 * font) / AGES;
        for (int behavior = 0; behavior < behaviors; behavior++) {
            double bottom = y + (3.2 + 3.6 * behavior) * font;
            svg.text(left - 0.5 * font, bottom, "end", histories.behaviors().id(behavior + 1));
            svg.line("whisker", left, bottom, left + AGES * step, bottom);
            for (int age = 0; age < AGES; age++) {
                double value = response(kernel, behaviors, behavior, age);
                double high = Math.abs(value) * 2.4 * font;
                svg.bar("s0 bar", left + (age + 0.15) * step, bottom - high, 0.7 * step, high);
                svg.text(
                        left + (age + 0.5) * step,
                        bottom - high - 0.15 * font,
                        "middle",
                        String.format(Locale.ROOT, "%.2f", Math.abs(value)));
            }
        }
        for (int age = 0; age < AGES; age++) {
            svg.text(left + (age + 0.5) * step, y + 15.6 * font, "middle", age == 0 ? "newest" : Integer.toString(age));
        }
    }

    /** The inverse transform of a kernel at an age, in the mean over the channels. */
    private static double response(float[] kernel, int behaviors, int behavior, int age) {
        int n = SmallShop.LENGTH;
        int bins = n / 2 + 1;
        int channels = kernel.length / (2 * behaviors * bins);
        double sum = 0;
        for (int f = 0; f < bins; f++) {
            double weight = f == 0 || 2 * f == n ? 1 : 2;
            double angle = 2 * Math.PI * f * age / n;
            for (int c = 0; c < channels; c++) {
                double re = kernel[(behavior * bins + f) * channels + c];
                double im = kernel[((behaviors + behavior) * bins + f) * channels + c];
                sum += weight * (re * StrictMath.cos(angle) - im * StrictMath.sin(angle));
            }
        }
        return sum / (n * channels);
    }
}
