package org.end4rec.bench.complexity;

import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import org.end4rec.bench.complexity.ComplexityReport.ModelCost;
import org.end4rec.bench.complexity.ComplexityReport.Skipped;

/** A report as one HTML page without anything from elsewhere: charts to project, and the figures below them. */
final class ComplexityPage {
    private static final String STYLE = """
            :root{--paper:#fff;--ink:#16181d;--soft:#4a505c;--grid:#d5d9e0;--s0:#0b57b7;--s1:#b3261e;--s2:#7a4a00;--s3:#14663a}
            @media(prefers-color-scheme:dark){:root{--paper:#14161a;--ink:#f2f4f8;--soft:#b9c0cc;--grid:#3a404b;--s0:#7db7ff;
            --s1:#ff9a8f;--s2:#f2c14e;--s3:#7fd6a3}}
            *{box-sizing:border-box}
            body{margin:0 auto;padding:1.5rem;max-width:1280px;background:var(--paper);color:var(--ink);
            font:1.375rem/1.4 system-ui,'Liberation Sans','DejaVu Sans',sans-serif}
            h1{font-size:2.4rem;line-height:1.15;margin:0 0 .5rem}h2{font-size:1.8rem;margin:2.5rem 0 .5rem;line-height:1.2}
            p,li,caption{max-width:70ch}caption,footer{color:var(--soft)}caption{text-align:left}
            svg{width:100%;height:auto;display:block}svg.narrow{display:none}svg text{fill:var(--ink)}
            .grid{stroke:var(--grid);stroke-width:1}
            polyline{fill:none}polyline.s0{stroke:var(--s0)}polyline.s1{stroke:var(--s1);stroke-dasharray:14 7}
            polyline.s2{stroke:var(--s2);stroke-dasharray:3 6}polyline.s3{stroke:var(--s3);stroke-dasharray:20 6 4 6}
            circle.s0{fill:var(--s0)}rect.s1{fill:var(--s1)}path.s2{fill:var(--s2)}path.s3{fill:var(--s3)}
            .key{display:flex;flex-wrap:wrap;gap:.3rem 2rem;padding:0;margin:.5rem 0;list-style:none;font-weight:600}
            .key svg{display:inline-block;width:3rem;height:1.2rem;vertical-align:-.15rem;margin-right:.5rem}
            .t0{color:var(--s0)}.t1{color:var(--s1)}.t2{color:var(--s2)}.t3{color:var(--s3)}
            .table{overflow-x:auto}table{border-collapse:collapse;font-size:1.15rem;font-variant-numeric:tabular-nums}
            th,td{padding:.25rem .9rem .25rem 0;text-align:right;border-bottom:1px solid var(--grid);vertical-align:top}
            th:first-child,td:first-child{text-align:left}
            :focus-visible{outline:3px solid var(--s0)}
            @media(max-width:700px){body{padding:.9rem;font-size:1.0625rem}h1{font-size:1.6rem}h2{font-size:1.3rem}
            svg.wide{display:none}svg.narrow{display:block}table{font-size:.95rem}}
            """;

    private final ComplexityReport report;
    private final StringBuilder html = new StringBuilder();

    ComplexityPage(ComplexityReport report) {
        this.report = report;
    }

    String html() {
        html.setLength(0);
        html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append("<meta name=\"color-scheme\" content=\"light dark\">\n<link rel=\"icon\" href=\"data:,\">\n")
                .append("<title>O(N log N) against O(N²)</title>\n<style>\n")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n<main>\n<h1>O(N log N) against O(N²)</h1>\n");
        introduction();
        if (!report.timings().isEmpty()) {
            MeasuredPass pass = MeasuredPass.FORWARD_BACKWARD;
            answers(pass);
            charts(pass);
            figures();
        }
        models();
        skipped();
        machine();
        return html.append("</body>\n</html>\n").toString();
    }

    private void introduction() {
        ComplexityReport.Settings s = report.settings();
        html.append(
                        "<p>The frequency mixing of an END4Rec layer beside multi-head self-attention, on the same engine: d ")
                .append(s.channels())
                .append(", ")
                .append(s.heads())
                .append(" heads, ")
                .append(s.chunks())
                .append(" chunks. Plain attention stores the N×N weights, blocked attention never does.");
        if (s.quick()) {
            html.append(" <strong>A quick run: a look, no proof.</strong>");
        }
        html.append("</p>\n");
    }

    private void answers(MeasuredPass pass) {
        html.append("<ul>\n");
        for (Mixer mixer : Mixer.values()) {
            ComplexityReport.fit(report.times(mixer, pass))
                    .ifPresent(fit -> item(capitalized(mixer.title()) + ", " + pass.title() + ": "
                            + ComplexityTable.describe(fit) + "."));
        }
        for (Mixer mixer : Mixer.values()) {
            if (mixer.attends() && !report.speedUps(mixer, pass).isEmpty()) {
                item(ComplexityTable.comparison(report, mixer, pass) + ".");
            }
        }
        html.append("</ul>\n");
    }

