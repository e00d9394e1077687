package org.end4rec.models.training;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Java virtual machines started by a test. */
final class ChildMachine {
    private static final int NEWER = 25;
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private ChildMachine() {}

    /** Runs a main class on this machine's class path and returns the last line it prints. */
    static String run(Path home, List<String> options, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(home.resolve("bin").resolve("java").toString());
        command.addAll(options);
        command.add("-cp");
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(main.getName());
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile("child", ".txt");
        try {
            Process child = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended = child.waitFor(2, TimeUnit.MINUTES);
            child.destroyForcibly();
            String printed = Files.readString(output, StandardCharsets.UTF_8);
            if (!ended || child.exitValue() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " failed: " + printed);
            }
            return printed.lines().reduce("", (earlier, last) -> last);
        } finally {
            Files.delete(output);
        }
    }

    /** This Java's home. */
    static Path thisJava() {
        return Path.of(System.getProperty("java.home"));
    }

    /** The home of a newer Java: the one that END4REC_JDK25 names, or one installed beside this. */
    static Optional<Path> newerJava() throws IOException {
        String named = System.getenv("END4REC_JDK25");
        if (named != null && !named.isBlank()) {
            return Optional.of(Path.of(named));
        }
        Path beside = thisJava().getParent();
        if (beside == null) {
            return Optional.empty();
        }
        try (Stream<Path> homes = Files.list(beside)) {
            return homes.filter(home -> isNewer(String.valueOf(home.getFileName())))
                    .filter(home -> Files.isExecutable(home.resolve("bin").resolve("java")))
                    .sorted()
                    .findFirst();
        }
    }

    private static boolean isNewer(String name) {
        Matcher number = NUMBER.matcher(name);
        return number.find() && number.group().length() < 4 && Integer.parseInt(number.group()) >= NEWER;
    }
}
