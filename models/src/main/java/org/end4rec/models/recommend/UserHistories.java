package org.end4rec.models.recommend;

import java.util.AbstractList;
import java.util.RandomAccess;
import org.end4rec.models.data.Vocabulary;

/** The users of a log with their histories, each made when it is asked for. */
final class UserHistories extends AbstractList<UserHistory> implements RandomAccess {
    private final Recommender recommender;
    private final Vocabulary users;

    UserHistories(Recommender recommender, Vocabulary users) {
        this.recommender = recommender;
        this.users = users;
    }

    @Override
    public UserHistory get(int index) {
        String user = users.ids().get(index);
        return new UserHistory(user, recommender.historyOf(user));
    }

    @Override
    public int size() {
        return users.size();
    }
}
