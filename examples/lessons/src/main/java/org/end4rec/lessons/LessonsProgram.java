package org.end4rec.lessons;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The commands of the lessons: {@code end4rec lesson}, {@code check}, {@code hint}, {@code answer}, {@code shell}. */
@Command(
        name = "end4rec",
        description = "Fourteen lessons, from one number on a tape to the whole END4Rec.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            LessonCommand.class,
            CheckCommand.class,
            HintCommand.class,
            AnswerCommand.class,
            ShellCommand.class
        })
@SuppressWarnings("NullAway.Init") // picocli fills in the annotated fields
public final class LessonsProgram implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    LessonsProgram() {}

    /** Runs a command and exits: 0 done, 1 an exercise is not right yet, 2 a mistake in the command or the code. */
    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        System.exit(run(arguments, out, err));
    }

    /** Runs a command and returns its exit code. */
    static int run(String[] arguments, PrintWriter out, PrintWriter err) {
        int code = new CommandLine(new LessonsProgram())
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    boolean known = failure instanceof FailedProgram || failure instanceof IllegalArgumentException;
                    err.println(known ? "end4rec: " + failure.getMessage() : "end4rec: " + failure);
                    return known ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
                })
                .execute(arguments);
        out.flush();
        err.flush();
        return code;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return CommandLine.ExitCode.USAGE;
    }
}
