package org.end4rec.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs commands on a tiny run. The launcher lets Java archive the classes that they load, so that later starts find
 * these classes parsed and checked.
 */
final class Rehearsal {
    private static final List<String> TINY = List.of(
            "dim=8",
            "chunks=2",
            "length=8",
            "miningEpochs=1",
            "hardEpochs=1",
            "reminingEpochs=1",
            "softEpochs=1",
            "jointEpochs=1");

    private Rehearsal() {}

    /** Runs them; the only argument is an empty folder, which the files stay in. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        String log = folder.resolve("shop.tsv").toString();
        String run = folder.resolve("run").toString();
        command("generate", "--out", log, "--users", "30", "--items", "50", "--length", "10");
        List<String> train = new ArrayList<>(List.of("train", "--events", log, "--target", "buy", "--out", run));
        TINY.forEach(assignment -> train.addAll(List.of("--set", assignment)));
        command(train.toArray(String[]::new));
        Path history = Files.writeString(folder.resolve("history.csv"), "i1,click\n");
        command("recommend", "--run", run, "--user", "u1");
        command("recommend", "--run", run, "--history", history.toString(), "--json");
        command("explain", "--run", run, "--user", "u1");
        command("similar", "--run", run, "--item", "i1");
        command("--version");
    }

    private static void command(String... arguments) {
        int code = Main.run(arguments, new PrintWriter(Writer.nullWriter()), new PrintWriter(Writer.nullWriter()));
        if (code != 0) {
            throw new IllegalStateException("exit code " + code + " of " + String.join(" ", arguments));
        }
    }
}
