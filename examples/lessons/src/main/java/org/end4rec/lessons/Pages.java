package org.end4rec.lessons;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.end4rec.lessons.lesson13.ModelDiagram;
import org.end4rec.models.page.Chart;

/** The files of the lessons that the programs write: pages, pictures and the index. */
final class Pages {
    private static final String PICTURE = "picture.svg";

    private Pages() {}

    /** The page of a lesson as it should be. */
    static String woven(Lesson lesson, Path course) throws IOException, FailedProgram {
        return new Weaver(lesson.folder(course), lesson.run(course)).weave(Files.readAllLines(lesson.page(course)));
    }

    /** The picture's file. */
    static Path picture(Lesson lesson, Path course) {
        return lesson.folder(course).resolve(PICTURE);
    }

    /** Draws the picture of a lesson anew. */
    static void draw(Lesson lesson, Path course) throws IOException {
        Files.writeString(picture(lesson, course), lesson.picture().file());
    }

    /** The diagram of the model, which the documentation shows too. */
    static Path diagram(Path course) {
        return course.resolve("../../docs/end4rec.svg").normalize();
    }

    /**
     * What a page shows.
     *
     * @param target what the link of the page names
     * @throws IllegalArgumentException if this is no picture that a program draws
     */
    static Chart picture(Lesson lesson, String target) {
        if (target.equals(PICTURE)) {
            return lesson.picture();
        }
        if (target.endsWith("/end4rec.svg")) {
            return new ModelDiagram();
        }
        throw new IllegalArgumentException(
                lesson.name() + " shows " + target + ", which no program of the lessons draws");
    }

    /** The list of the lessons as a file. */
    static Path index(Path course) {
        return course.resolve("README.md");
    }

    /** The list of the lessons as it should be. */
    static String indexWoven() {
        StringBuilder index = new StringBuilder("""
                # Lessons

                From one number on a tape to the whole END4Rec. Each lesson is a folder: a page, a program, a picture,
                and an exercise that checks itself.

                ```
                ./end4rec lesson 1     run the program
                ./end4rec check 1      check your answer in lesson01/Exercise.java
                ./end4rec hint 1       a hint
                ./end4rec answer 1     another answer, once yours is right
                ./end4rec shell        jshell with the library
                ```

                | lesson | the program runs |
                | --- | --- |
                """);
        for (Lesson lesson : Course.LESSONS) {
            String how = lesson.alone()
                    ? "`java examples/lessons/" + lesson.name() + "/" + lesson.program() + ".java`"
                    : "`./end4rec lesson " + lesson.number() + "`";
            index.append("| ")
                    .append(lesson.number())
                    .append(". [")
                    .append(lesson.title())
                    .append("](");
            index.append(lesson.name()).append("/lesson.md) | ").append(how).append(" |\n");
        }
        return index.toString();
    }

    /** The hints of a lesson, which its file separates by headings. */
    static List<String> hints(Lesson lesson, Path course) throws IOException {
        return Arrays.stream(Files.readString(lesson.hints(course)).split("(?m)^## .*$"))
                .skip(1)
                .map(String::strip)
                .toList();
    }
}
