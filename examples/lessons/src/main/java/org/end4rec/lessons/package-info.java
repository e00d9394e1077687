/**
 * One idea per class, each a program of its own: read {@link org.end4rec.lessons.FirstGradient} first.
 * Deliberately absent: options, files and error handling.
 */
@NullMarked
package org.end4rec.lessons;

import org.jspecify.annotations.NullMarked;
