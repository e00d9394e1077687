package org.end4rec.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.end4rec.models.data.Cleaned;
import org.end4rec.models.data.Cleaning;
import org.end4rec.models.data.Copies;
import org.end4rec.models.data.EventLog;
import org.end4rec.models.data.EventLogException;
import org.end4rec.models.data.EventLogReader;
import org.end4rec.models.data.Histories;
import org.end4rec.models.data.PreparedLog;
import org.end4rec.models.data.SkippedRows;
import org.end4rec.models.data.Split;
import org.end4rec.models.data.SplitPlan;
import org.end4rec.models.data.TestOverlap;
import org.end4rec.models.data.TestTargets;
import org.end4rec.models.run.RunData;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that choose a log, how to read it, and what to hold out. */
final class LogOptions {
    private static final String REFUSE = "refuse";
    private static final String LEAVE_OUT = "leave-out";
    private static final String KEEP = "keep";

    /** Begins the part of the data's name that {@link #cleaned} gives. */
    static final String CLEANED = ", cleaned (";

    @Option(
            names = "--events",
            arity = "1..*",
            paramLabel = "FILE",
            description = "The log: CSV, TSV, JSON lines or Parquet, plain or packed. Several files, a folder or a"
                    + " pattern such as 'logs/*.csv' make one log; - is the standard input.")
    private List<Path> events = List.of();

    @Option(names = "--data", paramLabel = "DIR", description = "A log that 'prepare' made, in place of --events.")
    private @Nullable Path data;

    @Option(
            names = "--test",
            paramLabel = "FILE",
            description = "A file of held-out events. Without it the newest target event of each user is held out.")
    private @Nullable Path test;

    @Option(names = "--target", paramLabel = "BEHAVIOR", description = "The behavior to predict, such as buy.")
    private @Nullable String target;

    @Mixin
    private FormatOptions form = new FormatOptions();

    @Mixin
    private CleaningOptions cleaning = new CleaningOptions();

    @Mixin
    private SplitOptions split = new SplitOptions();

    @Option(
            names = "--keep-copies",
            description =
                    "Keep events that the log has more than once. Otherwise a user's equal events at the same time,"
                            + " or up to a second later, count as one event.")
    private boolean keepCopies;

    @Option(
            names = "--test-overlap",
            paramLabel = "WHAT",
            defaultValue = REFUSE,
            description =
                    "What to do with test events that the log has too, with later events of their users, and with test"
                            + " events given twice: refuse, leave-out or keep. Default: ${DEFAULT-VALUE}.")
    private String testOverlap = REFUSE;

    /** The name of the log for messages; null if there is none. */
    @Nullable
    String events() {
        return data != null ? data.toString() : events.isEmpty() ? null : LogFiles.name(events);
    }

    String name() {
        return String.valueOf(events());
    }

    @Nullable
    String target() {
        return target;
    }

    @Nullable
    Path test() {
        return test;
    }

    /** Whether test events that the log has, too, are kept. */
    boolean keepsOverlap() {
        return testOverlap.equals(KEEP);
    }

    /** How the log is split. */
    SplitPlan plan(String behavior, @Nullable TestTargets tests, BaseCommand command) {
        return split.plan(behavior, tests, command);
    }

    boolean novel() {
        return split.novel();
    }

    /** The part of the data's name that says what was done against the defaults; empty if nothing. */
    String changes(BaseCommand command) {
        return (keepCopies ? ", copies kept" : "")
                + (testOverlap.equals(KEEP) ? ", test overlap kept" : "")
                + cleaned(command)
                + split.changes(command);
    }

    /** The part of the data's name that says how the log was cleaned; empty if it was not. */
    String cleaned(BaseCommand command) {
        Cleaning wanted = cleaning.cleaning(command);
        return wanted.isEmpty() ? "" : CLEANED + wanted + ")";
    }

