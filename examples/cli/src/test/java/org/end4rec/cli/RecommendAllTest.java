package org.end4rec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.end4rec.models.recommend.Recommendation;
import org.end4rec.models.recommend.Recommendations;
import org.end4rec.models.recommend.Recommender;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecommendAllTest {
    private static final int USERS = 120;

    @TempDir
    Path folder;

    private static CommandResult all(Object... options) {
        List<Object> arguments = new ArrayList<>(List.of("recommend", "--all", "--run", TinyRun.folder()));
        arguments.addAll(List.of(options));
        return CommandResult.of(arguments.toArray());
    }

    private static String text(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                InputStream text = AnswerFormat.isPacked(file) ? new GZIPInputStream(in) : in) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The answers of single requests as lines of a TSV file. */
    private static List<String> lines(List<String> users, int top, boolean excludeSeen) throws IOException {
        Recommender recommender = Recommender.load(TinyRun.folder());
        List<String> lines = new ArrayList<>(List.of("user\titem\trank\tscore"));
        for (String user : users) {
            List<Recommendation> items = recommender
                    .answer(recommender.historyOf(user), top, excludeSeen)
                    .items();
            for (int i = 0; i < items.size(); i++) {
                lines.add(user + '\t' + items.get(i).item() + '\t' + (i + 1));
            }
        }
        return lines;
    }

    private static List<String> users() throws IOException {
        return List.copyOf(Recommender.load(TinyRun.folder()).users());
    }

    private static String withoutScore(String line) {
        return line.endsWith("score") ? line : line.substring(0, line.lastIndexOf('\t'));
    }

    @ParameterizedTest
    @CsvSource({"recs.tsv, 3, false", "recs.tsv.gz, 60, true", "RECS.TSV.GZ, 1, true"})
    void everyUserHasTheAnswerOfASingleRequest(String name, int top, boolean excludeSeen) throws IOException {
        Path out = folder.resolve(name);
        CommandResult result = excludeSeen
                ? all("--out", out, "--top", top, "--exclude-seen")
                : all("--out", out, "--top", top, "--threads", 1);
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("wrote " + out + ": 120 users, ");
        assertThat(text(out).lines().map(RecommendAllTest::withoutScore)).isEqualTo(lines(users(), top, excludeSeen));
        assertThat(files()).containsExactly(name);
    }

    @Test
    void scoresHaveAllTheirDigits() throws IOException {
        Path lines = folder.resolve("recs.jsonl");
        Path table = folder.resolve("recs.tsv");
        assertThat(all("--out", lines).code()).isZero();
        assertThat(all("--out", table).code()).isZero();
        List<String> rows = text(table).lines().skip(1).toList();
        int row = 0;
        for (String line : text(lines).lines().toList()) {
            JsonNode json = new ObjectMapper().readTree(line);
            String user = json.path("user").asText();
            JsonNode single = CommandResult.of("recommend", "--run", TinyRun.folder(), "--user", user, "--json")
                    .json();
            assertThat(json.path("items")).isEqualTo(single.path("items"));
            assertThat(json.path("used_events")).isEqualTo(single.path("used_events"));
            assertThat(json.path("by_popularity").asBoolean()).isFalse();
            for (JsonNode item : json.path("items")) {
                String score = rows.get(row).substring(rows.get(row).lastIndexOf('\t') + 1);
                assertThat(Double.parseDouble(score))
                        .isEqualTo(item.path("score").asDouble());
                row++;
            }
        }
        assertThat(row).isEqualTo(rows.size()).isEqualTo(10 * USERS);
    }

    @Test
    void usersOfAFile() throws IOException {
        Path users = Files.writeString(folder.resolve("users.txt"), "\uFEFFu7\r\n\nnobody\nu3\n u7 \nno one");
        Path out = folder.resolve("recs.jsonl.gz");
        JsonNode json = all("--out", out, "--users", users, "--json").json();
        assertThat(json.path("users").asInt()).isEqualTo(5);
        assertThat(json.path("unknown_users").asInt()).isEqualTo(2);
        assertThat(json.path("by_popularity").asInt()).isEqualTo(2);
        List<JsonNode> answers = new ArrayList<>();
        for (String line : text(out).lines().toList()) {
            answers.add(new ObjectMapper().readTree(line));
        }
        assertThat(answers)
                .extracting(answer -> answer.path("user").asText())
                .containsExactly("u7", "nobody", "u3", "u7", "no one");
        assertThat(answers)
                .extracting(answer -> answer.path("by_popularity").asBoolean())
                .containsExactly(false, true, false, false, true);
        assertThat(all("--out", folder.resolve("recs.tsv"), "--users", users).err())
                .contains(
                        "end4rec: the run does not know 2 of the users\n",
                        "end4rec: for 2 users there is no event to predict from, so they have the most popular"
                                + " items\n");
    }

    @Test
    void rulesHoldForEverybody() throws IOException {
        Path without = Files.writeString(folder.resolve("without.txt"), "i3\ni4\nnothing\n");
        Path out = folder.resolve("recs.tsv");
        CommandResult result = all("--out", out, "--top", 60, "--without", without);
        assertThat(result.err())
                .startsWith("end4rec: --without: the run does not know 1 of 3 items; the first is nothing\n");
        assertThat(text(out).lines().map(RecommendAllTest::withoutScore).map(line -> line.replaceAll("\t\\d+$", "")))
                .isEqualTo(lines(users(), 60, false).stream()
                        .map(line -> line.replaceAll("\t\\d+$", ""))
                        .filter(line -> !line.endsWith("\ti3") && !line.endsWith("\ti4"))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"recs.tsv.gz", "recs.jsonl"})
    void noUsers(String name) throws IOException {
        Path users = Files.writeString(folder.resolve("users.txt"), "\n");
        assertThat(all("--out", folder.resolve(name), "--users", users).code()).isZero();
        assertThat(text(folder.resolve(name))).isEqualTo(name.contains("tsv") ? "user\titem\trank\tscore\n" : "");
    }

    // a file that was stopped

    /** Answers for many users in the file {@code whole.tsv}, and the file of the users. */
    private Path whole() throws IOException {
        List<String> ids = users();
        Path users = Files.write(
                folder.resolve("users.txt"),
                IntStream.range(0, 40_000).mapToObj(i -> ids.get(i % USERS)).toList());
        assertThat(all("--out", folder.resolve("whole.tsv"), "--users", users).code())
                .isZero();
        return users;
    }

    /** The command in a process of its own; what it says goes to a file. */
    private Process start(String before, Path out, Path users) throws IOException {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return new ProcessBuilder(
                        "bash",
                        "-c",
                        before + "exec \"$@\"",
                        "bash",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:-UsePerfData",
                        "-cp",
                        path,
                        "org.end4rec.cli.Main",
                        "recommend",
                        "--all",
                        "--run",
                        TinyRun.folder().toString(),
                        "--out",
                        out.toString(),
                        "--users",
                        users.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
    }

    private void resume(Path out, Path users) throws IOException {
        all("--out", out, "--users", users)
                .isUsageErrorOf(
                        "recommend",
                        "--out " + out + " was begun already, see " + ResumableFile.partial(out)
                                + "; give --resume to go on, or --force to begin again");
        CommandResult resumed = all("--out", out, "--users", users, "--resume", "--threads", 1);
        assertThat(resumed.code()).as(resumed.err()).isZero();
        assertThat(resumed.err()).contains(" users already");
        assertThat(out).hasSameBinaryContentAs(folder.resolve("whole.tsv"));
        assertThat(files()).containsExactly("recs.tsv", "said", "users.txt", "whole.tsv");
    }

    private static final String RESUME =
            "end4rec recommend --all --run \\S+ --out \\S+recs\\.tsv --users \\S+ --resume\\R";

    /** As Ctrl-C does, SIGTERM lets the command say its last word. */
    @Test
    void theCommandResumesWhatWasStopped() throws IOException, InterruptedException {
        Path users = whole();
        Path out = folder.resolve("recs.tsv");
        Path position = folder.resolve("recs.tsv.partial.json");
        Process process = start("", out, users);
        while (process.isAlive()
                && (!Files.exists(position) || Files.readString(position).startsWith("{\"entries\":0"))) {
            Thread.sleep(1);
        }
        process.destroy();
        assertThat(process.waitFor()).isEqualTo(143);
        assertThat(folder.resolve("said"))
                .content()
                .containsPattern(
                        "end4rec: stopped; the answers of [0-9,]+ of 40,000 users are kept\\. Resume with: " + RESUME);
        resume(out, users);
    }

    /** A limit of the size of files stands for a full disk: about three parts have room. */
    @Test
    void theCommandResumesAfterAFullDisk() throws IOException, InterruptedException {
        Path users = whole();
        Path out = folder.resolve("recs.tsv");
        long kilobytes = Files.size(folder.resolve("whole.tsv")) * 3 / 20 / 1024;
        Process process = start("ulimit -f " + kilobytes + "; ", out, users);
        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(folder.resolve("said"))
                .content()
                .containsPattern("end4rec: cannot write \\S+recs\\.tsv\\.partial: File too large; the answers of"
                        + " [1-9][0-9,]+ users are kept\\. Remove the cause, then type: " + RESUME);
        resume(out, users);
    }

    // errors

    @Test
    void argumentsThatCannotBeUsed() throws IOException {
        Path out = folder.resolve("recs.tsv");
        all().isUsageErrorOf("recommend", "--all needs --out; name the file for the answers");
        all("--out", folder.resolve("recs.csv"))
                .isUsageErrorOf(
                        "recommend",
                        "--out " + folder.resolve("recs.csv")
                                + " names no format; its name must end in one of .tsv, .tsv.gz, .jsonl, .jsonl.gz,"
                                + " .parquet");
        all("--out", out, "--users", folder)
                .isUsageErrorOf(
                        "recommend",
                        "--users " + folder + " is a folder, pipe or device; name a file, which is read twice");
        all("--out", out, "--users", folder.resolve("none"))
                .failsWith(folder.resolve("none") + ": there is no such file or folder; check the path");
        all("--out", out, "--threads", 0).isUsageErrorOf("recommend", "--threads is 0; it must be at least 1");
        CommandResult.of("recommend", "--run", TinyRun.folder(), "--user", "u1", "--out", out)
                .isUsageErrorOf("recommend", "--out needs --all, which answers every user into a file");
        assertThat(all("--out", out, "--user", "u1").code()).isEqualTo(2);
        Files.writeString(out, "old");
        all("--out", out)
                .isUsageErrorOf(
                        "recommend",
                        "--out " + out + " exists already; choose another path, or give --force to replace it");
        assertThat(out).hasContent("old");
        assertThat(all("--out", out, "--force").code()).isZero();
        assertThat(text(out)).startsWith("user\titem\trank\tscore\n");
        assertThat(files()).containsExactly("recs.tsv");
    }

    @Test
    void aTabInAnIdIsNoSeparator() {
        Recommendations answer = new Recommendations(
                List.of(new Recommendation("a\tb", 0.5f)), 1, List.of(), List.of(), false, List.of());
        assertThat(assertText(AnswerFormat.TSV, answer)).isEqualTo("x\\\\y\ta\\tb\t1\t0.5\n");
    }

    private static String assertText(AnswerFormat format, Recommendations answer) {
        try {
            return format.text("x\\y", answer);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }
}
