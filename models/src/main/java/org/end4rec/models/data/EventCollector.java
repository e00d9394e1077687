package org.end4rec.models.data;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the events of the rows of one file or several. */
final class EventCollector {
    private final LogSettings settings;
    private final EventStore events;
    private final TimeColumn times;
    private final List<String> notes = new ArrayList<>();
    private @Nullable String firstSource;

    EventCollector(LogSettings settings, EventStore events) {
        this.settings = settings;
        this.events = events;
        this.times = new TimeColumn(settings.timeFormat());
    }

    /** Begins a file, whose rows are added to what this returns. */
    FileEvents begin(LogLayout layout, String source) throws EventLogException {
        boolean timed = layout.columns().timestamp() >= 0;
        boolean several = firstSource != null;
        if (firstSource == null) {
            firstSource = source;
            events.timed = timed;
        } else if (events.timed != timed) {
            throw new EventLogException(source + ": " + (timed ? "has" : "has no") + " times, and " + firstSource
                    + (timed ? " has none" : " has times") + "; give files of one kind");
        }
        for (String note : layout.notes()) {
            notes.add(several ? source + ": " + note : note);
        }
        times.begin(several ? source : "");
        return new FileEvents(layout, source, events, times, settings.skipBadRows());
    }

    /** Adds all events of a prepared log. */
    void addAll(PreparedLog log) throws EventLogException {
        Histories before = log.histories();
        TimeScale scale = log.files().times();
        firstSource = log.folder().toString();
        events.timed = scale.timed();
        add(before.users(), events.users);
        add(before.items(), events.items);
        add(before.behaviors(), events.behaviors);
        add(before.labels(), events.labels);
        long largest = 0;
        for (int user = 1; user <= before.users().size(); user++) {
            for (int position = 0; position < before.length(user); position++) {
                long timestamp = before.timestamp(user, position);
                largest = Math.max(largest, Math.abs(timestamp));
                events.add(
                        user,
                        before.item(user, position),
                        before.behavior(user, position),
                        timestamp,
                        before.label(user, position));
            }
        }
        times.continueFrom(scale, before.events(), largest, firstSource);
    }

    private static void add(Vocabulary ids, IdTable table) {
        for (int number = 1; number <= ids.size(); number++) {
            char[] id = ids.id(number).toCharArray();
            table.add(id, 0, id.length);
        }
    }

    /** Completes the events, and says how their times are counted. */
    TimeScale finish() throws EventLogException {
        if (events.size() == 0) {
            SkippedRows skipped = events.skipped;
            throw new EventLogException(
                    skipped.count() == 0
                            ? firstSource + ": there is no event after the header; expected one event per line"
                            : firstSource + ": all " + skipped.count() + " rows are bad, the first: "
                                    + skipped.first());
        }
        notes.addAll(times.notes());
        NumericIds.note("users", events.users, notes);
        NumericIds.note("items", events.items, notes);
        events.notes = notes;
        events.stepsPerUnit = times.stepsPerUnit();
        events.stepsPerSecond = times.stepsPerSecond();
        return times.scale(events.timed);
    }
}
