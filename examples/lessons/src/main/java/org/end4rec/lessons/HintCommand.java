package org.end4rec.lessons;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code end4rec hint}. */
@Command(
        name = "hint",
        description = "Gives a hint for the exercise of a lesson; each hint says more than the one before.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills in the annotated fields
final class HintCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "LESSON", description = "Number of the lesson.")
    private int number;

    @Parameters(
            index = "1",
            arity = "0..1",
            defaultValue = "1",
            paramLabel = "HINT",
            description = "Number of the hint. Default: ${DEFAULT-VALUE}.")
    private int hint;

    @Override
    public Integer call() throws IOException {
        Lesson lesson = Course.lesson(number);
        List<String> hints = Pages.hints(lesson, Course.folder());
        if (hint < 1 || hint > hints.size()) {
            throw new IllegalArgumentException(
                    "there is no hint " + hint + "; lesson " + number + " has the hints 1 to " + hints.size());
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(hints.get(hint - 1));
        if (hint < hints.size()) {
            out.printf("%n'end4rec hint %d %d' says more.%n", number, hint + 1);
        }
        return 0;
    }
}
