/** Lesson 13, the whole END4Rec: the gap of its exercise, the check, the picture and the diagram of the model. */
@NullMarked
package org.end4rec.lessons.lesson13;

import org.jspecify.annotations.NullMarked;
