/** Lesson 4, do you believe your gradient: the gap of its exercise, the check and the picture. */
@NullMarked
package org.end4rec.lessons.lesson04;

import org.jspecify.annotations.NullMarked;
