package org.end4rec.models.description;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Looks for what would make an evaluation wrong. Each figure has a bar; below it nothing is said. */
final class EvaluationWarnings {
    private static final double MANY_REPEATED = 0.1;
    private static final double MANY_TIED = 0.5;
    private static final double MANY_TIED_DAYS = 0.1;
    private static final double MANY_UNSEEN = 0.05;
    private static final double MANY_UNKNOWN = 0.01;
    private static final double MANY_COPIES = 0.01;
    private static final double MANY_REPEATS = 0.2;
    private static final double MANY_NEW = 0.05;
    private static final double MANY_WITH_ONE = 0.9;
    private static final double FEW_EXAMPLES = 0.1;
    private static final double FEW_USERS = 0.05;
    private static final double HEAVY_USERS = 0.001;
    private static final double HEAVY_SHARE = 0.1;
    private static final int USERS_FOR_HEAVY = 1000;
    private static final int FEW_TESTS = 1000;

    private final LogDescription log;
    private final List<EvaluationWarning> found = new ArrayList<>();

    EvaluationWarnings(LogDescription log) {
        this.log = log;
    }

    List<EvaluationWarning> list() {
        HeldOutEvents heldOut = log.heldOut();
        addTestFile(log.test());
        if (heldOut != null && heldOut.fault() != null) {
            add(
                    "no-split",
                    1,
                    "This log cannot be split for '" + heldOut.target() + "': " + heldOut.fault() + ".",
                    "Choose another --target or another split, or give a larger log.");
        }
        if (heldOut != null && heldOut.fault() == null) {
            addRepeated(heldOut);
        }
        addTies(heldOut);
        if (heldOut != null && heldOut.fault() == null) {
            addUnseen(heldOut);
            addFuture(heldOut);
            addTargets(heldOut);
            addSize(heldOut);
        }
        addLog();
        return List.copyOf(found);
    }

    private void add(String name, double share, String sentence, String advice) {
        found.add(new EvaluationWarning(name, sentence, share, advice));
    }

    private void addTestFile(FoundInTest test) {
        int known = test.rows() - test.unknown();
        if (test.inLog() > 0) {
            add(
                    "test-in-log",
                    Figure.share(test.inLog(), known),
                    Figure.part(test.inLog(), known, "test events")
                            + " are in the log: a model is trained on the answers.",
                    "Leave these events out with --test-overlap leave-out. If users really repeat an event, keep them"
                            + " with --test-overlap keep.");
        }
        if (test.later() > 0) {
            add(
                    "after-test",
                    Figure.share(test.later(), log.events()),
                    Figure.of(test.later(), "event") + " of the log are later than the first test event of the user:"
                            + " the input knows the future.",
                    "Leave these events out with --test-overlap leave-out.");
        }
        if (test.twice() > 0) {
            add(
                    "test-twice",
                    Figure.share(test.twice(), known),
                    Figure.part(test.twice(), known, "rows of the test file")
                            + " repeat an earlier row, and would count" + " more than once.",
                    "Leave these rows out with --test-overlap leave-out.");
        }
        if (test.unknown() > 0 && test.unknown() >= MANY_UNKNOWN * test.rows()) {
            add(
                    "unknown-tests",
                    Figure.share(test.unknown(), test.rows()),
                    Figure.part(test.unknown(), test.rows(), "rows of the test file") + " name a user, an item or a"
                            + " behavior that the log does not have: these rows are left out, and the rest is easier.",
                    "Check that both files write the ids in the same way. Clean the log less.");
        }
    }

    private void addRepeated(HeldOutEvents heldOut) {
        HeldOutEvents.Part test = heldOut.test();
        HeldOutEvents.Part validation = heldOut.validation();
        boolean inTest = test.repeated() > 0 && test.repeated() >= MANY_REPEATED * test.size();
        boolean inValidation = validation.repeated() > 0 && validation.repeated() >= MANY_REPEATED * validation.size();
        if (inTest) {
            add(
                    "repeats",
                    Figure.share(test.repeated(), test.size()),
                    Figure.part(test.repeated(), test.size(), "test events")
                            + " are on an item that the user had before,"
                            + " " + Figure.percent(Figure.share(test.justBefore(), test.size()))
                            + " on the item of the event just before: a model that repeats the history looks"
                            + " brilliant.",
                    "Ask for items that are new to the user with --novel. Where users really come back to an item,"
                            + " report both.");
        } else if (inValidation) {
            add(
                    "repeats",
                    Figure.share(validation.repeated(), validation.size()),
                    Figure.part(validation.repeated(), validation.size(), "validation events")
                            + " are on an item that the"
                            + " user had before, and only "
                            + Figure.percent(Figure.share(test.repeated(), test.size()))
                            + " of the test events: the training learns to repeat the history, and the test asks for"
                            + " something else.",
                    "Train and validate on items that are new to the user, too, with --novel.");
        }
    }

