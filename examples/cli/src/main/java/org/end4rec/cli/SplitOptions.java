package org.end4rec.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.end4rec.models.data.SplitPlan;
import org.end4rec.models.data.SplitPlan.TargetsPerUser;
import org.end4rec.models.data.TestTargets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what of a log is held out, and what trains. */
final class SplitOptions {
    private static final String TARGET = "target";
    private static final String EVERY = "every";

    @Option(
            names = "--novel",
            description = "Hide earlier events on the target item from the input, and events on a user's held-out items"
                    + " from training.")
    private boolean novel;

    @Option(
            names = "--split-time",
            paramLabel = "TIME",
            description = "Train on what happened before a time, and test on targets from then on: a date, a number in"
                    + " the unit of the log, or a share of the events such as 80%%.")
    private @Nullable String time;

    @Option(
            names = "--validation-time",
            paramLabel = "TIME",
            description = "With --split-time: validate on targets from this time on, and train on what happened before."
                    + " Default: the last tenth of the events before --split-time validates.")
    private @Nullable String validationTime;

    @Option(
            names = "--split-targets",
            paramLabel = "first|last|every",
            description = "With --split-time: which targets of a user validate and test. Default: first.")
    private @Nullable String chosen;

    @Option(
            names = "--cold-users",
            paramLabel = "SHARE",
            converter = Share.Reader.class,
            description = "Hold out a share of the users, such as 10%%, chosen by their ids: no event of theirs trains,"
                    + " and their newest target event is the test.")
    private @Nullable Share cold;

    @Option(
            names = "--train-on",
            paramLabel = "target|every",
            defaultValue = TARGET,
            description = "Whether events of the target behavior alone train as targets, or events of every behavior."
                    + " Default: ${DEFAULT-VALUE}, unless no target event is left to train on.")
    private String trainOn = TARGET;

    boolean novel() {
        return novel;
    }

    /** The options as they were given, for a command that reads the same log. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        LogOptions.add(arguments, "--split-time", time);
        LogOptions.add(arguments, "--validation-time", validationTime);
        LogOptions.add(arguments, "--split-targets", chosen);
        LogOptions.add(arguments, "--cold-users", cold);
        if (!trainOn.equals(TARGET)) {
            LogOptions.add(arguments, "--train-on", trainOn);
        }
        if (novel) {
            arguments.add("--novel");
        }
        return arguments;
    }

    /** The options that say what is held out, other than {@code --novel}; empty if none is given. */
    private List<String> given() {
        List<String> given = new ArrayList<>();
        for (String argument : arguments()) {
            if (argument.startsWith("--") && !argument.equals("--novel")) {
                given.add(argument);
            }
        }
        return given;
    }

    /** Refuses options that do not fit each other. */
    void check(boolean test, BaseCommand command) {
        if (!trainOn.equals(TARGET) && !trainOn.equals(EVERY)) {
            throw command.usage("--train-on is '" + trainOn + "'; it must be target or every");
        }
        if (time == null && (validationTime != null || chosen != null)) {
            throw command.usage((validationTime != null ? "--validation-time" : "--split-targets")
                    + " is for a split by time; give --split-time too, or leave it out");
        }
        List<String> kinds = new ArrayList<>();
        kinds.addAll(test ? List.of("--test") : List.of());
        kinds.addAll(time == null ? List.of() : List.of("--split-time"));
        kinds.addAll(cold == null ? List.of() : List.of("--cold-users"));
        if (kinds.size() > 1) {
            throw command.usage(
                    String.join(" and ", kinds) + " say in different ways what the test is; give one of" + " them");
        }
        plan("", null, command);
    }

    /** Refuses options that a run that begins from another run does not have. */
    void checkFrom(BaseCommand command) {
        List<String> given = given();
        if (!given.isEmpty()) {
            String options = String.join(", ", given);
            throw command.usage(options + " cannot be given with --from: of each user the newest target event is the"
                    + " test; leave " + options + " out");
        }
    }

    /** The plan that the options ask for; wrong values are usage errors. */
    SplitPlan plan(String target, @Nullable TestTargets tests, BaseCommand command) {
        return kind(target, tests, command).novel(novel).trainOnEveryBehavior(trainOn.equals(EVERY));
    }

    private SplitPlan kind(String target, @Nullable TestTargets tests, BaseCommand command) {
        if (tests != null) {
            return SplitPlan.withTest(target, tests);
        }
        String option = time == null ? "--cold-users" : "--split-time";
        try {
            if (time != null) {
                SplitPlan plan = SplitPlan.byTime(target, time, targets(command));
                option = "--validation-time";
                return validationTime == null ? plan : plan.validateFrom(validationTime);
            }
            return cold == null ? SplitPlan.leaveLastOut(target) : SplitPlan.coldUsers(target, cold.value());
        } catch (IllegalArgumentException e) {
            throw command.usage(option + ": " + FailureReport.withoutClassName(String.valueOf(e.getMessage())));
        }
    }

    private TargetsPerUser targets(BaseCommand command) {
        if (chosen == null) {
            return TargetsPerUser.FIRST;
        }
        for (TargetsPerUser each : TargetsPerUser.values()) {
            if (each.name().toLowerCase(Locale.ROOT).equals(chosen)) {
                return each;
            }
        }
        throw command.usage("--split-targets is '" + chosen + "'; it must be first, last or every");
    }

    /** The part of the data's name that says how the log is split against the default; empty if in no other way. */
    String changes(BaseCommand command) {
        boolean kind = time != null || cold != null;
        return (kind ? ", " + kind("", null, command) : "")
                + (trainOn.equals(EVERY) ? ", trained on every behavior" : "");
    }
}
