package org.end4rec.bench.complexity;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import org.end4rec.bench.complexity.ComplexityReport.Clock;
import org.end4rec.bench.complexity.ComplexityReport.ModelCost;
import org.end4rec.models.page.HtmlPage;
import org.end4rec.models.page.LineChart;
import org.jspecify.annotations.Nullable;

/** A report as one HTML page without anything from elsewhere: charts to project, and the figures below them. */
final class ComplexityPage {
    private final ComplexityReport report;
    private final HtmlPage page = new HtmlPage("O(N log N) against O(N²)");

    private ComplexityPage(ComplexityReport report) {
        this.report = report;
    }

    /** The whole page. */
    static String html(ComplexityReport report) {
        ComplexityPage made = new ComplexityPage(report);
        GrowthText.answer(report, MeasuredPass.FORWARD_BACKWARD).ifPresent(made.page::paragraph);
        made.addIntroduction();
        made.addCounts(MeasuredPass.FORWARD_BACKWARD);
        report.clock(MeasuredPass.FORWARD_BACKWARD).ifPresent(made::addTimes);
        made.addMemory(MeasuredPass.FORWARD_BACKWARD);
        made.addFigures();
        made.addModels();
        made.addSkipped();
        made.addMachine();
        return made.page.html();
    }

    private void addIntroduction() {
        ComplexityReport.Settings s = report.settings();
        page.paragraph(
                "The frequency mixing of an END4Rec layer beside multi-head self-attention, on the same engine: d "
                        + s.channels() + ", " + s.heads() + " heads, " + s.chunks()
                        + " chunks. Plain attention stores the N×N weights, blocked attention never does.");
    }

    private void addCounts(MeasuredPass pass) {
        if (report.costs().isEmpty()) {
            return;
        }
        page.heading(GrowthText.COUNTED);
        page.list(sentences(GrowthText.counted(report)));
        LineChart doubling = chart("How many times as many operations twice the length needs", v -> plain(v) + "×");
        for (MeasuredMixer mixer : MeasuredMixer.values()) {
            doubling.add(mixer.look(), mixer.title(), ComplexityReport.doubling(report.operations(mixer, pass)));
        }
        page.chart(
                "doubling", "Twice the length: how many times the operations? " + capitalized(pass.title()), doubling);
    }

    private void addTimes(Clock clock) {
        MeasuredPass pass = clock.pass();
        page.heading(GrowthText.method(clock));
        page.list(sentences(GrowthText.clocked(report, clock)));
        LineChart time = chart("Time of one sequence over its length, both axes logarithmic", ComplexityPage::duration);
        LineChart ratio = chart("How many times as long attention takes as the EBM layer", v -> plain(v) + "×");
        for (MeasuredMixer mixer : MeasuredMixer.values()) {
            time.add(mixer.look(), mixer.title(), report.times(mixer, pass));
            if (mixer.attends()) {
                ratio.add(mixer.look(), mixer.title(), report.speedUps(mixer, pass));
            }
        }
        page.chart("time", "Time of one sequence, " + pass.title(), time)
                .chart("ratio", "Times as long as the EBM layer, " + pass.title(), ratio);
    }

    private void addMemory(MeasuredPass pass) {
        LineChart memory = chart("Bytes that one sequence holds, both axes logarithmic", ComplexityPage::size);
        for (MeasuredMixer mixer : MeasuredMixer.values()) {
            memory.add(mixer.look(), mixer.title(), report.bytes(mixer, pass));
        }
        page.chart("memory", "Memory of one sequence, " + pass.title(), memory);
    }

    private static List<String> sentences(List<String> lines) {
        return lines.stream().map(line -> capitalized(line) + ".").toList();
    }

    private static String capitalized(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private static LineChart chart(String title, DoubleFunction<String> label) {
        return LineChart.logarithmic(title, "sequence length N", label);
    }

    private void addFigures() {
        for (MeasuredPass pass : MeasuredPass.values()) {
            if (report.timings().stream().anyMatch(timing -> timing.pass() == pass)) {
                addFigures(pass);
            }
        }
    }

    private void addFigures(MeasuredPass pass) {
        List<String> heads = new ArrayList<>(List.of("N"));
        for (MeasuredMixer mixer : MeasuredMixer.values()) {
            heads.add(mixer.title());
        }
        for (MeasuredMixer mixer : MeasuredMixer.values()) {
            heads.add(mixer.title() + ", operations");
        }
        List<List<String>> rows = new ArrayList<>();
        for (int n : report.settings().lengths()) {
            List<String> cells = new ArrayList<>(List.of(Integer.toString(n)));
            for (MeasuredMixer mixer : MeasuredMixer.values()) {
                cells.add(cell(report.times(mixer, pass).get(n), "%.1f"));
            }
            for (MeasuredMixer mixer : MeasuredMixer.values()) {
                cells.add(cell(report.operations(mixer, pass).get(n), "%.3g"));
            }
            rows.add(cells);
        }
        page.table(
                "Figures, " + pass.title(),
                "Microseconds of one sequence (a batch has " + report.settings().tokens()
                        + " positions at every length); operations of one sequence, counted exactly.",
                heads,
                rows);
    }

    private static String cell(@Nullable Double value, String format) {
        return value == null ? "–" : String.format(Locale.ROOT, format, value);
    }

    private void addModels() {
        if (report.models().isEmpty()) {
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        for (ModelCost m : report.models()) {
            rows.add(List.of(
                    m.model().title(),
                    Integer.toString(m.length()),
                    String.format(Locale.ROOT, "%.2f", m.trainingMilliseconds()),
                    String.format(Locale.ROOT, "%.3f", m.answerMilliseconds()),
                    size((double) m.liveBytes())));
        }
        page.table(
                "Whole models",
                "V 5,000, d 64, two layers, one thread. A training step has 64 sequences; an answer is one user's top"
                        + " 10."
                        + " Memory is the heap in use after a step.",
                List.of("Model", "N", "step, ms", "answer, ms", "memory"),
                rows);
    }

    private void addSkipped() {
        if (!report.skipped().isEmpty()) {
            page.heading("Left out");
            page.list(report.skipped().stream()
                    .map(each -> ComplexityTable.skipped(each) + ".")
                    .toList());
        }
    }

    private void addMachine() {
        page.heading("Machine");
        page.list(report.machine().entrySet().stream()
                .map(fact -> fact.getKey() + ": " + fact.getValue())
                .toList());
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