    /** The options as they were given, for a command that reads the same log. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        if (!events.isEmpty()) {
            arguments.add("--events");
            events.forEach(file -> arguments.add(file.toString()));
        }
        add(arguments, "--data", data);
        add(arguments, "--test", test);
        add(arguments, "--target", target);
        arguments.addAll(form.arguments());
        arguments.addAll(cleaning.arguments());
        arguments.addAll(split.arguments());
        if (keepCopies) {
            arguments.add("--keep-copies");
        }
        if (!testOverlap.equals(REFUSE)) {
            add(arguments, "--test-overlap", testOverlap);
        }
        return arguments;
    }

    static void add(List<String> arguments, String option, @Nullable Object value) {
        if (value != null) {
            arguments.addAll(List.of(option, value.toString()));
        }
    }

    /** The events of a log, cleaned. */
    record Loaded(EventLogReader reader, Histories log, int copies, Cleaned cleaned) {}

    Loaded load(BaseCommand command) throws IOException {
        checkOverlapOption(command);
        split.check(test != null, command);
        if (test != null && events.contains(test) && test.toString().equals("-")) {
            throw command.usage("--events and --test are both the standard input, which can be read only once; give one"
                    + " of them as a file");
        }
        Cleaning wanted = cleaning.cleaning(command);
        EventLogReader reader = form.reader(command);
        Histories log = log(reader, command);
        Histories kept = data == null ? withoutCopies(log, command) : log;
        Cleaned cleaned = CleaningOptions.clean(kept, wanted, name(), command);
        return new Loaded(reader, log, log.events() - kept.events(), cleaned);
    }

    /** Events and examples; {@code command} prints the progress of reading. */
    RunData read(String behavior, BaseCommand command) throws IOException {
        Loaded loaded = load(command);
        Histories histories = loaded.cleaned.histories();
        if (test == null) {
            return split(histories, split.plan(behavior, null, command), command);
        }
        TestTargets tests = targets(test, loaded, behavior, command);
        TestOverlap overlap = overlap(histories, tests, test, behavior, command);
        Histories known = keepsOverlap() ? histories : overlap.histories();
        TestTargets asked = keepsOverlap() ? tests : overlap.tests();
        return split(known, split.plan(behavior, asked, command), command);
    }

    private static RunData split(Histories histories, SplitPlan plan, BaseCommand command) {
        SplitPlan fixed = plan.on(histories);
        if (!fixed.toString().equals(plan.toString())) {
            command.say("%s", fixed);
        }
        return described(histories, RunData.of(histories, fixed), plan, command);
    }

    /** The events alone, for a run that begins from another run; {@code command} prints the progress of reading. */
    Histories readEvents(BaseCommand command) throws IOException {
        checkOverlapOption(command);
        split.checkFrom(command);
        if (test != null) {
            throw command.usage("--test cannot be given with --from: of each user the newest target event is the test;"
                    + " leave --test out");
        }
        Cleaning wanted = cleaning.cleaning(command);
        return clean(log(form.reader(command), command), wanted, command).histories();
    }

    private Cleaned clean(Histories log, Cleaning wanted, BaseCommand command) {
        return CleaningOptions.clean(data == null ? withoutCopies(log, command) : log, wanted, name(), command);
    }

    private Histories log(EventLogReader reader, BaseCommand command) throws IOException {
        if (data != null) {
            return prepared(data, command);
        }
        String file = LogFiles.name(events);
        List<Path> files = LogFiles.of(events);
        EventLog log = watched(reader, file, command, reading -> reading.read(files));
        command.say("%s: %s", file, LogSummary.of(log));
        saySkipped(log.skipped(), command);
        log.notes().forEach(note -> command.say("%s: %s", file, note));
        return Histories.of(log);
    }

    private Histories prepared(Path folder, BaseCommand command) throws IOException {
        if (!events.isEmpty()) {
            throw command.usage("--events and --data are both given; give one of them");
        }
        if (keepCopies) {
            throw command.usage("--keep-copies is for --events: copies of events are kept or left out when a log is"
                    + " prepared; give --keep-copies to 'prepare'");
        }
        PreparedLog log = PreparedLog.open(folder);
        command.say("%s: %s", folder, LogSummary.of(log.histories()));
        log.cleaning().forEach(line -> command.say("%s: %s", folder, line));
        return log.histories();
    }

    private void checkOverlapOption(BaseCommand command) {
        if (!List.of(REFUSE, LEAVE_OUT, KEEP).contains(testOverlap)) {
            throw command.usage("--test-overlap is '" + testOverlap + "'; it must be refuse, leave-out or keep");
        }
        if (test == null && !testOverlap.equals(REFUSE)) {
            throw command.usage("--test-overlap is for a test file; give --test too, or leave --test-overlap out");
        }
    }

