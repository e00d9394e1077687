package org.end4rec.examples.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.end4rec.models.run.Manifest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code end4rec}: which subcommands there are, and where they write. */
@Command(
        name = "end4rec",
        description = "Recommends from logs of clicks, carts and purchases, and finds the events that mean nothing.",
        mixinStandardHelpOptions = true,
        version = "end4rec " + Manifest.VERSION,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            QuickstartCommand.class,
            TrainCommand.class,
            EvaluateCommand.class,
            RecommendCommand.class,
            ExplainCommand.class,
            CompareCommand.class,
            AblateCommand.class,
            SweepCommand.class,
            NoiseCommand.class,
            GenerateCommand.class,
            ComplexityCommand.class
        },
        footer = {"", "'end4rec COMMAND --help' explains a command; 'end4rec quickstart' shows everything once."})
@SuppressWarnings("NullAway.Init") // picocli fills in the annotated fields
public final class Main implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    Main() {}

    /** Runs a command and exits with its code: 0, 2 for a command that was not understood, 1 for other failures. */
    public static void main(String[] arguments) {
        PrintWriter out = writer(FileDescriptor.out);
        PrintWriter err = writer(FileDescriptor.err);
        int code = run(arguments, out, err);
        out.flush();
        err.flush();
        System.exit(code);
    }

    /** Runs a command that writes its answer to {@code out} and all else to {@code err}; returns the exit code. */
    public static int run(String[] arguments, PrintWriter out, PrintWriter err) {
        CommandLine commandLine = new CommandLine(new Main())
                .setOut(out)
                .setErr(err)
                // a user may be called @alice
                .setExpandAtFiles(false)
                .setParameterExceptionHandler(FailureReport::ofArguments)
                .setExecutionExceptionHandler(FailureReport::ofExecution);
        try {
            String unreadable = unreadable(arguments);
            if (unreadable != null) {
                return FailureReport.ofUnreadable(err, unreadable);
            }
            int code = commandLine.execute(arguments);
            // a writer keeps its errors to itself until it is asked
            return code == 0 && out.checkError() ? FailureReport.ofLostAnswer(err) : code;
        } catch (OutOfMemoryError e) {
            return FailureReport.ofMemory(err, e);
        }
    }

    /** The first argument that holds a character which Java could not read, or null. */
    static @Nullable String unreadable(String[] arguments) {
        String encoding = System.getProperty("sun.jnu.encoding", "UTF-8");
        boolean asciiOnly = encoding.startsWith("ANSI_X3.4") || encoding.equals("US-ASCII");
        for (String argument : arguments) {
            // Java reads a byte beyond ASCII as a question mark, or as U+FFFD
            if (argument.indexOf('\uFFFD') >= 0 || asciiOnly && argument.indexOf('?') >= 0) {
                return argument;
            }
        }
        return null;
    }

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        spec.commandLine().usage(err);
        err.flush();
        return CommandLine.ExitCode.USAGE;
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
