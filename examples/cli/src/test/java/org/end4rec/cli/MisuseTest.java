package org.end4rec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.end4rec.core.testing.Figures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every option of every command with values that make no sense: one line says what is wrong,. */
class MisuseTest {
    private static final List<String> NUMBERS = List.of(
            "", "abc", "-1", "0", "NaN", "1e99", "-9223372036854775808", "99999999999999999999", "1,5", "--json");

    private static final List<String> TEXTS = List.of("", "\0", "no such thing", "-", "é".repeat(10_000), "--json");

    private static final List<String> WRITTEN = List.of("--out", "--ranks");

    @TempDir
    private Path temporary;

    @Test
    void everyOptionOfEveryCommand() throws IOException {
        Path folder = Files.createDirectory(temporary.resolve("folder"));
        Path text = Files.writeString(temporary.resolve("text"), "neither a log\nnor a run\n");
        List<String> paths = new ArrayList<>(TEXTS);
        paths.addAll(List.of(
                folder.toString(), text.toString(), text.resolve("below").toString(), "/"));
        String run = TinyRun.folder().toString();
        String log = TinyRun.log().toString();
        Map<String, List<String>> commands = new TreeMap<>(Map.of(
                "generate", List.of("--out", temporary.resolve("made.tsv").toString(), "--users", "20"),
                "evaluate", List.of("--run", run),
                "recommend", List.of("--run", run, "--user", "u1"),
                "explain", List.of("--run", run, "--user", "u1"),
                "similar", List.of("--run", run, "--item", "i1"),
                "export",
                        List.of(
                                "--run",
                                run,
                                "--out",
                                temporary.resolve("made.zip").toString()),
                "vectors",
                        List.of(
                                "--run",
                                run,
                                "--out",
                                temporary.resolve("v.tsv").toString(),
                                "--force"),
                "import",
                        List.of(
                                "--weights",
                                text.toString(),
                                "--items",
                                text.toString(),
                                "--behaviors",
                                "click",
                                "--target",
                                "click",
                                "--out",
                                temporary.resolve("imported").toString()),
                // a setting that is refused, so that no value that makes sense starts a training
                "train",
                        List.of(
                                "--events",
                                log,
                                "--target",
                                "buy",
                                "--out",
                                temporary.resolve("out").toString(),
                                "--set",
                                "dim=0")));
        Map<String, List<String>> options = new TreeMap<>(Map.of(
                "generate", List.of("--users", "--items", "--length", "--hard", "--soft", "--seed", "--out"),
                "evaluate", List.of("--at", "--threads", "--protocol", "--run", "--ranks"),
                "recommend", List.of("--top", "--run", "--user", "--history"),
                "explain", List.of("--run", "--user", "--history"),
                "similar", List.of("--run", "--item", "--top", "--by"),
                "vectors", List.of("--run", "--of", "--out"),
                "import", List.of("--weights", "--items", "--behaviors", "--target", "--out", "--prefix", "--set"),
                "export", List.of("--run", "--out"),
                "train",
                        List.of(
                                "--seed",
                                "--threads",
                                "--events",
                                "--test",
                                "--test-overlap",
                                "--item-vectors",
                                "--target",
                                "--out",
                                "--model",
                                "--config",
                                "--set",
                                "--columns",
                                "--separator")));
        // models that count, or a setting that is refused, so that no training starts
        List<String> experiment = List.of(
                "--events",
                log,
                "--target",
                "buy",
                "--seeds",
                "1",
                "--out",
                temporary.resolve("trials").toString());
        List<String> shared = List.of(
                "--events",
                "--test",
                "--test-overlap",
                "--target",
                "--out",
                "--seeds",
                "--protocol",
                "--config",
                "--set",
                "--threads",
                "--columns",
                "--separator");
        commands.put("compare", joined(experiment, "--models", "popularity"));
        commands.put("ablate", joined(experiment, "--set", "dim=0"));
        commands.put("sweep", joined(experiment, "--model", "itemknn", "--key", "neighbors", "--values", "1"));
        commands.put("noise", joined(experiment, "--models", "popularity"));
        List<String> data = List.of(
                "--behaviors",
                "--drop-behaviors",
                "--from-time",
                "--to-time",
                "--repeats-within",
                "--max-user-quantile",
                "--sample-users",
                "--min-user-events",
                "--min-item-events",
                "--split-time",
                "--validation-time",
                "--split-targets",
                "--cold-users",
                "--train-on");
        options.put(
                "compare",
                joined(
                        joined(shared, data.toArray(String[]::new)),
                        "--models",
                        "--trials",
                        "--counting-trials",
                        "--space"));
        options.put("ablate", joined(shared, "--variants", "--variant"));
        options.put("sweep", joined(shared, "--model", "--key", "--values"));
        options.put(
                "noise", joined(shared, "--models", "--rates", "--hard", "--soft", "--users", "--items", "--length"));
        List<String> findings = new ArrayList<>();
        int tried = 0;
        for (Map.Entry<String, List<String>> command : commands.entrySet()) {
            for (String option : options.getOrDefault(command.getKey(), List.of())) {
                List<String> values = new ArrayList<>(paths);
                if (WRITTEN.contains(option)) {
                    // a relative path would be written to
                    values.removeIf(value -> !value.isEmpty() && !value.startsWith("/") && !value.startsWith("\0"));
                    // some may write there
                    values.remove("/");
                } else {
                    values.addAll(NUMBERS);
                }
                for (String value : values) {
                    List<Object> arguments = new ArrayList<>(List.of(command.getKey()));
                    arguments.addAll(with(command.getValue(), option, value));
                    tried++;
                    CommandResult result = withoutInput(arguments);
                    if (!isCleanlyRefused(result) && result.code() != 0) {
                        findings.add(command.getKey() + " " + option + " '" + value + "': " + result.err());
                    }
                }
            }
        }
        Figures.print(
                "misuse",
                "senseless values of every option of every command",
                "%d tried, %d findings",
                tried,
                findings.size());
        assertThat(findings).isEmpty();
    }

    /** Runs a command whose standard input is empty: the value - stands for it. */
    private static CommandResult withoutInput(List<Object> arguments) {
        InputStream before = System.in;
        System.setIn(InputStream.nullInputStream());
        try {
            return CommandResult.of(arguments.toArray());
        } finally {
            System.setIn(before);
        }
    }

    private static List<String> joined(List<String> first, String... more) {
        List<String> all = new ArrayList<>(first);
        Collections.addAll(all, more);
        return all;
    }

    /** The arguments with one option set, in place of its value if it has one. */
    private static List<String> with(List<String> arguments, String option, String value) {
        List<String> changed = new ArrayList<>(arguments);
        int at = changed.indexOf(option);
        if (at < 0) {
            Collections.addAll(changed, option, value);
        } else {
            changed.set(at + 1, value);
        }
        return changed;
    }

    private static boolean isCleanlyRefused(CommandResult result) {
        List<String> lines =
                result.err().lines().filter(line -> !line.isBlank()).toList();
        return (result.code() == 1 || result.code() == 2)
                && !lines.isEmpty()
                && lines.stream().anyMatch(line -> line.startsWith("end4rec: "))
                && lines.stream().noneMatch(line -> line.contains("unexpected ") || line.contains("\tat "));
    }
}
