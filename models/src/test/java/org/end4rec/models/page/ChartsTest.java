package org.end4rec.models.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
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
        assertThat(lines(3, "end4rec").file()).contains(" viewBox=\"0 0 900 340\"");
        assertThat(bars("end4rec").html()).startsWith("<svg class=\"wide\" viewBox=\"0 0 900 30\"");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 9, 18, 32})
    void allNamesAreInsideTheChartAndNoTwoLinesLookAlike(int count) {
        String svg = lines(count, "end4rec").file();
        int height = Integer.parseInt(first(svg, "viewBox=\"0 0 [0-9]+ ([0-9]+)\""));
        List<MatchResult> names = all(svg, "y=\"([0-9.]+)\" text-anchor=\"start\">end4rec</text>");
        assertThat(names).hasSize(count).allMatch(name -> Double.parseDouble(name.group(1)) < height);
        Set<String> looks = new HashSet<>();
        List<MatchResult> drawn = all(svg, "<polyline class=\"(s[0-9])\" [^>]*?stroke-width=\"2.5\"(.*) points");
        drawn.forEach(line -> looks.add(line.group(1) + line.group(2)));
        assertThat(looks).hasSize(count);
    }

    @Test
    void longNamesHaveRoom() {
        // the names end where the bars begin, and are written from the right
        double end = Double.parseDouble(first(bars(LONG).html(), "<text x=\"([0-9.]+)\""));
        assertThat(end).isGreaterThan(LONG.length() * 0.55 * 16);
        String svg = lines(1, LONG).file();
        int width = Integer.parseInt(first(svg, "viewBox=\"0 0 ([0-9]+)"));
        double start = Double.parseDouble(first(svg, "x=\"([0-9.]+)\" y=\"[0-9.]+\" text-anchor=\"start\""));
        assertThat(width - start).isGreaterThan(LONG.length() * 0.55 * 15);
        assertThat(Svg.width("商品", 10)).isEqualTo(20);
    }

    @Test
    void aLinearAxisBeginsAtZero() {
        String svg = LineChart.linear("x", "epoch", value -> Svg.format("%.1f", value))
                .add("a", points(1, 0.2, 2, 0.4))
                .html();
        assertThat(all(svg, "text-anchor=\"end\">([0-9.]+)<").stream().map(tick -> tick.group(1)))
                .containsSequence("0.0", "0.1", "0.2", "0.3", "0.4");
        assertThat(svg).contains("<title>a, epoch 1: 0.2</title>", "<title>a, epoch 2: 0.4</title>", ">epoch</text>");
    }

    @Test
    void aLogarithmicAxisHasPowersOfTwo() {
        Axis axis = Axis.powersOfTwo(3, 17);
        assertThat(axis.ticks(10)).containsExactly(2.0, 4.0, 8.0, 16.0, 32.0);
        assertThat(axis.ticks(2)).containsExactly(2.0, 8.0, 32.0);
        assertThat(axis.share(8)).isEqualTo(0.5);
        assertThat(Axis.powersOfTwo(4, 5).high()).isEqualTo(16);
    }

    @Test
    void ratiosStandOnBothSidesOfOne() {
        String svg = BarChart.ratios("x")
                .group("fast and slow")
                .add("double", 2, "2.00")
                .add("quarter", 0.25, "0.25")
                .html();
        List<MatchResult> bars = all(svg, "<rect class=\"bar s0\" x=\"([0-9.]+)\" y=\"[0-9.]+\" width=\"([0-9.]+)\"");
        double one = Double.parseDouble(bars.get(0).group(1));
        assertThat(Double.parseDouble(bars.get(1).group(1))).isLessThan(one);
        // two factors of two are twice as long as one
        assertThat(bars).extracting(bar -> bar.group(2)).containsExactly("127.5", "255.0");
        assertThat(svg).contains(">fast and slow<", ">1/4<", ">1/2<", ">1<", ">2<", ">4<");
    }

    @Test
    void groupsHaveColoursOfTheirOwn() {
        String svg = BarChart.linear("x")
                .group("a")
                .add("one", 1, "1")
                .group("b")
                .add("two", 2, 0.5, "2 ± 0.5")
                .html();
        assertThat(svg).contains("<rect class=\"bar s0\"", "<rect class=\"bar s1\"", ">2 ± 0.5</text>");
        // one for wide screens and one for narrow screens
        assertThat(all(svg, "<line class=\"whisker\"")).hasSize(2);
    }

    /** The guidelines ask for 4.5 of text, which is written in these colours too. */
    @Test
    void coloursCanBeReadOnTheirPaper() {
        assertThat(Look.ON_WHITE).allMatch(color -> contrast(color, "#ffffff") >= 4.5);
        assertThat(Look.ON_BLACK).hasSameSizeAs(Look.ON_WHITE).allMatch(color -> contrast(color, "#14161a") >= 4.5);
    }

    private static double contrast(String a, String b) {
        double light = Math.max(luminance(a), luminance(b));
        return (light + 0.05) / (Math.min(luminance(a), luminance(b)) + 0.05);
    }

    private static double luminance(String color) {
        double[] weights = {0.2126, 0.7152, 0.0722};
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            double channel = Integer.parseInt(color.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
            sum += weights[i] * (channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4));
        }
        return sum;
    }

    // edges

    @Test
    void whatHasNoValuesIsLeftOut() {
        LineChart chart = LineChart.linear("x", "epoch", String::valueOf).add("a", points());
        assertThat(chart.isEmpty()).isTrue();
        assertThat(chart.add("b", points(1, 0.0)).isEmpty()).isFalse();
        assertThat(chart.html()).contains(">b</li>").doesNotContain(">a</li>", "NaN");
        assertThat(chart.add(Integer.MAX_VALUE, "c", points(1, 0.0)).html()).contains(">c</li>");
        assertThat(BarChart.linear("x").group("a").isEmpty()).isTrue();
        assertThat(BarChart.linear("x").add("a", 0, "0").html()).doesNotContain("NaN");
        assertThat(new HtmlPage("x")
                        .chart("none", "nothing", BarChart.linear("x"))
                        .html())
                .doesNotContain("nothing");
    }

    @Test
    void textsAreEscaped() {
        String escaped = "&lt;a &amp; &quot;b&quot;&gt;";
        String text = "<a & \"b\">";
        assertThat(bars(text).html()).contains(">" + escaped + "</text>").doesNotContain(text);
        assertThat(lines(1, text).html()).contains(">" + escaped + "</li>").doesNotContain(text);
        assertThat(new HtmlPage(text)
                        .paragraph(text)
                        .list(List.of(text))
                        .table(text, text, List.of(text), List.of(List.of(text)))
                        .html())
                .contains("<title>" + escaped, "<h1>" + escaped, "<p>" + escaped, "<li>" + escaped)
                .contains("<h2>" + escaped, "<caption>" + escaped, "<th scope=\"col\">" + escaped, "<td>" + escaped)
                .doesNotContain(text);
    }

    /** A page may not fetch anything, and a file must say what it is. */
    @Test
    void aFileNamesItsFormatAndAPageDoesNot() {
        assertThat(bars("a").file())
                .startsWith("<svg xmlns=\"http://www.w3.org/2000/svg\" ")
                .endsWith("</svg>\n");
        assertThat(bars("a").html() + lines(1, "a").html()).doesNotContain("http");
    }

    // errors

    @Test
    void refusesANumberBelowZero() {
        assertThatThrownBy(() -> lines(0, "a").add(-1, "a", points()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("LineChart: number is -1; it must be at least 0");
    }

    private static LineChart lines(int count, String name) {
        LineChart chart = LineChart.linear("x", "epoch", String::valueOf);
        for (int i = 0; i < count; i++) {
            chart.add(name, points(1, 0.1, 2, 0.2));
        }
        return chart;
    }

    /** Numbers and values in turn. */
    private static SortedMap<Integer, Double> points(Number... numbers) {
        SortedMap<Integer, Double> points = new TreeMap<>();
        for (int i = 0; i < numbers.length; i += 2) {
            points.put(numbers[i].intValue(), numbers[i + 1].doubleValue());
        }
        return points;
    }

    private static BarChart bars(String name) {
        return BarChart.linear("x").add(name, 1, "1");
    }

    private static String first(String text, String pattern) {
        return all(text, pattern).get(0).group(1);
    }

    private static List<MatchResult> all(String text, String pattern) {
        return Pattern.compile(pattern).matcher(text).results().toList();
    }
}
