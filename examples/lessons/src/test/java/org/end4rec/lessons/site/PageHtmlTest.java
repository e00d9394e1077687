package org.end4rec.lessons.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class PageHtmlTest {
    private static String html(String markdown) {
        PageHtml page = new PageHtml(
                target -> target.endsWith(".md") ? Optional.of(target.replace(".md", ".html")) : Optional.empty(),
                target -> "<svg/>");
        return page.html(page.parse(markdown)).strip();
    }

    @Test
    void formulasAreNoMarkdown() {
        assertThat(html("the sum $x_t * y_t * 2$ is"))
                .isEqualTo("<p>the sum " + Formula.mathml("x_t * y_t * 2", false) + " is</p>");
        assertThat(html("$$a\n= b$$"))
                .isEqualTo("<div class=\"formula\" tabindex=\"0\">" + Formula.mathml("a\n= b", true) + "</div>");
        assertThat(html("`$HOME` costs 5 $")).isEqualTo("<p><code>$HOME</code> costs 5 $</p>");
    }

    @Test
    void commentsOfTheWeaverAreGone() {
        assertThat(html("it is <!-- number a = -->6<!-- /number -->.")).isEqualTo("<p>it is 6.</p>");
        assertThat(html("it is\n<!-- number a = -->6<!-- /number --> and")).isEqualTo("<p>it is\n6 and</p>");
        assertThat(html("```\n<!-- a -->\n```")).contains("&lt;!-- a --&gt;");
    }

    @Test
    void linksAndThePicture() {
        assertThat(html("[a](b.md)")).isEqualTo("<p><a href=\"b.html\">a</a></p>");
        assertThat(html("[a](../../b/C.java)")).isEqualTo("<p><span title=\"b/C.java\">a</span></p>");
        assertThat(html("![a](b.svg)")).isEqualTo("<figure><svg/></figure>");
    }

    @Test
    void htmlIsRefused() {
        assertThatThrownBy(() -> html("<div>")).hasMessageContaining("the page has HTML: <div>");
        assertThatThrownBy(() -> html("a <b>c")).hasMessageContaining("the page has HTML: <b>");
    }

    @Test
    void headingsHaveAnchors() {
        assertThat(html("## By hand")).isEqualTo("<h2 id=\"by-hand\">By hand</h2>");
    }
}
