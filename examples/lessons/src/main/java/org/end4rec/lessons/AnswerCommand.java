package org.end4rec.lessons;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code end4rec answer}. */
@Command(
        name = "answer",
        description = "Shows an answer to the exercise of a lesson, once your own one is right.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills in the annotated fields
final class AnswerCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "LESSON", description = "Number of the lesson.")
    private int number;

    @Option(names = "--anyway", description = "Show it before your answer is right.")
    private boolean anyway;

    @Override
    public Integer call() throws IOException, FailedProgram {
        Lesson lesson = Course.lesson(number);
        Path course = Course.folder();
        if (!anyway && !Exercise.check(lesson, lesson.exercise(course)).passes()) {
            spec.commandLine()
                    .getErr()
                    .printf(
                            "end4rec: your answer is not right yet. 'end4rec hint %1$d' gives a hint;"
                                    + " 'end4rec answer %1$d"
                                    + " --anyway' shows the answer all the same.%n",
                            number);
            return 1;
        }
        for (String line : Files.readAllLines(lesson.answer(course))) {
            spec.commandLine().getOut().println(line);
        }
        return 0;
    }
}
