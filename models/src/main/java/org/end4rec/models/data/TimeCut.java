package org.end4rec.models.data;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import org.end4rec.models.data.SplitPlan.TargetsPerUser;

/**
 * Trains on the events before one time, validates on targets from there on, and tests on targets from a later time on.
 *
 * @param validation first step of the validation
 * @param test first step of the test
 * @param chosen which targets of a user count, in the validation and in the test
 * @param text the times as a user reads them
 */
record TimeCut(long validation, long test, TargetsPerUser chosen, String text) implements HeldOut {
    @Override
    public Split split(SplitBuilder builder) {
        Histories histories = builder.histories();
        LogTime.checkTimes("SplitPlan.byTime", histories);
        for (int user = 1; user <= histories.users().size(); user++) {
            int of = user;
            int validated = first(histories, user, validation);
            int tested = first(histories, user, test);
            builder.hideFrom(user, validated);
            UserTargets targets =
                    new UserTargets(histories, user, builder.behavior(), builder.novel(), position -> true);
            targets.oldestFirst(validated, tested, chosen).forEach(position -> builder.validate(of, position));
            targets.oldestFirst(tested, histories.length(user), chosen).forEach(position -> builder.test(of, position));
        }
        builder.checkUsers();
        if (!builder.hasTests() || !builder.hasValidation()) {
            throw none(builder);
        }
        return builder.build();
    }

    private IllegalArgumentException none(SplitBuilder builder) {
        Histories histories = builder.histories();
        boolean ofTest = !builder.hasTests();
        String from = LogTime.shown(ofTest ? test : validation, histories);
        return new IllegalArgumentException("Split: no " + (ofTest ? "test" : "validation") + " example is left: no '"
                + builder.target() + "' event "
                + (ofTest ? "from " + from + " on" : "from " + from + " to " + LogTime.shown(test, histories))
                + " has an event of its user before it; the times of the log are " + LogTime.span(histories)
                + "; choose an earlier time for the " + (ofTest ? "test" : "validation, or a later one for the test"));
    }

    /** The position of the first event that is not before a time. */
    private static int first(Histories histories, int user, long time) {
        int low = 0;
        int high = histories.length(user);
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (histories.timestamp(user, middle) < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * The targets of a user that can be predicted from an event before them.
     *
     * @param novel whether events on the target do not count as events before it
     * @param there whether an event is there; asked anew for each target
     */
    private record UserTargets(Histories histories, int user, int behavior, boolean novel, IntPredicate there) {
        /** Gives the chosen positions from {@code from} to {@code to} − 1, the newest first. */
        void choose(int from, int to, TargetsPerUser chosen, IntConsumer give) {
            if (chosen == TargetsPerUser.FIRST) {
                int position = from;
                while (position < to && !has(position)) {
                    position++;
                }
                if (position < to) {
                    give.accept(position);
                }
                return;
            }
            for (int position = to - 1; position >= from; position--) {
                if (has(position)) {
                    give.accept(position);
                    if (chosen == TargetsPerUser.LAST) {
                        return;
                    }
                }
            }
        }

        Deque<Integer> oldestFirst(int from, int to, TargetsPerUser chosen) {
            Deque<Integer> positions = new ArrayDeque<>();
            choose(from, to, chosen, positions::addFirst);
            return positions;
        }

        private boolean has(int position) {
            if (histories.behavior(user, position) != behavior || !there.test(position)) {
                return false;
            }
            for (int before = 0; before < position; before++) {
                boolean counts = !novel || histories.item(user, before) != histories.item(user, position);
                if (counts && there.test(before)) {
                    return true;
                }
            }
            return false;
        }
    }

    @Override
    public void hide(HeldOutItems items) {
        Histories histories = items.histories();
        for (int user = 1; items.behavior() > 0 && user <= histories.users().size(); user++) {
            int of = user;
            int validated = first(histories, user, validation);
            int tested = first(histories, user, test);
            UserTargets targets =
                    new UserTargets(histories, user, items.behavior(), true, position -> items.has(of, position));
            IntConsumer drop = position -> items.dropBefore(of, position);
            targets.choose(tested, histories.length(user), chosen, drop);
            targets.choose(validated, tested, chosen, drop);
        }
    }

    /** What messages say of the chosen targets. */
    static String described(TargetsPerUser chosen) {
        return chosen.name().toLowerCase(Locale.ROOT)
                + (chosen == TargetsPerUser.EVERY ? " target" : " targets")
                + " of the users";
    }

    @Override
    public String toString() {
        return "by time: " + text;
    }
}
