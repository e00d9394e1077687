package org.end4rec.models.description;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.end4rec.models.page.BarChart;
import org.end4rec.models.page.HtmlPage;
import org.end4rec.models.page.LineChart;

/** A description as one HTML file: key figures, warnings, and a chart with its numbers for each subject. */
final class DescriptionPage {
    private static final int[] CURVE = {0, 1, 2, 5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100};

    /** Behaviors with a group of bars of their own; the table has all that are counted. */
    private static final int MOST_GROUPS = 4;

    private final LogDescription log;
    private final HtmlPage page;

    DescriptionPage(LogDescription log, String name) {
        this.log = log;
        page = new HtmlPage("The log " + name);
    }

    String html(List<String> remarks) {
        addKeyFigures();
        addWarnings();
        addEvaluation();
        addUsers();
        addItems();
        addBehaviors();
        addConversions();
        new PeriodCharts(log, page).add();
        if (!remarks.isEmpty()) {
            page.heading("How the log was read").list(remarks);
        }
        return page.html();
    }

    private void addKeyFigures() {
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("users", Figure.of(log.users()));
        figures.put("items", Figure.of(log.items()));
        figures.put("events", Figure.of(log.events()));
        figures.put("behaviors", Figure.of(log.behaviors()));
        figures.put("events of a user, median", Figure.of(log.lengths().quantile(0.5)));
        TimeSpan times = log.times();
        if (times.timed()) {
            figures.put("time span", times.length());
            figures.put("resolution of the times", times.resolutionName());
            figures.put("first time", times.shown(times.first()));
            figures.put("last time", times.shown(times.last()));
        } else {
            figures.put("times", "none");
        }
        page.figures(figures);
    }

    private void addWarnings() {
        List<EvaluationWarning> warnings = log.warnings();
        page.heading("What would make an evaluation wrong");
        warnings.forEach(warning -> page.warning(warning.heading(), warning.sentence(), warning.advice()));
        if (log.heldOut() == null) {
            page.paragraph("No behavior to predict was chosen: --target shows what the test would be.");
        } else if (warnings.isEmpty()) {
            page.paragraph("Nothing was found.");
        }
    }

