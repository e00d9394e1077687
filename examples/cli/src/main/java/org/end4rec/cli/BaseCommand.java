package org.end4rec.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.end4rec.models.training.ConfigException;
import org.end4rec.models.training.ConfigFile;
import org.end4rec.models.training.TrainingConfig;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The common part of all subcommands: the streams they write to, and the refusal of arguments. */
@SuppressWarnings("NullAway.Init") // picocli fills in the annotated fields
abstract class BaseCommand implements Callable<Integer> {
    /** Heading of the example in the help of a command. */
    static final String EXAMPLE = "%nExample:%n";

    /** The footer of the help of a command with {@code --set}. */
    static final String KEYS = "'end4rec keys' lists the keys of --config and --set.";

    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_./+:@%,=-]+");

    @Spec
    private CommandSpec spec;

    /** The stream for the answer. */
    final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** The stream for everything else. */
    final PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /** Prints a line on the standard error at once. */
    final void say(String format, Object... values) {
        PrintWriter err = err();
        err.println(values.length == 0 ? format : String.format(Locale.ROOT, format, values));
        err.flush();
    }

    /** Prints one JSON object, the only thing on the standard output. */
    final void printJson(Map<String, ?> object) {
        try {
            out().println(new ObjectMapper().writeValueAsString(object));
            out().flush();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The configuration with keys set, each as {@code key=value}. */
    final TrainingConfig set(TrainingConfig config, List<String> assignments) {
        try {
            return ConfigFile.set(config, assignments);
        } catch (ConfigException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
    }

    /** The exception for arguments that cannot be used. */
    final ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), FailureReport.withoutClassName(message));
    }

    /** Refuses an {@code --out} without a name, such as an unset variable of the shell. */
    final void checkNamed(Path out) {
        if (out.toString().isEmpty()) {
            throw usage("--out is empty; name a folder");
        }
    }

    /** Whether the command line has that option. */
    final boolean isGiven(String option) {
        return spec.commandLine().getParseResult().hasMatchedOption(option);
    }

    /** The options that the command line has, by their longest names. */
    final List<String> given() {
        return spec.commandLine().getParseResult().matchedOptions().stream()
                .map(OptionSpec::longestName)
                .toList();
    }

    /** The arguments of the command as they were given, its name first. */
    final List<String> arguments() {
        return spec.root().commandLine().getParseResult().originalArgs();
    }

    /** The name by which this program was called, for hints on what to type next. */
    static String program() {
        return System.getProperty("end4rec.command", "end4rec");
    }

    /** This program with those arguments, as a shell reads it. */
    static String toType(List<String> arguments) {
        return Stream.concat(Stream.of(program()), arguments.stream())
                .map(word -> PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }
}
