package org.end4rec.lessons;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.Callable;
import org.end4rec.lessons.Exercise.Outcome;
import org.end4rec.lessons.check.CheckReport.Finding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code end4rec check}. */
@Command(
        name = "check",
        description = "Checks your answer to the exercise of a lesson, and names the mistake if it is a known one.",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills in the annotated fields
final class CheckCommand implements Callable<Integer> {
    private static final int WRONG = 1;
    private static final int MILLISECONDS_BETWEEN_LOOKS = 300;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "LESSON", description = "Number of the lesson.")
    private int number;

    @Option(names = "--watch", description = "Check again whenever the file is saved; Ctrl-C ends this.")
    private boolean watch;

    @Option(names = "--json", description = "Print one JSON object, for programs that grade.")
    private boolean json;

    @Override
    public Integer call() throws IOException, FailedProgram, InterruptedException {
        Lesson lesson = Course.lesson(number);
        Path file = lesson.exercise(Course.folder());
        int code = check(lesson, file);
        while (watch) {
            FileTime checked = Files.getLastModifiedTime(file);
            while (Files.getLastModifiedTime(file).equals(checked)) {
                Thread.sleep(MILLISECONDS_BETWEEN_LOOKS);
            }
            try {
                code = check(lesson, file);
            } catch (FailedProgram failure) {
                spec.commandLine().getErr().println(failure.getMessage());
            }
        }
        return code;
    }

    private int check(Lesson lesson, Path file) throws IOException, FailedProgram {
        Outcome outcome = Exercise.check(lesson, file);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Outcomes.json(lesson, outcome));
        } else {
            print(lesson, file, outcome, out);
        }
        out.flush();
        return outcome.passes() ? 0 : WRONG;
    }

    private static void print(Lesson lesson, Path file, Outcome outcome, PrintWriter out) {
        out.printf("lesson %d · %s      %s%n", lesson.number(), lesson.check().title(), file);
        List<Finding> findings = outcome.report().findings();
        int widest =
                findings.stream().mapToInt(each -> each.what().length()).max().orElse(0);
        for (Finding finding : findings) {
            out.printf(
                    "  %s %-" + Math.max(1, widest) + "s   yours %-10s expected %s%n",
                    finding.isRight() ? "✓" : "✗",
                    finding.what(),
                    finding.yours(),
                    finding.expected());
            if (finding.message() != null) {
                Outcomes.wrap(finding.message()).forEach(line -> out.println("      " + line));
            }
        }
        long right = findings.stream().filter(Finding::isRight).count();
        if (outcome.failure() != null) {
            out.println("  ✗ your code " + outcome.failure());
        } else if (outcome.open() != null) {
            out.println("  … " + outcome.open() + ". 'end4rec hint " + lesson.number() + "' gives a hint.");
        } else if (outcome.passes()) {
            out.println("All " + right + " are right. 'end4rec answer " + lesson.number() + "' shows another answer.");
        } else {
            out.println(right + " right, " + (findings.size() - right) + " wrong. Change the file and check again.");
        }
    }
}
