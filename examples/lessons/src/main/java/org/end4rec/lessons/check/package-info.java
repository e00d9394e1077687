/**
 * The check of an exercise: it tries the student's code, shows what came out beside what should come out, and names the
 * misconception behind a wrong answer. Read {@link org.end4rec.lessons.check.CheckReport} first. Deliberately absent:
 * marks and points; an answer is right or it is not.
 */
@NullMarked
package org.end4rec.lessons.check;

import org.jspecify.annotations.NullMarked;
