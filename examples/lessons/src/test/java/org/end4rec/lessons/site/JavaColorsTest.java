package org.end4rec.lessons.site;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JavaColorsTest {
    @Test
    void marksTokensAndNothingElse() {
        assertThat(JavaColors.html("int x = 0x1f; // new\n"))
                .isEqualTo("<span class=\"keyword\">int</span> x = <span class=\"number\">0x1f</span>;"
                        + " <span class=\"comment\">// new</span>\n");
        assertThat(JavaColors.html("newer.print(ifs2)")).isEqualTo("newer.print(ifs2)");
        assertThat(JavaColors.html("@Override")).isEqualTo("<span class=\"annotation\">@Override</span>");
    }

    @Test
    void oneTokenIsNotPartOfAnother() {
        assertThat(JavaColors.html("\"a // \\\" b\" + 'c' /* if\n \"x\" */"))
                .isEqualTo("<span class=\"text\">&quot;a // \\&quot; b&quot;</span> +"
                        + " <span class=\"text\">'c'</span> <span class=\"comment\">/* if\n &quot;x&quot; */</span>");
        assertThat(JavaColors.html("\"\"\"\n a \"b\" // c\n\"\"\";"))
                .isEqualTo("<span class=\"text\">&quot;&quot;&quot;\n a &quot;b&quot; // c\n"
                        + "&quot;&quot;&quot;</span>;");
    }

    @Test
    void codeIsEscaped() {
        assertThat(JavaColors.html("a < b && c")).isEqualTo("a &lt; b &amp;&amp; c");
    }
}
