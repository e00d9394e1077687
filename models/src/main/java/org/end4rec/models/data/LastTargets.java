package org.end4rec.models.data;

/** Tests on each user's last target, validates on the target before it. */
record LastTargets() implements HeldOut {
    @Override
    public Split split(SplitBuilder builder) {
        Histories histories = builder.histories();
        int[] validated = new int[histories.users().size() + 1];
        for (int user = 1; user < validated.length; user++) {
            int last = builder.previousTarget(user, histories.length(user));
            builder.hideFrom(user, last >= 0 ? last : histories.length(user));
            validated[user] = builder.previousTarget(user, last);
            builder.test(user, last);
        }
        builder.checkUsers();
        if (!builder.hasTests()) {
            throw SplitBuilder.noExample("test", "a '" + builder.target() + "' event and an event before it");
        }
        return validatedOn(validated, builder);
    }

    /**
     * Validates on these targets; if there is no example among them, on the event before each test.
     *
     * @param validated [users+1] position of the target that validates, −1 if a user has none
     */
    static Split validatedOn(int[] validated, SplitBuilder builder) {
        for (int user = 1; user < validated.length; user++) {
            builder.validate(user, validated[user]);
        }
        if (builder.hasValidation()) {
            for (int user = 1; user < validated.length; user++) {
                if (validated[user] >= 0) {
                    builder.hideFrom(user, validated[user]);
                }
            }
        } else {
            builder.validateBeforeTests();
        }
        if (!builder.hasValidation()) {
            throw SplitBuilder.noExample("validation", "two events before the test event");
        }
        return builder.build();
    }

    @Override
    public void hide(HeldOutItems items) {
        Histories histories = items.histories();
        int[] ends = new int[histories.users().size() + 1];
        boolean validated = false;
        for (int user = 1; user < ends.length; user++) {
            int last = items.previousTarget(user, histories.length(user));
            items.dropBefore(user, last);
            validated |= items.holdOut(user, items.previousTarget(user, last));
            ends[user] = last;
        }
        if (!validated) {
            items.holdOutStandIns(ends);
        }
    }

    @Override
    public String toString() {
        return "by the last targets";
    }
}
