/** Lesson 12, deciding with gradients: the gaps of its exercise, the check and the picture. */
@NullMarked
package org.end4rec.lessons.lesson12;

import org.jspecify.annotations.NullMarked;
