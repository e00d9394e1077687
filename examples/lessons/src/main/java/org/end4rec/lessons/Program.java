package org.end4rec.lessons;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs the program of a lesson in this process. */
final class Program {
    private Program() {}

    /**
     * The lines that a program prints.
     *
     * @param name name of its main class
     * @throws FailedProgram if it has no main method, or throws
     */
    static List<String> run(ClassLoader loader, String name) throws FailedProgram {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            loader.loadClass(name).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        } catch (InvocationTargetException e) {
            throw new FailedProgram(name + " ended with " + e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new FailedProgram(name + " has no method main: " + e);
        } finally {
            System.setOut(before);
        }
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
