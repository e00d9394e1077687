package org.end4rec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.end4rec.models.data.EventLog;
import org.end4rec.models.data.EventLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerateCommandTest {
    @TempDir
    Path folder;

    @Test
    void packedFileHoldsTheSameLog() throws IOException {
        Path plain = folder.resolve("shop.tsv");
        Path packed = folder.resolve("shop.tsv.gz");
        assertThat(generate(plain, "--seed", 5).code()).isZero();
        assertThat(generate(packed, "--seed", 5).code()).isZero();
        assertThat(Files.readAllBytes(packed)).startsWith(0x1f, 0x8b);
        EventLog a = new EventLogReader().read(plain);
        EventLog b = new EventLogReader().read(packed);
        assertThat(a.size()).isEqualTo(b.size());
        assertThat(a.items().ids()).isEqualTo(b.items().ids());
        assertThat(Files.readAllLines(plain).get(0)).isEqualTo("user_id\titem_id\tbehavior\ttimestamp\tlabel");
    }

    @Test
    void sharesOfNoiseAreAsAsked() throws IOException {
        Path file = folder.resolve("shop.tsv");
        generate(file, "--hard", 0.3, "--soft", 0);
        List<String> lines = Files.readAllLines(file);
        double accidental =
                lines.stream().filter(line -> line.endsWith("\taccidental")).count();
        assertThat(accidental / (lines.size() - 1)).isBetween(0.27, 0.33);
        assertThat(lines).noneMatch(line -> line.endsWith("\toutdated"));
    }

    @Test
    void replacesNoFileUnasked() throws IOException {
        Path file = Files.writeString(folder.resolve("shop.tsv"), "mine");
        generate(file)
                .isUsageErrorOf(
                        "generate",
                        "--out " + file + " exists already; choose another path, or give --force to replace it");
        assertThat(file).hasContent("mine");
        assertThat(generate(file, "--force").code()).isZero();
        assertThat(Files.readAllLines(file)).hasSizeGreaterThan(1000);
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("nowhere"));
        generate(link)
                .isUsageErrorOf(
                        "generate",
                        "--out " + link + " exists already; choose another path, or give --force to replace it");
        Path manifest = TinyRun.copyTo(folder.resolve("run")).resolve("run.json");
        generate(manifest, "--force")
                .isUsageErrorOf(
                        "generate",
                        "--out " + manifest + " is a file of the run in " + manifest.getParent()
                                + "; choose another path");
        generate(folder, "--force")
                .isUsageErrorOf("generate", "--out " + folder + " is a folder, pipe or device; name a file");
        generate(Path.of("")).isUsageErrorOf("generate", "--out is empty; name a file");
    }

    @Test
    void refusesArguments() {
        generate(folder.resolve("shop.tsv"), "--items", 20)
                .isUsageErrorOf("generate", "items is 20; it must be from 50 to 100000000");
        generate(folder.resolve("shop.tsv"), "--hard", 0.95)
                .isUsageErrorOf("generate", "hardRate is 0.95; it must be from 0 to 0.9");
        Path nowhere = folder.resolve("nowhere").resolve("shop.tsv");
        generate(nowhere).failsWith(nowhere + ": there is no such file or folder; check the path");
    }

    private static CommandResult generate(Path file, Object... more) {
        Object[] arguments = new Object[more.length + 7];
        System.arraycopy(new Object[] {"generate", "--out", file, "--users", 200, "--length", 10}, 0, arguments, 0, 7);
        System.arraycopy(more, 0, arguments, 7, more.length);
        return CommandResult.of(arguments);
    }
}
