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

    /** Completes the events. */
    void finish() throws EventLogException {
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
    }
}
