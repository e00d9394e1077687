package org.end4rec.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.regex.Pattern;
import org.end4rec.models.training.TrainingException;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Shows the user what went wrong: one line that begins with {@code end4rec:}. With the environment variable
 * {@code END4REC_DEBUG} or the system property {@code end4rec.debug} set, the stack trace follows.
 */
final class FailureReport {
    /** The name of a class of the library is of no use to someone who types commands. */
    private static final Pattern CLASS_NAME = Pattern.compile("^[A-Z][A-Za-z0-9]*(\\.[a-z][A-Za-z0-9]*)?: ");

    private FailureReport() {}

    static int ofArguments(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("end4rec: " + oneLine(String.valueOf(failure.getMessage())));
        UnmatchedArgumentException.printSuggestions(failure, err);
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        trace(failure, err);
        return ExitCode.USAGE;
    }

    static int ofExecution(Exception failure, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        err.println("end4rec: " + oneLine(message(failure)));
        trace(failure, err);
        return ExitCode.SOFTWARE;
    }

    static int ofMangled(PrintWriter err, String what) {
        err.println("end4rec: " + oneLine(what));
        return ExitCode.USAGE;
    }

    static int ofUnwritten(PrintWriter err) {
        err.println("end4rec: the answer could not be written in full: the disk of the standard output is full, or the"
                + " program that reads it has ended; the files that the command wrote are complete");
        err.flush();
        return ExitCode.SOFTWARE;
    }

    static int ofMemory(PrintWriter err, OutOfMemoryError failure) {
        err.println("end4rec: not enough memory (" + failure.getMessage() + "); give Java more memory, such"
                + " as END4REC_OPTS=-Xmx4g, or choose a smaller batchSize, length or dim");
        trace(failure, err);
        return ExitCode.SOFTWARE;
    }

    /** A message of the library in the form for a user of the command line. */
    static String withoutClassName(String message) {
        return CLASS_NAME.matcher(message).replaceFirst("");
    }

    private static String message(Throwable failure) {
        if (failure instanceof UncheckedIOException unchecked && unchecked.getCause() != null) {
            return message(unchecked.getCause());
        }
        if (failure instanceof NoSuchFileException missing) {
            return missing.getFile() + ": there is no such file or folder; check the path";
        }
        if (failure instanceof AccessDeniedException denied) {
            return denied.getFile() + ": access denied; check the permissions of file and folder";
        }
        if (failure instanceof FileAlreadyExistsException existing) {
            return existing.getFile() + ": exists already; choose another path";
        }
        if (failure instanceof FileSystemException other) {
            return "cannot use the file " + other.getMessage();
        }
        if (failure instanceof CharacterCodingException) {
            return "a text file is not UTF-8; save or convert it as UTF-8";
        }
        boolean explained = failure instanceof IOException
                || isStateOfOurs(failure)
                || failure instanceof IllegalArgumentException
                || failure instanceof UnsupportedOperationException
                || failure instanceof TrainingException;
        String message = failure.getMessage();
        if (explained && message != null) {
            return withoutClassName(message);
        }
        return "unexpected " + failure + "; set END4REC_DEBUG=1 to see where";
    }

    /**
     * Whether a class of this project threw the exception with an explanation, such as scores that are not numbers.
     */
    private static boolean isStateOfOurs(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        return failure instanceof IllegalStateException
                && trace.length > 0
                && trace[0].getClassName().startsWith("org.end4rec.");
    }

    private static String oneLine(String message) {
        return Printable.of(message.replaceAll("\\s*\\R\\s*", " "));
    }

    private static void trace(Throwable failure, PrintWriter err) {
        if (System.getenv("END4REC_DEBUG") != null || Boolean.getBoolean("end4rec.debug")) {
            failure.printStackTrace(err);
        }
        err.flush();
    }
}
