package org.end4rec.lessons;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.end4rec.lessons.lesson13.ModelDiagram;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code end4rec lesson}: the list, one lesson's program, the pages anew, or all lessons in another form. */
@Command(
        name = "lesson",
        description = "Lists the lessons, or runs the program of one.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills in the annotated fields
final class LessonCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "LESSON", description = "Number of the lesson.")
    private @Nullable Integer number;

    @Option(names = "--weave", description = "Write what the programs print and draw into the pages.")
    private boolean weave;

    @Option(
            names = "--site",
            paramLabel = "DIR",
            description = "Write all lessons as pages and slides for a browser into this folder.")
    private @Nullable Path site;

    @Option(
            names = "--notebooks",
            paramLabel = "DIR",
            description = "Write all lessons as notebooks of Jupyter, for a kernel of Java, into this folder.")
    private @Nullable Path notebooks;

    @Option(
            names = "--sources",
            paramLabel = "ADDRESS",
            description = "With --site or --notebooks: the address under which the files of the repository are."
                    + " Without it the pages name a file and do not link to it.")
    private @Nullable String sources;

    @Override
    public Integer call() throws IOException, FailedProgram {
        PrintWriter out = spec.commandLine().getOut();
        Path course = Course.folder();
        if (weave) {
            for (Lesson lesson : Course.LESSONS) {
                Files.writeString(lesson.page(course), Pages.woven(lesson, course));
                Pages.draw(lesson, course);
            }
            Files.writeString(Pages.index(course), Pages.indexWoven());
            Files.writeString(Pages.diagram(course), new ModelDiagram().file());
        } else if (site != null) {
            new Site(course, sources).write(site);
            out.println("The lessons are in " + site.resolve("index.html"));
        } else if (notebooks != null) {
            new Notebooks(course, sources).write(notebooks);
            out.println("The notebooks are in " + notebooks);
        } else if (number == null) {
            for (Lesson lesson : Course.LESSONS) {
                out.printf("%3d  %s  %s%n", lesson.number(), done(lesson, course) ? "done" : "    ", lesson.title());
            }
            out.println("'end4rec lesson 1' runs the program of lesson 1, 'end4rec check 1' checks your answer.");
        } else {
            Lesson lesson = Course.lesson(number);
            lesson.run(course).forEach(out::println);
            out.println();
            out.println("The page of this lesson: " + lesson.page(course));
        }
        return 0;
    }

    private static boolean done(Lesson lesson, Path course) {
        try {
            return Exercise.check(lesson, lesson.exercise(course)).passes();
        } catch (FailedProgram open) {
            return false;
        }
    }
}
