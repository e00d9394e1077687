package org.end4rec.lessons;

import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.end4rec.lessons.check.Check;
import org.end4rec.lessons.check.CheckReport;
import org.end4rec.lessons.check.Todo;
import org.jspecify.annotations.Nullable;

/** Checks a file that fills the gaps of a lesson. */
final class Exercise {
    /** An answer takes milliseconds; a loop that never ends takes longer. */
    private static final long MOST_MILLISECONDS = 20_000;

    private Exercise() {}

    /**
     * The outcome of a check.
     *
     * @param report what the check found
     * @param open where a gap is still open, as file and line with the size of the answer; null if none was met
     * @param failure how the student's code ended if it threw or did not end; else null
     */
    record Outcome(
            CheckReport report,
            @Nullable String open,
            @Nullable String failure) {
        boolean passes() {
            return open == null && failure == null && report.passes();
        }
    }

    /** @throws FailedProgram if the file does not compile, or does not implement what the lesson asks for */
    static Outcome check(Lesson lesson, Path file) throws FailedProgram {
        return check(lesson.check(), file, lesson.name());
    }

    private static <G> Outcome check(Check<G> check, Path file, String folder) throws FailedProgram {
        String name = String.valueOf(file.getFileName()).replaceFirst("\\.java$", "");
        return check(check, instance(check.gap(), JavaFile.compile(file), folder + "." + name, file), file);
    }

    private static <G> G instance(Class<G> gap, ClassLoader loader, String name, Path file) throws FailedProgram {
        try {
            return gap.cast(loader.loadClass(name).getConstructor().newInstance());
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new FailedProgram(file + ": the class " + name + " must be public, have a constructor without"
                    + " parameters, and implement " + gap.getSimpleName());
        }
    }

    /** Checks an answer; {@code file} is named where it fails. */
    static <G> Outcome check(Check<G> check, G answer, Path file) {
        CheckReport report = new CheckReport();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        check.check(answer, report);
                    } catch (Throwable e) {
                        thrown.set(e);
                    }
                },
                "check");
        thread.setDaemon(true);
        thread.start();
        try {
            thread.join(MOST_MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            return new Outcome(
                    new CheckReport(),
                    null,
                    "did not end within " + MOST_MILLISECONDS / 1000 + " s: is there a loop without end?");
        }
        Throwable end = thrown.get();
        if (end instanceof Todo todo) {
            return new Outcome(report, place(todo, file) + " is still open (" + todo.getMessage() + ")", null);
        }
        return new Outcome(report, null, end == null ? null : "threw " + end + " at " + place(end, file));
    }

    /** File and line of the student's code in a stack trace. */
    private static String place(Throwable thrown, Path file) {
        for (StackTraceElement element : thrown.getStackTrace()) {
            if (Objects.equals(element.getFileName(), String.valueOf(file.getFileName()))) {
                return file + ":" + element.getLineNumber();
            }
        }
        return file.toString();
    }
}
