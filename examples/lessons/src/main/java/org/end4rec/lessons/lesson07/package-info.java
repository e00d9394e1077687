/** Lesson 7, backward through a spectrum: the gaps of its exercise, the check and the picture. */
@NullMarked
package org.end4rec.lessons.lesson07;

import org.jspecify.annotations.NullMarked;
