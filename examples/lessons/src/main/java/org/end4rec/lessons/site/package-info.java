/**
 * Lessons as pages for a browser: Markdown, code and formulas become HTML in which nothing comes from elsewhere. Read
 * {@link org.end4rec.lessons.site.PageHtml} first. Deliberately absent: scripts and fonts; and which lessons there are.
 */
@NullMarked
package org.end4rec.lessons.site;

import org.jspecify.annotations.NullMarked;
