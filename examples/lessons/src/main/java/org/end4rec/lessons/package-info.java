/**
 * The list of the lessons, their commands, and what writes their pages: read {@link org.end4rec.lessons.LessonsProgram}
 * first. Deliberately absent: what a lesson teaches, which stands in a package for each lesson.
 */
@NullMarked
package org.end4rec.lessons;

import org.jspecify.annotations.NullMarked;
