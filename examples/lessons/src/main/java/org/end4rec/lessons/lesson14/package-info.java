/** Lesson 14, evaluating a recommender honestly: the gap of its exercise, the check and the picture. */
@NullMarked
package org.end4rec.lessons.lesson14;

import org.jspecify.annotations.NullMarked;
