package org.end4rec.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.end4rec.models.run.Manifest;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code end4rec}: which subcommands there are, and where they write. */
@Command(
        name = "end4rec",
        description = "Recommends from logs of clicks, carts and purchases, and finds the events that are noise.",
        mixinStandardHelpOptions = true,
        version = "end4rec " + Manifest.VERSION,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "'end4rec COMMAND --help' explains a command; 'end4rec quickstart' shows everything once.",
            "'end4rec serve' recommends over HTTP, with a page for a browser.",
            "'end4rec lesson' lists the lessons, from one number on a tape to the whole model."
        })
@SuppressWarnings("NullAway.Init") // picocli fills in the annotated fields
public final class Main implements Callable<Integer> {
    private static final Map<String, Class<? extends BaseCommand>> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("quickstart", QuickstartCommand.class);
        COMMANDS.put("train", TrainCommand.class);
        COMMANDS.put("prepare", PrepareCommand.class);
        COMMANDS.put("describe", DescribeCommand.class);
        COMMANDS.put("evaluate", EvaluateCommand.class);
        COMMANDS.put("recommend", RecommendCommand.class);
        COMMANDS.put("explain", ExplainCommand.class);
        COMMANDS.put("similar", SimilarCommand.class);
        COMMANDS.put("vectors", VectorsCommand.class);
        COMMANDS.put("import", ImportCommand.class);
        COMMANDS.put("export", ExportCommand.class);
        COMMANDS.put("compare", CompareCommand.class);
        COMMANDS.put("ablate", AblateCommand.class);
        COMMANDS.put("sweep", SweepCommand.class);
        COMMANDS.put("noise", NoiseCommand.class);
        COMMANDS.put("generate", GenerateCommand.class);
        COMMANDS.put("complexity", ComplexityCommand.class);
        COMMANDS.put("keys", KeysCommand.class);
        COMMANDS.put("completion", CompletionCommand.class);
    }

    @Spec
    private CommandSpec spec;

    Main() {}

    /** Runs a command and exits with its code: 0, 2 for a command that was not understood, 1 for other failures. */
    public static void main(String[] arguments) {
        PrintWriter out = writer(FileDescriptor.out);
        PrintWriter err = writer(FileDescriptor.err);
        String mangled = MangledArguments.find(arguments, System.getProperty("sun.jnu.encoding", ""));
        int code = mangled == null ? run(arguments, out, err) : FailureReport.ofMangled(err, mangled);
        err.flush();
        System.exit(code);
    }

    /**
     * Runs a command that writes its answer to {@code out} and all else to {@code err}. Returns the exit code, which is
     * not 0 if the answer could not be written. Arguments are taken literally: {@code @FILE} is no file of arguments.
     */
    public static int run(String[] arguments, PrintWriter out, PrintWriter err) {
        CommandLine commandLine = of(arguments)
                .setOut(out)
                .setErr(err)
                .setExpandAtFiles(false)
                .setTrimQuotes(false)
                .setAbbreviatedOptionsAllowed(false)
                .setParameterExceptionHandler(FailureReport::ofArguments)
                .setExecutionExceptionHandler(FailureReport::ofExecution);
        try {
            int code = commandLine.execute(arguments);
            // a PrintWriter does not report a full disk or a closed pipe
            return out.checkError() && code == 0 ? FailureReport.ofUnwritten(err) : code;
        } catch (OutOfMemoryError e) {
            return FailureReport.ofMemory(err, e);
        }
    }

    /** The program with all its subcommands. */
    static CommandLine whole() {
        CommandLine program = new CommandLine(new Main());
        COMMANDS.values().forEach(program::addSubcommand);
        return program;
    }

    /** The program with the subcommand of these arguments alone, if they name one: reading all takes a long time. */
    private static CommandLine of(String[] arguments) {
        Class<? extends BaseCommand> command = arguments.length == 0 ? null : COMMANDS.get(arguments[0]);
        return command == null ? whole() : new CommandLine(new Main()).addSubcommand(command);
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
