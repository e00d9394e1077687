/** Lesson 1, a tape for one number: the gap of its exercise and the check. */
@NullMarked
package org.end4rec.lessons.lesson01;

import org.jspecify.annotations.NullMarked;
