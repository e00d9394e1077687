package org.end4rec.core.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

/** What a page in a browser owes its readers, whatever it shows. */
public final class PageChecks {
    /** WCAG 2.2, level AA: 4.5 for text, 3 for graphics. */
    private static final double CONTRAST_OF_TEXT = 4.5;

    private static final double CONTRAST_OF_GRAPHICS = 3;

    /** Texts that are shown, each as wide and high as its letters: the beginning of a function's body. */
    private static final String TEXTS = """
            const shown = e => { const b = e.getBoundingClientRect();
              return b.width > 0 && b.height > 0 && e.checkVisibility(); };
            const texts = [...document.querySelectorAll('h1,h2,h3,p,li,caption,th,td,pre,summary,svg text')]
              .filter(shown);
            const letters = b => { const gap = 0.1 * b.height;
              return {left: b.left, right: b.right, top: b.top + gap, bottom: b.bottom - gap}; };
            const box = e => { if (e.closest('svg')) return letters(e.getBoundingClientRect());
              const r = document.createRange(); r.selectNodeContents(e); return r.getBoundingClientRect(); };
            """;

    private PageChecks() {}

    /** The page is one file: it asks for nothing, has no script, and the browser has no complaint. */
    public static void needsNothing(Browser shown) {
        assertThat(shown.complaints()).isEmpty();
        assertThat(shown.requests()).allMatch(url -> url.startsWith("file:") || url.startsWith("data:"));
        assertThat(shown.requests().stream().filter(url -> url.startsWith("file:")))
                .hasSizeLessThanOrEqualTo(1);
        assertThat(shown.evaluate("document.querySelectorAll('script,link[rel=stylesheet],img,iframe').length")
                        .asInt())
                .isZero();
        assertThat(shown.evaluate("document.documentElement.lang").asText()).isEqualTo("en");
    }

    /**
     * No letter is smaller than that many pixels on the screen.
     *
     * @param within selector of the elements whose texts count
     */
    public static void textsAreAtLeast(double pixels, String within, Browser shown) {
        JsonNode small =
                shown.evaluate("(() => {" + TEXTS + "const within = '" + within + "', least = " + pixels + """
                ; const small = new Set();
                const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
                while (walk.nextNode()) {
                  const e = walk.currentNode.parentElement;
                  if (!walk.currentNode.data.trim() || !e.closest(within) || e.closest('title') || !shown(e)) continue;
                  const size = parseFloat(getComputedStyle(e).fontSize)
                    * (e instanceof SVGElement ? e.getScreenCTM().a : 1);
                  if (size < least - 0.01) small.add(size.toFixed(1) + ' px: ' + walk.currentNode.data);
                }
                return [...small]; })()""");
        assertThat(small.toString()).isEqualTo("[]");
    }

    /** The page is not wider than the window; a table or a block of code scrolls by itself. */
    public static void noTextOverflowsOrOverlaps(Browser shown, int width) {
        assertThat(shown.evaluate("document.documentElement.scrollWidth").asInt())
                .isLessThanOrEqualTo(width);
        JsonNode wrong = shown.evaluate("(() => {" + TEXTS + """
                const wrong = [];
                const boxes = texts.map(box);
                texts.forEach((a, i) => {
                  if (!a.closest('.table,.formula,pre') && (boxes[i].left < -0.5 || boxes[i].right > innerWidth + 0.5))
                    wrong.push('over the edge: ' + a.textContent);
                  texts.forEach((b, j) => {
                    const p = boxes[i], q = boxes[j];
                    if (j > i && p.left < q.right - 1 && q.left < p.right - 1 && p.top < q.bottom - 1
                        && q.top < p.bottom - 1 && !a.contains(b) && !b.contains(a))
                      wrong.push('overlap: ' + a.textContent + ' | ' + b.textContent);
                  });
                });
                return wrong; })()""");
        assertThat(wrong.toString()).isEqualTo("[]");
    }

    /**
     * Texts and lines differ enough from what is behind them, and the page has the colours of the scheme.
     *
     * @param graphics selector of the lines that carry a meaning
     */
    public static void contrastsAreThoseOfTheGuidelines(Browser shown, String scheme, String graphics) {
        JsonNode measured = shown.evaluate("(() => {" + TEXTS + "const graphics = '" + graphics + "', TEXT = "
                + CONTRAST_OF_TEXT + ", GRAPHICS = " + CONTRAST_OF_GRAPHICS + ";" + """
                const channels = c => c.match(/[\\d.]+/g).map(Number);
                const light = c => { const [r, g, b] = c.slice(0, 3).map(v => { v /= 255;
                  return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; });
                  return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
                const contrast = (a, b) => { const l = light(a), p = light(b);
                  return (Math.max(l, p) + 0.05) / (Math.min(l, p) + 0.05); };
                const paper = channels(getComputedStyle(document.body).backgroundColor);
                const behind = e => {
                  for (; e; e = e.parentElement) {
                    const c = channels(getComputedStyle(e).backgroundColor);
                    if (c.length < 4 || c[3] > 0) return c;
                  }
                  return paper; };
                const below = e => { const b = e.getBoundingClientRect();
                  const x = (b.left + b.right) / 2, y = (b.top + b.bottom) / 2;
                  let color = behind(e.closest('svg'));
                  for (const r of e.closest('svg').querySelectorAll('rect')) {
                    const p = r.getBoundingClientRect(), s = getComputedStyle(r);
                    if (!(r.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING) || s.fill == 'none'
                        || x < p.left || x > p.right || y < p.top || y > p.bottom) continue;
                    const f = channels(s.fill), o = s.opacity * s.fillOpacity * (f.length < 4 ? 1 : f[3]);
                    color = [0, 1, 2].map(i => o * f[i] + (1 - o) * color[i]);
                  }
                  return color; };
                const faint = new Set();
                const check = (a, b, least, what) => {
                  const c = contrast(a, b);
                  if (c < least) faint.add(c.toFixed(2) + ': ' + what + ' ' + a + ' on ' + b); };
                const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
                while (walk.nextNode()) {
                  const e = walk.currentNode.parentElement;
                  if (!walk.currentNode.data.trim() || e.closest('title') || !shown(e)) continue;
                  const s = getComputedStyle(e);
                  if (e.closest('svg')) check(channels(s.fill), below(e), TEXT, walk.currentNode.data);
                  else check(channels(s.color), behind(e), TEXT, walk.currentNode.data);
                }
                for (const e of [...document.querySelectorAll(graphics)].filter(shown))
                  check(channels(getComputedStyle(e).stroke), paper, GRAPHICS, e.outerHTML.slice(0, 60));
                return {faint: [...faint], paper: light(paper)}; })()""");
        assertThat(measured.get("faint").toString()).isEqualTo("[]");
        assertThat(measured.get("paper").asDouble() > 0.5).isEqualTo(scheme.equals("light"));
    }
}
