package org.end4rec.models.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChartsTest {
    private static final String LONG = "denoisingLearningRate=0.00025";

    // values

    @Test
    void fewLinesWithShortNamesHaveTheUsualSize() {
        assertThat(lines(3, "end4rec").svg()).startsWith("<svg viewBox=\"0 0 900 340\"");
        assertThat(bars("end4rec").svg()).startsWith("<svg viewBox=\"0 0 900 30\"");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 9, 18, 32})
    void allNamesAreInsideTheChartAndNoTwoLinesLookAlike(int count) {
        String svg = lines(count, "end4rec").svg();
        int height = Integer.parseInt(first(svg, "viewBox=\"0 0 [0-9]+ ([0-9]+)\""));
        List<MatchResult> names = all(svg, "y=\"([0-9]+)\" style=\"fill:(#[0-9a-f]+)\">([^ ]+) end4rec");
        assertThat(names).hasSize(count).allMatch(name -> Integer.parseInt(name.group(1)) < height);
        Set<String> marks = new HashSet<>();
        names.forEach(name -> marks.add(name.group(2) + name.group(3)));
        assertThat(marks).hasSize(count);
        Set<String> looks = new HashSet<>();
        all(svg, "<polyline fill=\"none\" (stroke=.*) points").forEach(line -> looks.add(line.group(1)));
        assertThat(looks).hasSize(count);
    }

    @Test
    void longNamesHaveRoom() {
        // the names end where the bars begin, and are written from the right
        double end = Double.parseDouble(first(bars(LONG).svg(), "<text x=\"([0-9]+)\""));
        assertThat(end).isGreaterThan(LONG.length() * 0.55 * 16);
        String svg = lines(1, LONG).svg();
        int width = Integer.parseInt(first(svg, "viewBox=\"0 0 ([0-9]+)"));
        int start = Integer.parseInt(first(svg, "x=\"([0-9]+)\" y=\"[0-9]+\" style"));
        assertThat(width - start).isGreaterThan((int) (LONG.length() * 0.55 * 15));
        assertThat(ReportCharts.width("商品", 10)).isEqualTo(20);
    }

    private static LineChart lines(int count, String name) {
        LineChart chart = new LineChart("x");
        for (int i = 0; i < count; i++) {
            chart.add(name, List.of(0.1, 0.2));
        }
        return chart;
    }

    private static BarChart bars(String name) {
        BarChart chart = new BarChart("x");
        chart.add(name, 1, "1");
        return chart;
    }

    private static String first(String text, String pattern) {
        return all(text, pattern).get(0).group(1);
    }

    private static List<MatchResult> all(String text, String pattern) {
        return Pattern.compile(pattern).matcher(text).results().toList();
    }
}
