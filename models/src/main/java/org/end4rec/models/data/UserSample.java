package org.end4rec.models.data;

/** Keeps a share of the users. */
record UserSample(double share) implements CleaningStep {
    @Override
    public String apply(Selection events) {
        Vocabulary users = events.histories().users();
        for (int user = 1; user <= users.size(); user++) {
            if (events.ofUser(user) > 0 && !UserShare.has("sample of users", share, users.id(user))) {
                events.dropUser(user);
            }
        }
        return toString();
    }

    @Override
    public String toString() {
        return UserShare.percent(share) + " of the users";
    }
}
