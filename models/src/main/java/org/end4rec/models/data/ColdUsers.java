package org.end4rec.models.data;

/** Tests on the last target of a share of the users, whose events do not train, and validates on that of the others. */
record ColdUsers(double share) implements HeldOut {
    private boolean has(Histories histories, int user) {
        return UserShare.has("cold users", share, histories.users().id(user));
    }

    @Override
    public Split split(SplitBuilder builder) {
        Histories histories = builder.histories();
        for (int user = 1; user <= histories.users().size(); user++) {
            int last = builder.previousTarget(user, histories.length(user));
            if (has(histories, user)) {
                builder.hideFrom(user, 0);
                builder.test(user, last);
            } else {
                builder.hideFrom(user, last >= 0 ? last : histories.length(user));
                builder.validate(user, last);
            }
        }
        builder.checkUsers();
        if (!builder.hasTests() || !builder.hasValidation()) {
            throw new IllegalArgumentException("Split: no "
                    + (builder.hasTests()
                            ? "validation example is left: no user who is not cold"
                            : "test example is left: no cold user")
                    + " has a '" + builder.target() + "' event and an event before it; give a larger log, or choose "
                    + (builder.hasTests() ? "a smaller" : "a larger") + " share of cold users than "
                    + UserShare.percent(share));
        }
        return builder.build();
    }

    @Override
    public void hide(HeldOutItems items) {
        Histories histories = items.histories();
        for (int user = 1; user <= histories.users().size(); user++) {
            items.dropBefore(user, items.previousTarget(user, histories.length(user)));
        }
    }

    @Override
    public String toString() {
        return "with " + UserShare.percent(share) + " cold users";
    }
}
