package org.end4rec.lessons.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormulaTest {
    private static String row(String tex) {
        return inside(Formula.mathml(tex, false));
    }

    private static String inside(String math) {
        return math.replaceFirst("<math[^>]*><mrow>", "").replaceFirst("</mrow></math>$", "");
    }

    @Test
    void lettersNumbersAndSigns() {
        assertThat(row("a = -2.5 x.")).isEqualTo("<mi>a</mi><mo>=</mo><mo>−</mo><mn>2.5</mn><mi>x</mi><mo>.</mo>");
        assertThat(row("\\alpha \\cdot \\varepsilon \\le 1"))
                .isEqualTo("<mi>α</mi><mo>·</mo><mi>ε</mi><mo>≤</mo><mn>1</mn>");
        assertThat(row("a < b")).isEqualTo("<mi>a</mi><mo>&lt;</mo><mi>b</mi>");
        assertThat(row("\\sin x + \\log(x)"))
                .isEqualTo("<mi>sin</mi><mspace width=\"0.17em\"/><mi>x</mi><mo>+</mo>"
                        + "<mi>log</mi><mo stretchy=\"false\">(</mo>"
                        + "<mi>x</mi><mo stretchy=\"false\">)</mo>");
    }

    @Test
    void scripts() {
        assertThat(row("x_t")).isEqualTo("<msub><mi>x</mi><mi>t</mi></msub>");
        assertThat(row("x^2_t")).isEqualTo("<msubsup><mi>x</mi><mi>t</mi><mn>2</mn></msubsup>");
        assertThat(row("e^{-i t}")).isEqualTo("<msup><mi>e</mi><mrow><mo>−</mo><mi>i</mi><mi>t</mi></mrow></msup>");
        assertThat(row("f'")).isEqualTo("<msup><mi>f</mi><mo>′</mo></msup>");
        assertThat(row("\\sum_t x")).isEqualTo("<msub><mo>∑</mo><mi>t</mi></msub><mi>x</mi>");
        assertThat(inside(Formula.mathml("\\sum_t^N x", true)))
                .isEqualTo("<munderover><mo>∑</mo><mi>t</mi><mi>N</mi></munderover><mi>x</mi>");
    }

    @Test
    void groups() {
        assertThat(row("\\frac{1}{\\sqrt{N}}"))
                .isEqualTo("<mfrac><mrow><mn>1</mn></mrow><mrow><msqrt><mrow><mi>N</mi></mrow></msqrt></mrow></mfrac>");
        assertThat(row("\\hat{v}")).isEqualTo("<mover accent=\"true\"><mrow><mi>v</mi></mrow><mo>^</mo></mover>");
        assertThat(row("\\text{a b}")).isEqualTo("<mtext>a\u00a0b</mtext>");
        assertThat(row("\\mathrm{rate}")).isEqualTo("<mi>rate</mi>");
        assertThat(row("\\left( x \\right)"))
                .isEqualTo("<mo stretchy=\"true\">(</mo><mi>x</mi><mo stretchy=\"true\">)</mo>");
    }

    @Test
    void keepsTheSourceForThoseWhoListen() {
        assertThat(Formula.mathml("a<b", true)).startsWith("<math display=\"block\" alttext=\"a&lt;b\">");
    }

    @ParameterizedTest
    @CsvSource({
        "\\begin{matrix}, the command \\begin at letter 7",
        "a & b, the sign & at letter 3",
        "é, the sign é",
        "\\frac{1}2, no {",
        "{a, a { without its }",
        "a}, a } without its {",
        "x^2^3, two scripts in one place",
        "x_, the end",
        "\\, the command \\ at letter 2"
    })
    void whatIsNotKnownIsRefused(String tex, String message) {
        assertThatThrownBy(() -> Formula.mathml(tex, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("formula $" + tex + "$: " + message)
                .hasMessageContaining("is not known");
    }
}
