package org.end4rec.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.end4rec.models.data.Histories;
import org.end4rec.models.data.SplitPlan;
import org.end4rec.models.evaluation.RankingProtocol;
import org.end4rec.models.run.QualityChange;
import org.end4rec.models.run.RunException;
import org.end4rec.models.run.RunFolder;
import org.end4rec.models.run.WarmStart;
import org.end4rec.models.run.WarmStart.LogForm;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of a run that begins from another run. */
final class FromOptions {
    private static final String FIND_OUT = "auto";

    @Option(
            names = "--from",
            paramLabel = "RUN",
            description = "Begin with the model and the events of the run in this folder; --events has the events since"
                    + " then, or the whole log so far.")
    private @Nullable Path from;

    @Option(
            names = "--events-are",
            paramLabel = "WHAT",
            defaultValue = FIND_OUT,
            description = "What --events has beside --from: later (only events after those of the run), whole (the"
                    + " whole log so far, whose histories replace those of the run) or auto, which finds out."
                    + " Default: ${DEFAULT-VALUE}.")
    private String form = FIND_OUT;

    @Nullable
    Path from() {
        return from;
    }

    /**
     * Reads the events that follow those of a run, and says what is new.
     *
     * @param run the run that {@code --from} names
     */
    WarmStart start(RunFolder run, LogOptions log, BaseCommand command) throws IOException {
        String events = log.events();
        if (events == null) {
            throw command.usage("--from needs --events with the events after those of the run in " + run.path()
                    + ", or with the whole log so far");
        }
        check(run, log, command);
        LogForm wanted = form(command);
        Histories read = log.readEvents(command);
        sayOtherCleaning(run, log.cleaned(command), command);
        WarmStart start = WarmStart.of(run, read, wanted);
        command.say("%s: %s", events, start);
        start.remarks().forEach(remark -> command.say("%s", remark));
        LogOptions.described(
                start.joined(),
                start.data(),
                SplitPlan.leaveLastOut(run.manifest().target()),
                command);
        return start;
    }

    private static void sayOtherCleaning(RunFolder run, String cleaned, BaseCommand command) {
        String before = run.manifest().events();
        boolean same = cleaned.isEmpty() ? !before.contains(LogOptions.CLEANED) : before.contains(cleaned);
        if (!same) {
            command.say(
                    "the events of the run in %s were cleaned in another way: they are %s; the new events are %s",
                    run.path(), before, cleaned.isEmpty() ? "not cleaned" : cleaned.substring(2));
        }
    }

    private void check(RunFolder run, LogOptions log, BaseCommand command) {
        String target = run.manifest().target();
        if (log.target() != null && !log.target().equals(target)) {
            throw command.usage("the run in " + run.path() + " predicts " + target + ", not " + log.target()
                    + ", and a run that begins from it must predict the same; leave --target out, or train without"
                    + " --from");
        }
        if (log.novel() && !run.manifest().novel()) {
            throw command.usage("the run in " + run.path() + " was trained without --novel, and so is a run that"
                    + " begins from it; leave --novel out, or train without --from");
        }
    }

    private @Nullable LogForm form(BaseCommand command) {
        return switch (form) {
            case FIND_OUT -> null;
            case "later" -> LogForm.LATER;
            case "whole" -> LogForm.WHOLE;
            default -> throw command.usage("--events-are is '" + form + "'; it must be auto, later or whole");
        };
    }

    /** Refuses a {@code --from} that is not the run from which the run in another folder began. */
    void checkOrigin(RunFolder run, BaseCommand command) throws IOException {
        if (from != null && !WarmStart.began(RunFolder.open(from), run)) {
            throw command.usage("the run in " + run.path() + " did not begin from the run in " + from
                    + "; leave --from out, or start another run in another folder");
        }
    }

    /** Compares the model of a run with the model that it began from; null if there is none, or it is gone. */
    @Nullable
    QualityChange change(RunFolder run, int threads, BaseCommand command) throws IOException {
        Path origin = from == null ? WarmStart.origin(run) : from;
        if (origin == null) {
            return null;
        }
        try {
            RunFolder before = RunFolder.open(origin);
            if (!WarmStart.began(before, run)) {
                command.say("not compared with the run that it began from: %s holds another run now", origin);
                return null;
            }
            command.say("comparing with the model of the run in %s", origin);
            RankingProtocol protocol = run.data().split().novel() ? RankingProtocol.UNSEEN : RankingProtocol.FULL;
            return QualityChange.of(before, run, protocol, threads);
        } catch (RunException e) {
            command.say("not compared with the run that it began from: %s", String.valueOf(e.getMessage()));
            return null;
        }
    }

    /** Prints a table: a row per group of test examples. */
    static void print(QualityChange change, PrintWriter writer) {
        writer.println();
        writer.println("Before and after, ranking " + change.protocol() + ":");
        Table table = new Table("", "examples", "known", "HR@10", "after", "NDCG@10", "after");
        for (QualityChange.Group group : change.groups()) {
            table.add(
                    group.name(),
                    String.format(Locale.ROOT, "%,d", group.examples()),
                    String.format(Locale.ROOT, "%,d", group.answered()),
                    number(group.before(), "HR@10"),
                    number(group.after(), "HR@10"),
                    number(group.before(), "NDCG@10"),
                    number(group.after(), "NDCG@10"));
        }
        table.print(writer);
        writer.println("known: examples that the old model can rank; the others count as misses of the old model");
    }

    private static String number(Map<String, Double> metrics, String name) {
        return String.format(Locale.ROOT, "%.4f", metrics.get(name));
    }
}