    private static String capitalized(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private void item(String text) {
        html.append("<li>").append(escaped(text)).append("</li>\n");
    }

    private void charts(MeasuredPass pass) {
        Chart time = new Chart("Time of one sequence over its length, both axes logarithmic", ComplexityPage::duration);
        Chart ratio = new Chart("How many times as long attention takes as the EBM layer", v -> plain(v) + "×");
        Chart doubling = new Chart("How many times as long a sequence of twice the length takes", v -> plain(v) + "×");
        Chart memory = new Chart("Bytes that one sequence holds, both axes logarithmic", ComplexityPage::size);
        for (Mixer mixer : Mixer.values()) {
            String style = "s" + mixer.style();
            time.with(style, report.times(mixer, pass));
            doubling.with(style, ComplexityReport.doubling(report.times(mixer, pass)));
            memory.with(style, report.bytes(mixer, pass));
            if (mixer.attends()) {
                ratio.with(style, report.speedUps(mixer, pass));
            }
        }
        chart("time", "Time of one sequence, " + pass.title(), time);
        chart("ratio", "Times as long as the EBM layer, " + pass.title(), ratio);
        chart("doubling", "Twice the length: how many times as long? " + capitalized(pass.title()), doubling);
        chart("memory", "Memory of one sequence, " + pass.title(), memory);
    }

    private void chart(String id, String title, Chart chart) {
        if (chart.isEmpty()) {
            return;
        }
        html.append("<section id=\"")
                .append(id)
                .append("\">\n<h2>")
                .append(escaped(title))
                .append("</h2>\n<ul class=\"key\">");
        for (Mixer mixer : Mixer.values()) {
            if (mixer.attends() || !id.equals("ratio")) {
                int i = mixer.style();
                html.append("<li class=\"t")
                        .append(i)
                        .append("\"><svg viewBox=\"0 0 60 24\" aria-hidden=\"true\">")
                        .append("<polyline class=\"s")
                        .append(i)
                        .append("\" stroke-width=\"4\" points=\"0,12 60,12\"/>")
                        .append(Chart.mark("s" + i, 30, 12, 8, "", 0).replaceAll("<title>.*</title>", ""))
                        .append("</svg>")
                        .append(mixer.title())
                        .append("</li>");
            }
        }
        html.append("</ul>\n").append(chart.svg()).append("</section>\n");
    }

    private void figures() {
        for (MeasuredPass pass : MeasuredPass.values()) {
            if (report.timings().stream().noneMatch(timing -> timing.pass() == pass)) {
                continue;
            }
            open(
                    "Figures, " + pass.title(),
                    "Microseconds of one sequence (a batch has "
                            + report.settings().tokens()
                            + " positions at every length); operations of one sequence, counted exactly.");
            html.append("<tr><th scope=\"col\">N</th>");
            for (Mixer mixer : Mixer.values()) {
                html.append("<th scope=\"col\">").append(mixer.title()).append("</th>");
            }
            for (Mixer mixer : Mixer.values()) {
                html.append("<th scope=\"col\">").append(mixer.title()).append(", operations</th>");
            }
            html.append("</tr>\n");
            for (int n : report.settings().lengths()) {
                html.append("<tr><td>").append(n).append("</td>");
                for (Mixer mixer : Mixer.values()) {
                    cell(report.times(mixer, pass), n, "%.1f");
                }
                for (Mixer mixer : Mixer.values()) {
                    cell(report.operations(mixer, pass), n, "%.3g");
                }
                html.append("</tr>\n");
            }
            close();
        }
    }

    private void cell(SortedMap<Integer, Double> values, int n, String format) {
        Double value = values.get(n);
        html.append("<td>")
                .append(value == null ? "–" : String.format(Locale.ROOT, format, value))
                .append("</td>");
    }

    private void models() {
        if (report.models().isEmpty()) {
            return;
        }
        open(
                "Whole models",
                "V 5,000, d 64, two layers, one thread. A training step has 64 sequences; an answer is one"
                        + " user's top 10. Memory is the heap in use after a step.");
        html.append("<tr><th scope=\"col\">Model</th><th scope=\"col\">N</th><th scope=\"col\">step, ms</th>")
                .append("<th scope=\"col\">answer, ms</th><th scope=\"col\">memory</th></tr>\n");
        for (ModelCost m : report.models()) {
            html.append(String.format(
                    Locale.ROOT,
                    "<tr><td>%s</td><td>%d</td><td>%.2f</td><td>%.3f</td><td>%s</td></tr>%n",
                    m.model().title(),
                    m.length(),
                    m.trainingMilliseconds(),
                    m.answerMilliseconds(),
                    size((double) m.liveBytes())));
        }
        close();
    }

    private void open(String title, String caption) {
        html.append("<section>\n<h2>")
                .append(escaped(title))
                .append("</h2>\n<div class=\"table\" tabindex=\"0\"")
                .append(" role=\"region\" aria-label=\"")
                .append(escaped(title))
                .append("\">\n<table>\n<caption>")
                .append(escaped(caption))
                .append("</caption>\n");
    }

    private void close() {
        html.append("</table>\n</div>\n</section>\n");
    }

    private void skipped() {
        if (!report.skipped().isEmpty()) {
            html.append("<section>\n<h2>Left out</h2>\n<ul>\n");
            for (Skipped s : report.skipped()) {
                item(ComplexityTable.skipped(s) + ".");
            }
            html.append("</ul>\n</section>\n");
        }
    }

    private void machine() {
        html.append("</main>\n<footer>\n<h2>Machine</h2>\n<p>");
        for (Map.Entry<String, String> fact : report.machine().entrySet()) {
            html.append(escaped(fact.getKey() + ": " + fact.getValue())).append("<br>\n");
        }
        html.append("</p>\n</footer>\n");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String plain(double value) {
        return String.format(Locale.ROOT, value < 10 && value != Math.rint(value) ? "%.2f" : "%.0f", value);
    }

    private static String duration(double microseconds) {
        if (microseconds >= 1e6) {
            return short3(microseconds / 1e6) + " s";
        }
        return microseconds >= 1000 ? short3(microseconds / 1000) + " ms" : short3(microseconds) + " µs";
    }

    private static String size(double bytes) {
        if (bytes >= 1e9) {
            return short3(bytes / 1e9) + " GB";
        }
        return bytes >= 1e6 ? short3(bytes / 1e6) + " MB" : short3(bytes / 1e3) + " kB";
    }

    private static String short3(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.1f" : "%.0f", value);
    }
}
