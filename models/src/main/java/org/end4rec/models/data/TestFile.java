package org.end4rec.models.data;

/** Tests on the events of a test file, validates on each user's last target in the log. */
record TestFile(TestTargets tests) implements HeldOut {
    @Override
    public Split split(SplitBuilder builder) {
        Histories histories = builder.histories();
        int[] validated = new int[histories.users().size() + 1];
        for (int user = 1; user < validated.length; user++) {
            validated[user] = builder.previousTarget(user, histories.length(user));
        }
        for (int i = 0; i < tests.size(); i++) {
            if (tests.behavior(i) == 0 || tests.behavior(i) == builder.behavior()) {
                int user = tests.user(i);
                builder.test(new Example(user, histories.length(user), tests.item(i)));
            }
        }
        builder.checkUsers();
        if (!builder.hasTests()) {
            throw new IllegalArgumentException(
                    "Split: none of the " + tests.size() + " events of the test file is a '" + builder.target()
                            + "' event with earlier events to predict it from; give another test file or target"
                            + " behavior");
        }
        return LastTargets.validatedOn(validated, builder);
    }

    @Override
    public void hide(HeldOutItems items) {
        Histories histories = items.histories();
        int[] ends = new int[histories.users().size() + 1];
        for (int i = 0; i < tests.size(); i++) {
            items.drop(tests.user(i), tests.item(i), histories.length(tests.user(i)));
            ends[tests.user(i)] = histories.length(tests.user(i));
        }
        boolean validated = false;
        for (int user = 1; user < ends.length; user++) {
            validated |= items.holdOut(user, items.previousTarget(user, histories.length(user)));
        }
        if (!validated) {
            items.holdOutStandIns(ends);
        }
    }

    @Override
    public String toString() {
        return "by a test file";
    }
}
