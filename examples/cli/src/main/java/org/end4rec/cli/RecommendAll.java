package org.end4rec.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.end4rec.core.io.Checksum;
import org.end4rec.models.recommend.BatchSettings;
import org.end4rec.models.recommend.Recommendations;
import org.end4rec.models.recommend.Recommender;
import org.end4rec.models.recommend.Request;
import org.end4rec.models.recommend.UserHistory;
import org.end4rec.models.run.RunFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code recommend --all}: answers every user into a file that can be resumed. */
final class RecommendAll {
    /** Users of a part of the file: a second or so. */
    private static final int PART = 2048;

    private static final String OUT = "--out";
    private static final List<String> OPTIONS = List.of(OUT, "--users", "--resume", "--threads", "--force");
    private static final double NANOSECOND = 1e-9;

    /** The files of a run that answers depend on. */
    private static final Pattern ANSWERS =
            Pattern.compile("(config|vocabulary|votes)\\.json|(stage-.*|events|neighbors)\\.safetensors");

    @Option(
            names = OUT,
            paramLabel = "FILE",
            description = "With --all: the file to write. A name that ends in .tsv gives a line for each item, .jsonl a"
                    + " JSON object for each user, .gz after these packs the file; .parquet gives a row for each item.")
    private @Nullable Path file;

    @Option(
            names = "--users",
            paramLabel = "FILE",
            description = "With --all: a file with the id of a user in each line. Default: all users of the run.")
    private @Nullable Path users;

    @Option(names = "--resume", description = "With --all: go on with a file that was stopped.")
    private boolean resume;

    @Mixin
    private final WrittenFile written = new WrittenFile();

    @Mixin
    private final ThreadsOption threads = new ThreadsOption();

    private volatile boolean stopped;

    /** Refuses the options of {@code --all} without it. */
    void checkUnused(BaseCommand command) {
        for (String option : OPTIONS) {
            if (command.isGiven(option)) {
                throw command.usage(option + " needs --all, which answers every user into a file");
            }
        }
    }

    /** Refuses options that cannot be used, before anything is loaded. */
    void check(BaseCommand command) throws IOException {
        if (file == null) {
            throw command.usage("--all needs --out; name the file for the answers");
        }
        threads.value(command);
        written.check(OUT, file, command);
        if (AnswerFormat.of(file).isEmpty()) {
            throw command.usage(
                    OUT + " " + file + " names no format; its name must end in one of " + AnswerFormat.suffixes());
        }
        if (users != null && !Files.isRegularFile(users)) {
            if (Files.exists(users)) {
                throw command.usage(
                        "--users " + users + " is a folder, pipe or device; name a file, which is read twice");
            }
            throw new NoSuchFileException(users.toString());
        }
        if (ResumableFile.isBegun(file) && !resume && !command.isGiven("--force")) {
            throw command.usage(OUT + " " + file + " was begun already, see " + ResumableFile.partial(file)
                    + "; give --resume to go on, or --force to begin again");
        }
    }

    /**
     * Answers every user.
     *
     * @param folder the run
     * @param rules for every user
     * @param options what the rules come from, by the names of the options
     */
    int run(
            BaseCommand command,
            Path folder,
            Recommender recommender,
            Request rules,
            Map<String, String> options,
            boolean json)
            throws IOException {
        Path out = Objects.requireNonNull(file, OUT);
        AnswerFormat format = AnswerFormat.of(out).orElseThrow();
        UserList list = new UserList(recommender, users);
        Map<String, String> request = new TreeMap<>(options);
        request.put("--run", checksum(folder));
        request.put("--users", list.checksum());
        long start = System.nanoTime();
        try (ResumableFile target = new ResumableFile(out, AnswerFormat.isPacked(out), PART, request, resume)) {
            long before = target.entries();
            if (before > 0) {
                command.say("%s has the answers of %,d users already", ResumableFile.partial(out), before);
            }
            Interruption interruption =
                    new Interruption(() -> stopped = true, inTime -> sayStopped(command, target, list));
            WorkProgress progress = WorkProgress.of(command);
            try (Stream<UserHistory> left = list.after(before)) {
                BatchSettings settings = BatchSettings.of(rules)
                        .threads(threads.value(command))
                        .progress(progress.rate("recommending", before, list.size()));
                recommender.recommendAll(left::iterator, settings, (user, answer) -> add(target, format, user, answer));
                target.finish(format.header(), format.conversion());
            } catch (CancellationException | InterruptedException e) {
                return Interruption.EXIT_CODE;
            } catch (UncheckedIOException e) {
                IOException cause = e.getCause();
                throw new IOException(
                        String.format(
                                Locale.ROOT,
                                "cannot write %s: %s; the answers of %,d users are kept. Remove the cause, then type:"
                                        + " %s",
                                ResumableFile.partial(out),
                                cause == null ? e.getMessage() : cause.getMessage(),
                                target.saved(),
                                resumeCommand(command)),
                        e);
            } finally {
                progress.clear();
                interruption.close();
            }
            report(command, out, target, list, (System.nanoTime() - start) * NANOSECOND, before, json);
        }
        return 0;
    }

    private void add(ResumableFile target, AnswerFormat format, String user, Recommendations answer) {
        if (stopped) {
            throw new CancellationException();
        }
        try {
            target.add(format.header(), format.text(user, answer), answer.byPopularity());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void report(
            BaseCommand command,
            Path out,
            ResumableFile target,
            UserList list,
            double seconds,
            long before,
            boolean json) {
        if (list.unknown() > 0) {
            command.say("end4rec: the run does not know %,d of the users", list.unknown());
        }
        if (target.marked() > 0) {
            command.say(
                    "end4rec: for %,d users there is no event to predict from, so they have the most popular items",
                    target.marked());
        }
        if (json) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("out", out.toString());
            map.put("users", target.entries());
            map.put("unknown_users", list.unknown());
            map.put("by_popularity", target.marked());
            command.printJson(map);
            return;
        }
        command.say(
                "wrote %s: %,d users, %,.0f a second", out, target.entries(), (target.entries() - before) / seconds);
    }

    private static void sayStopped(BaseCommand command, ResumableFile target, UserList list) {
        command.say(
                "%nend4rec: stopped; the answers of %,d of %,d users are kept. Resume with: %s",
                target.saved(), list.size(), resumeCommand(command));
    }

    /** The command as it was given, with {@code --resume}. */
    private static String resumeCommand(BaseCommand command) {
        List<String> words = new ArrayList<>(command.arguments());
        if (!words.contains("--resume")) {
            words.add("--resume");
        }
        return BaseCommand.toType(words);
    }

    /** Of everything in a run that an answer depends on. */
    private static String checksum(Path run) throws IOException {
        if (Files.isRegularFile(run)) {
            return Checksum.of(run);
        }
        List<Path> files;
        try (Stream<Path> all = Files.list(run)) {
            files = all.filter(file -> RunFolder.isFileOfRun(file)
                            && ANSWERS.matcher(String.valueOf(file.getFileName()))
                                    .matches())
                    .sorted()
                    .toList();
        }
        StringBuilder sums = new StringBuilder();
        for (Path each : files) {
            sums.append(each.getFileName())
                    .append(' ')
                    .append(Checksum.of(each))
                    .append('\n');
        }
        return Checksum.of(sums.toString().getBytes(StandardCharsets.UTF_8));
    }
}