    private void addTies(@Nullable HeldOutEvents heldOut) {
        TimeSpan times = log.times();
        double share = Figure.share(times.tied(), log.events());
        boolean ofDays = times.isOfDays();
        if (times.tied() == 0 || share < (ofDays ? MANY_TIED_DAYS : MANY_TIED)) {
            if (!times.timed()) {
                add(
                        "no-times",
                        1,
                        "The log has no times, so the order of the rows counts as the order of the events.",
                        "Give a log with times, or make sure that the rows of each user are in order.");
            }
            return;
        }
        String tests = "";
        if (heldOut != null && heldOut.test().tied() > 0) {
            HeldOutEvents.Part test = heldOut.test();
            tests = " So it is for " + Figure.part(test.tied(), test.size(), "test events") + " and the event before.";
        }
        add(
                "ties",
                share,
                (ofDays ? "The times are days. " : "") + Figure.part(times.tied(), log.events(), "events") + " have the"
                        + (ofDays ? " day" : " time") + " of another event of their user, and the order of the rows"
                        + " decides which event comes first." + tests,
                "Give finer times, or make sure that the rows are in the order of the events. --novel helps where users"
                        + " click and buy an item at the same time"
                        + (log.use().repeats() > 0
                                ? ", and --repeats-within " + (ofDays ? "1d" : "1s") + " where they repeat events."
                                : "."));
    }

    private void addUnseen(HeldOutEvents heldOut) {
        HeldOutEvents.Part test = heldOut.test();
        if (test.unseen() > 0 && test.unseen() >= MANY_UNSEEN * test.size()) {
            add(
                    "unseen",
                    Figure.share(test.unseen(), test.size()),
                    Figure.part(test.unseen(), test.size(), "test events")
                            + " are on items that training never sees: no"
                            + " model can predict these items, and each counts as a miss.",
                    heldOut.plan().isNovel()
                            ? "Nothing: with --novel these test events are left out."
                            : "Give a larger log, leave rare items out with --min-item-events 5, or hold out less.");
        }
    }

    private void addFuture(HeldOutEvents heldOut) {
        double share = log.periods().lateNewShare();
        if (heldOut.test().future() > 0 && share >= MANY_NEW) {
            add(
                    "future",
                    share,
                    Figure.percent(share) + " of the events in the last tenth of the time are on items that are new in"
                            + " it, and "
                            + Figure.part(
                                    heldOut.test().future(), heldOut.test().size(), "test events")
                            + " are older than events that train: a model learns from other users what will"
                            + " be in fashion.",
                    "Train on what happened before the test with --split-time 80%.");
        }
    }

    private void addTargets(HeldOutEvents heldOut) {
        long train = heldOut.train();
        int tests = heldOut.test().size();
        double withOne = Figure.share(heldOut.usersWithOne(), heldOut.users());
        if (withOne >= MANY_WITH_ONE && 2 * train < tests) {
            add(
                    "one-target",
                    withOne,
                    Figure.part(heldOut.usersWithOne(), heldOut.users(), "users") + " with '" + heldOut.target()
                            + "' have it once, and this event is held out: only " + Figure.of(train, "event")
                            + " can train" + (heldOut.hasStandIns() ? ", and other events must validate" : "") + ".",
                    "Train on the other behaviors with --train-on every.");
        } else if (train < FEW_EXAMPLES * tests) {
            add(
                    "few-examples",
                    Figure.share(train, tests),
                    "There are only " + Figure.of(train) + " events to train on for " + Figure.of(tests)
                            + " test events: a model has almost nothing to learn from.",
                    "Train on the other behaviors with --train-on every.");
        }
    }

    private void addSize(HeldOutEvents heldOut) {
        int tests = heldOut.test().size();
        if (tests < FEW_TESTS) {
            add(
                    "few-tests",
                    Figure.share(tests, FEW_TESTS),
                    "There are only " + Figure.of(tests, "test event") + ": the 95 % interval of HR@10 is up to ±"
                            + String.format(Locale.ROOT, "%.3f", Math.min(1, 1.96 * 0.5 / Math.sqrt(tests)))
                            + ", and a smaller difference between two models is chance.",
                    "Give a larger log or a more frequent --target; repeat trainings with several seeds.");
        }
        double users = Figure.share(heldOut.users(), log.users());
        if (users < FEW_USERS) {
            add(
                    "few-users",
                    users,
                    "Only " + Figure.part(heldOut.users(), log.users(), "users") + " have a '" + heldOut.target()
                            + "' event: metrics say nothing of the others.",
                    "Train on the events of all users with --train-on every, or choose a more frequent --target.");
        }
    }

    private void addLog() {
        long all = (long) log.events() + log.copies();
        if (log.copies() >= MANY_COPIES * all && log.copies() > 0) {
            add(
                    "copies",
                    Figure.share(log.copies(), all),
                    Figure.part(log.copies(), all, "events of the log") + " are copies of others: a program wrote them"
                            + " twice, or the same file is in the log twice.",
                    "They are left out of all other figures. If users really do the same thing several times within a"
                            + " second, take --keep-copies.");
        }
        double repeats = Figure.share(log.use().repeats(), log.events());
        if (repeats >= MANY_REPEATS) {
            add(
                    "bursts",
                    repeats,
                    Figure.part(log.use().repeats(), log.events(), "events")
                            + " repeat an earlier event of the same user,"
                            + " item and behavior: a model is paid for predicting the same item again.",
                    "Leave repeats out with --repeats-within, such as 1h or 1d, or ask for new items with --novel.");
        }
        double heavy = log.lengths().ofTop(HEAVY_USERS);
        if (log.users() >= USERS_FOR_HEAVY && heavy >= HEAVY_SHARE) {
            add(
                    "heavy-users",
                    heavy,
                    "One user in a thousand has " + Figure.percent(heavy) + " of all events, up to "
                            + Figure.of(log.lengths().quantile(1)) + ": such users are often programs.",
                    "Leave them out with --max-user-quantile 0.999.");
        }
    }
}
