package org.end4rec.models.description;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleFunction;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;
import org.end4rec.models.page.HtmlPage;
import org.end4rec.models.page.LineChart;

/** What changes over time, as charts of a page. */
final class PeriodCharts {
    private final LogDescription log;
    private final Periods periods;
    private final HtmlPage page;

    PeriodCharts(LogDescription log, HtmlPage page) {
        this.log = log;
        this.page = page;
        periods = log.periods();
    }

    /** Adds the charts, or says why there are none. */
    void add() {
        page.heading("What changes over time");
        TimeSpan times = log.times();
        if (periods.size() < 2) {
            String why = "All events are in one period.";
            if (!times.timed()) {
                why = "The log has no times.";
            } else if (times.own()) {
                why = "The times seem to be counted anew for each user, so users cannot be compared in time.";
            }
            page.paragraph(why);
            return;
        }
        page.chart(
                chart("Events", Figure::compact)
                        .add("events", points(period -> periods.events(period)))
                        .add("users", points(period -> periods.users(period))),
                "Events, and users with an event, of each " + periods.unit() + ".",
                List.of(periods.unit(), "events", "users"),
                rows(periods::events, periods::users));
        page.chart(
                chart("New users and items", Figure::compact)
                        .add("new users", points(period -> periods.newUsers(period)))
                        .add("new items", points(period -> periods.newItems(period))),
                "Users and items with their first event in each " + periods.unit() + ". "
                        + Figure.percent(periods.lateNewShare())
                        + " of the events in the last tenth of the time are on items that are new in it.",
                List.of(periods.unit(), "new users", "new items"),
                rows(periods::newUsers, periods::newItems));
        addBehaviors();
    }

    private LineChart chart(String what, DoubleFunction<String> label) {
        return LineChart.linear(
                        what + " of each " + periods.unit() + ", from " + periods.label(0) + " to "
                                + periods.label(periods.size() - 1),
                        periods.unit(),
                        label)
                .naming(n -> periods.label(Math.min(n, periods.size()) - 1));
    }

    private Map<Integer, Double> points(IntToDoubleFunction value) {
        Map<Integer, Double> points = new TreeMap<>();
        for (int period = 0; period < periods.size(); period++) {
            points.put(period + 1, value.applyAsDouble(period));
        }
        return points;
    }

    private List<List<String>> rows(IntToLongFunction one, IntToLongFunction other) {
        List<List<String>> rows = new ArrayList<>();
        for (int period = 0; period < periods.size(); period++) {
            rows.add(List.of(
                    periods.label(period), Figure.of(one.applyAsLong(period)), Figure.of(other.applyAsLong(period))));
        }
        return rows;
    }

    private void addBehaviors() {
        if (periods.behaviors() < 2) {
            return;
        }
        LineChart chart = chart("Share of the behaviors", Figure::percent);
        List<String> heads = new ArrayList<>(List.of(periods.unit()));
        for (int behavior = 0; behavior < periods.behaviors(); behavior++) {
            int of = behavior;
            String name = Figure.name(periods.behavior(of));
            heads.add(name);
            chart.add(of, name, points(period -> share(of, period)));
        }
        List<List<String>> rows = new ArrayList<>();
        for (int period = 0; period < periods.size(); period++) {
            List<String> row = new ArrayList<>(List.of(periods.label(period)));
            for (int behavior = 0; behavior < periods.behaviors(); behavior++) {
                row.add(Figure.percent(share(behavior, period)));
            }
            rows.add(row);
        }
        page.chart(chart, "The share of each behavior in the events of each " + periods.unit() + ".", heads, rows);
    }

    private double share(int behavior, int period) {
        return Figure.share(periods.events(behavior, period), periods.events(period));
    }
}