    private void addEvaluation() {
        HeldOutEvents heldOut = log.heldOut();
        if (heldOut == null || heldOut.fault() != null) {
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        HeldOutEvents.Part validation = heldOut.validation();
        HeldOutEvents.Part test = heldOut.test();
        rows.add(List.of("events", Figure.of(heldOut.train()), Figure.of(validation.size()), Figure.of(test.size())));
        rows.add(row("on an item that the user had before", validation.repeated(), test.repeated(), validation, test));
        rows.add(row(
                "on the item of the event just before", validation.justBefore(), test.justBefore(), validation, test));
        rows.add(row("at the time of the event just before", validation.tied(), test.tied(), validation, test));
        rows.add(row("on an item that training never sees", validation.unseen(), test.unseen(), validation, test));
        page.table(
                "Training, validation and test",
                "To predict: " + heldOut.target() + ". " + Figure.part(heldOut.users(), log.users(), "users")
                        + " have it, " + Figure.of(heldOut.usersWithOne()) + " of them once. The log is "
                        + heldOut.plan() + ".",
                List.of("", "training", "validation", "test"),
                rows);
    }

    private static List<String> row(
            String name, int ofValidation, int ofTest, HeldOutEvents.Part validation, HeldOutEvents.Part test) {
        return List.of(
                name,
                "",
                Figure.percent(Figure.share(ofValidation, validation.size())),
                Figure.percent(Figure.share(ofTest, test.size())));
    }

    private void addUsers() {
        Spread lengths = log.lengths();
        String caption = String.format(
                Locale.ROOT,
                "Half of the users have at most %,d events, 95 %% at most %,d, and 99 %% at most %,d. The longest"
                        + " history has %,d events, and the mean is %.1f.",
                lengths.quantile(0.5),
                lengths.quantile(0.95),
                lengths.quantile(0.99),
                lengths.quantile(1),
                lengths.mean());
        addSpread("Lengths of histories", "users", caption, lengths);
    }

    private void addSpread(String heading, String owners, String caption, Spread spread) {
        BarChart chart =
                BarChart.linear(heading + ". " + caption).group("share of the " + owners + ", by their events");
        List<List<String>> rows = new ArrayList<>();
        for (Spread.Bin bin : spread.bins()) {
            double share = Figure.share(bin.owners(), spread.owners());
            chart.add(bin.toString(), share, Figure.percent(share));
            rows.add(List.of(
                    bin.toString(),
                    Figure.of(bin.owners()),
                    Figure.percent(share),
                    Figure.of(bin.events()),
                    Figure.percent(Figure.share(bin.events(), log.events()))));
        }
        page.heading(heading);
        page.chart(chart, caption, List.of("events", owners, "share", "their events", "share"), rows);
    }

    private void addItems() {
        Spread items = log.popularity();
        String caption = String.format(
                Locale.ROOT,
                "The most popular 1 %% of the items has %s of the events, the most popular 10 %% has %s. The Gini"
                        + " coefficient is %.3f, and %s once.",
                Figure.percent(items.ofTop(0.01)),
                Figure.percent(items.ofTop(0.1)),
                items.gini(),
                Figure.of(items.single(), "item") + (items.single() == 1 ? " occurs" : " occur"));
        Map<Integer, Double> points = new LinkedHashMap<>();
        List<List<String>> rows = new ArrayList<>();
        for (int percent : CURVE) {
            double share = items.ofTop(percent / 100.0);
            points.put(percent, share);
            rows.add(List.of(percent + " %", Figure.percent(share)));
        }
        page.heading("Popularity");
        page.chart(
                LineChart.linear(
                                "Share of the events by popularity. " + caption,
                                "most popular items, in per cent of all items",
                                value -> Figure.percent(value))
                        .add("share of the events", points),
                caption,
                List.of("most popular items", "share of the events"),
                rows);
        addSpread(
                "Events of items",
                "items",
                String.format(
                        Locale.ROOT,
                        "Half of the items have at most %,d events; the most popular one has %,d.",
                        items.quantile(0.5),
                        items.quantile(1)),
                items);
    }

    private void addBehaviors() {
        BarChart chart = BarChart.linear("Events of each behavior");
        List<List<String>> rows = new ArrayList<>();
        for (int behavior : log.shown()) {
            int events = log.eventsOf(behavior);
            String share = Figure.percent(Figure.share(events, log.events()));
            chart.add(Figure.name(log.behavior(behavior)), events, Figure.compact(events) + ", " + share);
            rows.add(List.of(Figure.name(log.behavior(behavior)), Figure.of(events), share));
        }
        int more = log.behaviors() - log.shown().length;
        page.heading("Behaviors");
        page.chart(
                chart,
                (more > 0 ? "The most frequent behaviors; " + Figure.of(more) + " more are not shown. " : "")
                        + Figure.part(log.use().returns(), log.events(), "events")
                        + " are on an item that the user had before, "
                        + Figure.part(log.use().repeats(), log.events(), "events")
                        + " repeat an earlier event of the same user, item and behavior.",
                List.of("behavior", "events", "share"),
                rows);
    }

    private void addConversions() {
        ItemUse use = log.use();
        if (use.behaviors() < 2) {
            return;
        }
        BarChart chart = BarChart.linear("Which share of the items with one behavior gets another one later");
        List<List<String>> rows = new ArrayList<>();
        for (int one = 0; one < use.behaviors(); one++) {
            if (one < MOST_GROUPS) {
                chart.group("after " + Figure.name(use.name(one)) + ", of " + Figure.of(use.having(one), "pair"));
            }
            for (int other = 0; other < use.behaviors(); other++) {
                if (one == other) {
                    continue;
                }
                double after = Figure.share(use.after(one, other), use.having(one));
                if (one < MOST_GROUPS) {
                    chart.add(Figure.name(use.name(other)), after, Figure.percent(after));
                }
                rows.add(List.of(
                        Figure.name(use.name(one)),
                        Figure.name(use.name(other)),
                        Figure.of(use.having(one)),
                        Figure.percent(after),
                        Figure.percent(Figure.share(use.before(one, other), use.having(one)))));
            }
        }
        page.heading("From one behavior to another");
        page.chart(
                chart,
                "Of the pairs of a user and an item with the first behavior: how many have the other behavior later"
                        + " than the first event of the first one. The table also has those with the other behavior"
                        + " only before.",
                List.of("with", "then", "pairs", "later", "only before"),
                rows);
    }
}
