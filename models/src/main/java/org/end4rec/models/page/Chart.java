package org.end4rec.models.page;

/** A chart, for a page and as a file. */
public interface Chart {
    /** Whether there is nothing to draw. */
    boolean isEmpty();

    /** The chart as elements of an {@link HtmlPage}, whose style it needs. */
    String html();

    /** The chart as a separate SVG file, with its style and a background. */
    String file();
}
