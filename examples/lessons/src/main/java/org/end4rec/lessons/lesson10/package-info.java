/** Lesson 10, mixing a sequence: mixings by definition, counted operations, the gaps, the check and the picture. */
@NullMarked
package org.end4rec.lessons.lesson10;

import org.jspecify.annotations.NullMarked;
