/**
 * The forms of the lessons' pictures, drawn as SVG without a library: read
 * {@link org.end4rec.lessons.picture.GraphFrames} first. Deliberately absent: lines and bars, which
 * {@code org.end4rec.models.page} has.
 */
@NullMarked
package org.end4rec.lessons.picture;

import org.jspecify.annotations.NullMarked;
