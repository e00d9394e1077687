package org.end4rec.core.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The figures of docs/reliability.md: one line each, on the screen and as a file in target/figures. */
public final class Figures {
    private static final Path FOLDER = Path.of("target", "figures");

    private Figures() {}

    /**
     * Prints a figure.
     *
     * @param row of the table, such as {@code F1}
     * @param subject what was measured
     * @param format of the figure, in the root locale
     */
    public static void print(String row, String subject, String format, Object... values) {
        String line = row + "  " + subject + ": " + String.format(Locale.ROOT, format, values);
        System.out.println("figure " + line);
        String name = (row + ' ' + subject).replaceAll("[^A-Za-z0-9]+", "-") + ".txt";
        try {
            Files.createDirectories(FOLDER);
            Files.writeString(FOLDER.resolve(name), line + '\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
