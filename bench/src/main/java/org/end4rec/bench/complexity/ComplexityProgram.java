package org.end4rec.bench.complexity;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The report in a process of its own, started by {@code ./end4rec complexity}: {@code ComplexityProgram FOLDER LENGTHS
 * PART QUICK BYTES}, such as {@code growth 16,32 ALL true 4294967296}. Writes the files to the folder, which must
 * exist, and progress to the standard error. The standard output has the summary, or, with exit code 1, the reason why
 * there is none.
 */
public final class ComplexityProgram {
    private ComplexityProgram() {}

    /** See the class. */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        int code = 0;
        try {
            out.print(report(arguments, err));
        } catch (IOException e) {
            out.print(e.getMessage());
            code = 1;
        } catch (RuntimeException e) {
            out.print("unexpected " + e + "; set END4REC_DEBUG=1 to see where");
            if (System.getenv("END4REC_DEBUG") != null) {
                e.printStackTrace(err);
            }
            code = 1;
        }
        out.flush();
        System.exit(code);
    }

    private static String report(String[] arguments, PrintStream err) throws IOException {
        ComplexityFiles files = new ComplexityFiles(Path.of(arguments[0]));
        List<Integer> lengths =
                Stream.of(arguments[1].split(",", -1)).map(Integer::valueOf).toList();
        ComplexityRun.Part part = ComplexityRun.Part.valueOf(arguments[2]);
        boolean quick = Boolean.parseBoolean(arguments[3]);
        long memory = Long.parseLong(arguments[4]);
        ComplexityReport report =
                new ComplexityRun(new ForkingMeasurer(quick), memory, err::println).run(lengths, quick, part);
        files.write(report);
        return ComplexityTable.summary(report);
    }
}
