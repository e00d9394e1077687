package org.end4rec.lessons;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.end4rec.lessons.check.Check;
import org.end4rec.models.page.Chart;

/**
 * One lesson: its files, and the check of its exercise.
 *
 * @param number number from 1
 * @param title what the list of lessons says
 * @param program name of the class that the lesson reads
 * @param alone whether the program runs without the library
 * @param check the check of the exercise
 * @param drawing draws the picture
 */
record Lesson(int number, String title, String program, boolean alone, Check<?> check, Supplier<Chart> drawing) {
    /** The name of the lesson's folder and package. */
    String name() {
        return String.format(Locale.ROOT, "lesson%02d", number);
    }

    Chart picture() {
        return drawing.get();
    }

    Path folder(Path course) {
        return course.resolve(name());
    }

    Path page(Path course) {
        return folder(course).resolve("lesson.md");
    }

    Path programFile(Path course) {
        return folder(course).resolve(program + ".java");
    }

    Path exercise(Path course) {
        return folder(course).resolve("Exercise.java");
    }

    Path hints(Path course) {
        return folder(course).resolve("hints.md");
    }

    Path answer(Path course) {
        return course.resolve("answers").resolve(name()).resolve("Answer.java");
    }

    /** What the program prints. */
    List<String> run(Path course) throws FailedProgram {
        return Program.run(JavaFile.compile(programFile(course)), name() + "." + program);
    }
}
