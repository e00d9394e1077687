package org.end4rec.models.recommend;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.end4rec.models.counting.SharedPages;
import org.end4rec.models.data.Event;
import org.end4rec.models.data.Histories;
import org.end4rec.models.data.Split;
import org.end4rec.models.data.Vocabulary;
import org.end4rec.models.recommend.NumberedEvents.LaterEvents;

/**
 * The ids and the events of all users: those of the training log, and later ones. Users, items and behaviors that came
 * later have the numbers after those of the log. Immutable.
 */
final class GrowingHistories {
    private final Histories log;
    private final Vocabulary users;
    private final Vocabulary items;
    /** The behaviors of the log, and later ones, which no encoder knows. */
    private final Vocabulary allBehaviors;

    private final SharedPages<LaterEvents> later;

    private GrowingHistories(
            Histories log,
            Vocabulary users,
            Vocabulary items,
            Vocabulary allBehaviors,
            SharedPages<LaterEvents> later) {
        this.log = log;
        this.users = users;
        this.items = items;
        this.allBehaviors = allBehaviors;
        this.later = later;
    }

    static GrowingHistories of(Histories log) {
        return new GrowingHistories(log, log.users(), log.items(), log.behaviors(), SharedPages.empty());
    }

    /** Later events in the numbers of these ids. */
    NumberedEvents number(Iterable<Event> events) {
        return NumberedEvents.of(events, users, items, allBehaviors);
    }

    /** These histories with the events after them. */
    GrowingHistories with(NumberedEvents events) {
        Map<Integer, LaterEvents> changed = new HashMap<>();
        events.byUser().forEach((user, more) -> {
            LaterEvents before = later.get(user);
            changed.put(user, before == null ? more : before.and(more));
        });
        return new GrowingHistories(log, events.users(), events.items(), events.behaviors(), later.with(changed));
    }

    /** These histories with more items, where they are new. */
    GrowingHistories withItems(Collection<String> ids) {
        List<String> more = ids.stream().filter(id -> items.number(id) == 0).toList();
        return new GrowingHistories(log, users, items.with(more), allBehaviors, later);
    }

    Vocabulary users() {
        return users;
    }

    Vocabulary items() {
        return items;
    }

    /** The behaviors that the encoder knows. */
    Vocabulary behaviors() {
        return log.behaviors();
    }

    /** Whether an event of that behavior counts: the encoder knows the behavior. */
    boolean counts(int behavior) {
        return behavior <= log.behaviors().size();
    }

    /** Number of events of a user. */
    int length(int user) {
        LaterEvents more = later.get(user);
        return lengthInLog(user) + (more == null ? 0 : more.size());
    }

    private int lengthInLog(int user) {
        return user <= log.users().size() ? log.length(user) : 0;
    }

    /** The event of a user at a position, the oldest at 0, in ids. */
    HistoryEvent event(int user, int position) {
        LaterEvents more = later.get(user);
        int inLog = lengthInLog(user);
        if (position < inLog || more == null) {
            return new HistoryEvent(items.id(log.item(user, position)), allBehaviors.id(log.behavior(user, position)));
        }
        return new HistoryEvent(
                items.id(more.item(position - inLog)), allBehaviors.id(more.behavior(position - inLog)));
    }

    /** The events of a user, oldest first, in ids; none of an unknown user. */
    List<HistoryEvent> of(String user) {
        int number = users.number(user);
        List<HistoryEvent> events = new ArrayList<>();
        for (int i = 0; number > 0 && i < length(number); i++) {
            events.add(event(number, i));
        }
        return events;
    }

    /**
     * The items of all events that count of a user, the newest first: later events whose behavior is known, and the
     * events that training may see.
     */
    int[] counted(int user, Split split) {
        LaterEvents more = later.get(user);
        int visible = user <= log.users().size() ? split.visible(user) : 0;
        int[] counted = new int[visible + (more == null ? 0 : more.size())];
        int size = 0;
        for (int i = more == null ? -1 : more.size() - 1; more != null && i >= 0; i--) {
            if (counts(more.behavior(i))) {
                counted[size++] = more.item(i);
            }
        }
        for (int i = visible - 1; i >= 0; i--) {
            counted[size++] = log.item(user, i);
        }
        return Arrays.copyOf(counted, size);
    }
}
