package org.end4rec.models.page;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A page of HTML in one file that needs nothing else, put together from top to bottom. All texts are escaped. */
public final class HtmlPage {
    private final StringBuilder html = new StringBuilder();

    /** A page with its title as the heading. */
    public HtmlPage(String title) {
        String escaped = Svg.escape(title);
        html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append("<meta name=\"color-scheme\" content=\"light dark\">\n<link rel=\"icon\" href=\"data:,\">\n")
                .append("<title>")
                .append(escaped)
                .append("</title>\n<style>\n")
                .append(Style.PAGE)
                .append("</style>\n</head>\n<body>\n<main>\n<h1>")
                .append(escaped)
                .append("</h1>\n");
    }

    /** Adds a paragraph. */
    public HtmlPage paragraph(String text) {
        html.append("<p>").append(Svg.escape(text)).append("</p>\n");
        return this;
    }

    /** Adds a list with a point for each text. */
    public HtmlPage list(List<String> texts) {
        html.append("<ul>\n");
        texts.forEach(text -> html.append("<li>").append(Svg.escape(text)).append("</li>\n"));
        html.append("</ul>\n");
        return this;
    }

    /** Adds a heading. */
    public HtmlPage heading(String text) {
        html.append("<h2>").append(Svg.escape(text)).append("</h2>\n");
        return this;
    }

    /** Adds a section with a chart; nothing if the chart has nothing to draw. */
    public HtmlPage chart(String id, String heading, Chart chart) {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(heading, "heading");
        if (!chart.isEmpty()) {
            html.append("<section id=\"").append(Svg.escape(id)).append("\">\n");
            heading(heading);
            html.append(chart.html()).append("</section>\n");
        }
        return this;
    }

    /** Adds a section with a table, which scrolls where it is too wide. */
    public HtmlPage table(String heading, String caption, List<String> heads, List<List<String>> rows) {
        html.append("<section>\n");
        heading(heading);
        rows(heading, caption, heads, rows);
        html.append("</section>\n");
        return this;
    }

    private void rows(String name, String caption, List<String> heads, List<List<String>> rows) {
        html.append("<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"")
                .append(Svg.escape(name))
                .append("\">\n<table>\n<caption>")
                .append(Svg.escape(caption))
                .append("</caption>\n");
        row("th scope=\"col\"", "th", heads);
        rows.forEach(row -> row("td", "td", row));
        html.append("</table>\n</div>\n");
    }

    /** Adds names with their values, side by side as far as there is room. */
    public HtmlPage figures(Map<String, String> values) {
        html.append("<dl class=\"figures\">\n");
        values.forEach((name, value) -> html.append("<div><dt>")
                .append(Svg.escape(name))
                .append("</dt><dd>")
                .append(Svg.escape(value))
                .append("</dd></div>\n"));
        html.append("</dl>\n");
        return this;
    }

    /** Adds a warning under a short heading, and what to do. */
    public HtmlPage warning(String heading, String sentence, String advice) {
        html.append("<div class=\"warning\"><h3>")
                .append(Svg.escape(heading))
                .append("</h3>\n<p>")
                .append(Svg.escape(sentence))
                .append("</p>\n<p><strong>What to do.</strong> ")
                .append(Svg.escape(advice))
                .append("</p></div>\n");
        return this;
    }

    /** Adds a chart with a sentence below it and its numbers in a table that opens. */
    public HtmlPage chart(Chart chart, String caption, List<String> heads, List<List<String>> rows) {
        html.append("<figure>\n").append(chart.html()).append("<figcaption>");
        html.append(Svg.escape(caption)).append("</figcaption>\n</figure>\n<details>\n<summary>Numbers</summary>\n");
        rows(caption, caption, heads, rows);
        html.append("</details>\n");
        return this;
    }

    private void row(String start, String end, List<String> cells) {
        html.append("<tr>");
        for (String cell : cells) {
            html.append('<').append(start).append('>').append(Svg.escape(cell));
            html.append("</").append(end).append('>');
        }
        html.append("</tr>\n");
    }

    /** The whole page. */
    public String html() {
        return html + "</main>\n</body>\n</html>\n";
    }
}
