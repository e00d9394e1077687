package org.end4rec.models.description;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The figures of a log that fit on a screen. */
final class DescribedFigures {
    private DescribedFigures() {}

    static Map<String, String> of(LogDescription log) {
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("users", Figure.of(log.users()));
        figures.put("items", Figure.of(log.items()));
        figures.put("events", Figure.of(log.events()));
        for (int behavior : log.shown()) {
            figures.put("  " + log.behavior(behavior), Figure.part(log.eventsOf(behavior), log.events()));
        }
        int more = log.behaviors() - log.shown().length;
        if (more > 0) {
            figures.put("  other behaviors", Figure.of(more));
        }
        addTimes(figures, log.times());
        Spread lengths = log.lengths();
        figures.put(
                "events of a user",
                String.format(
                        Locale.ROOT,
                        "median %,d, mean %.1f, 95 %% have at most %,d, most %,d",
                        lengths.quantile(0.5),
                        lengths.mean(),
                        lengths.quantile(0.95),
                        lengths.quantile(1)));
        Spread items = log.popularity();
        figures.put(
                "events of an item",
                String.format(Locale.ROOT, "median %,d, mean %.1f", items.quantile(0.5), items.mean()));
        figures.put("on the top 1 % of the items", Figure.percent(items.ofTop(0.01)));
        figures.put("on the top 10 % of the items", Figure.percent(items.ofTop(0.1)));
        figures.put("Gini coefficient of the items", String.format(Locale.ROOT, "%.3f", items.gini()));
        if (log.copies() > 0) {
            figures.put("copies left out", Figure.of(log.copies()));
        }
        figures.put("repeats of user, item, behavior", Figure.part(log.use().repeats(), log.events()));
        figures.put("on an item the user had before", Figure.part(log.use().returns(), log.events()));
        addConversions(figures, log);
        addHeldOut(figures, log);
        return figures;
    }

    private static void addTimes(Map<String, String> figures, TimeSpan times) {
        if (!times.timed()) {
            figures.put("times", "none: the order of the rows counts");
            return;
        }
        figures.put("first and last time", times.shown(times.first()) + ", " + times.shown(times.last()));
        figures.put("time span", times.length());
        figures.put("resolution of the times", times.resolutionName());
        if (times.own()) {
            figures.put("clock", "begins anew for each user");
        }
        figures.put("events at the same time", Figure.of(times.tied()));
    }

    private static void addConversions(Map<String, String> figures, LogDescription log) {
        ItemUse use = log.use();
        for (int to = 0; log.heldOut() != null && to < use.behaviors(); to++) {
            for (int from = 0; use.name(to).equals(log.heldOut().target()) && from < use.behaviors(); from++) {
                if (from != to) {
                    figures.put(
                            use.name(from) + ", later " + use.name(to),
                            Figure.percent(Figure.share(use.after(from, to), use.having(from))) + " of "
                                    + Figure.of(use.having(from), "user-item pair"));
                }
            }
        }
    }

    private static void addHeldOut(Map<String, String> figures, LogDescription log) {
        HeldOutEvents heldOut = log.heldOut();
        if (heldOut == null) {
            return;
        }
        figures.put("users with " + heldOut.target(), Figure.part(heldOut.users(), log.users()));
        if (heldOut.fault() == null) {
            figures.put("events to train on", Figure.of(heldOut.train()));
            figures.put("events to validate on", Figure.of(heldOut.validation().size()));
            HeldOutEvents.Part test = heldOut.test();
            figures.put("events to test on", Figure.of(test.size()));
            figures.put("  on an item the user had before", Figure.part(test.repeated(), test.size()));
            figures.put("  on an item without training", Figure.part(test.unseen(), test.size()));
        }
    }
}