    private Histories withoutCopies(Histories all, BaseCommand command) {
        Copies copies = Copies.of(all);
        if (copies.count() == 0) {
            return all;
        }
        command.say(
                "%s: %s: %s",
                name(), copies, keepCopies ? "kept, as --keep-copies says" : "removed; --keep-copies keeps them");
        return keepCopies ? all : copies.leftOut();
    }

    private TestOverlap overlap(Histories histories, TestTargets tests, Path file, String behavior, BaseCommand command)
            throws IOException {
        TestOverlap overlap = TestOverlap.of(histories, tests, behavior);
        if (!overlap.isEmpty()) {
            if (testOverlap.equals(REFUSE)) {
                throw new EventLogException(file + ": " + overlap + "; so the metrics would be wrong. Give a log"
                        + " without these events, leave them out with --test-overlap leave-out, or, if users may really"
                        + " repeat an event, keep them with --test-overlap keep");
            }
            command.say(
                    "%s: %s: %s",
                    file,
                    overlap,
                    testOverlap.equals(KEEP) ? "kept, as --test-overlap says" : "left out of log and test");
        }
        return overlap;
    }

    /** Says what was made of all events. */
    static RunData described(Histories histories, RunData data, SplitPlan plan, BaseCommand command) {
        if (data.split().novel()) {
            command.say(
                    "left out %,d events on items that are held out for their users",
                    histories.events() - data.histories().events());
        }
        Split split = data.split();
        command.say(
                "%,d examples to train on, %,d for validation, %,d for the test",
                split.train().size(), split.validation().size(), split.test().size());
        SplitRemarks.of(data, plan).forEach(remark -> command.say("%s", remark));
        return data;
    }

    private interface Reading<T> {
        T with(EventLogReader reader) throws EventLogException;
    }

    /** The result of a reader; for a long file the progress is shown. */
    private static <T> T watched(EventLogReader reader, String file, BaseCommand command, Reading<T> reading)
            throws EventLogException {
        WorkProgress progress = WorkProgress.of(command);
        try {
            return reading.with(reader.progress(progress.bytes("reading " + file)));
        } finally {
            progress.clear();
        }
    }

    static TestTargets targets(Path file, Loaded loaded, String target, BaseCommand command) throws IOException {
        Cleaned cleaned = loaded.cleaned;
        TestTargets targets = cleaned.tests(
                watched(loaded.reader, file.toString(), command, reading -> reading.readTestTargets(file, loaded.log)));
        command.say("%s: %,d test events", file, targets.size());
        int unknown = targets.unknownUsers() + targets.unknownItems() + targets.unknownBehaviors();
        if (unknown > 0) {
            command.say(
                    "left out %,d test events that the %s cannot predict: %,d of unknown users, %,d of unknown items,"
                            + " %,d of unknown behaviors",
                    unknown,
                    cleaned.steps().isEmpty() ? "log" : "cleaned log",
                    targets.unknownUsers(),
                    targets.unknownItems(),
                    targets.unknownBehaviors());
        }
        if (targets.size() == 0) {
            throw new EventLogException(file + ": the cleaning left out the users, items or behaviors of all its "
                    + unknown + " events; choose a milder cleaning");
        }
        int asked = cleaned.histories().behaviors().number(target);
        long others = IntStream.range(0, targets.size())
                .filter(i -> targets.behavior(i) != 0 && targets.behavior(i) != asked)
                .count();
        if (others > 0) {
            command.say("left out %,d test events whose behavior is not %s", others, target);
        }
        saySkipped(targets.skipped(), command);
        return targets;
    }

    static void saySkipped(SkippedRows skipped, BaseCommand command) {
        if (skipped.count() > 0) {
            command.say("skipped %,d bad rows, the first: %s", skipped.count(), skipped.first());
        }
        if (skipped.kinds().size() > 1) {
            for (SkippedRows.Kind kind : skipped.kinds()) {
                command.say(
                        "  %,d for their %s, from line %d to line %d, the first: %s",
                        kind.count(), kind.what(), kind.firstLine(), kind.lastLine(), kind.first());
            }
        }
    }
}
