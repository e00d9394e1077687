package org.end4rec.models.data;

import java.util.Locale;
import org.end4rec.models.data.SplitPlan.TargetsPerUser;
import org.jspecify.annotations.Nullable;

/**
 * A split at a time that is a date, a number, or a share of the events.
 *
 * @param test when the test begins
 * @param validation when the validation begins; null for the last tenth of the events before the test
 * @param chosen which targets of a user count
 */
record TimeShares(SplitTime test, @Nullable SplitTime validation, TargetsPerUser chosen) implements HeldOut {
    private static final double TRAINED = 0.9;
    private static final double SAME_BEGIN = 0.9;
    private static final int USERS_NEEDED = 3;

    @Override
    public HeldOut on(Histories histories) {
        LogTime.checkTimes("SplitPlan.byTime", histories);
        checkClock(histories);
        TimeOrder order = new TimeOrder(histories);
        long tested = test.steps(order);
        if (order.before(tested) == 0) {
            throw new IllegalArgumentException("SplitPlan.byTime: no event is before the test, which begins at "
                    + LogTime.shown(tested, histories) + "; the times of the log are " + LogTime.span(histories)
                    + "; choose a later time");
        }
        long validated = validation == null ? order.at(TRAINED, tested) : validation.steps(order);
        if (validated >= tested) {
            throw new IllegalArgumentException("SplitPlan.byTime: the validation begins at "
                    + LogTime.shown(validated, histories) + ", and the test at " + LogTime.shown(tested, histories)
                    + "; choose an earlier time for the validation");
        }
        String text = "training before " + LogTime.shown(validated, histories) + ", validation before "
                + LogTime.shown(tested, histories) + ", then the test; " + TimeCut.described(chosen);
        return new TimeCut(validated, tested, chosen, text);
    }

    /** Refuses times that each user has for himself, such as seconds since the begin of a session. */
    private static void checkClock(Histories histories) {
        long first = Long.MAX_VALUE;
        int begun = 0;
        int users = 0;
        for (int user = 1; user <= histories.users().size(); user++) {
            if (histories.length(user) > 0) {
                long time = histories.timestamp(user, 0);
                users++;
                begun = time < first ? 1 : time == first ? begun + 1 : begun;
                first = Math.min(first, time);
            }
        }
        if (histories.stepsPerSecond() == 0 && users >= USERS_NEEDED && begun >= SAME_BEGIN * users) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "SplitPlan.byTime: %,d of %,d users begin at the time %s, so the times seem to be counted anew for"
                            + " each user; a split by time needs a clock that all users share",
                    begun,
                    users,
                    LogTime.shown(first, histories)));
        }
    }

    @Override
    public Split split(SplitBuilder builder) {
        return on(builder.histories()).split(builder);
    }

    @Override
    public void hide(HeldOutItems items) {
        on(items.histories()).hide(items);
    }

    @Override
    public String toString() {
        return "by time at " + test + (validation == null ? "" : ", validation from " + validation) + ", "
                + TimeCut.described(chosen);
    }
}
