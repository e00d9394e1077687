package org.end4rec.models.description;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.end4rec.models.data.Event;
import org.end4rec.models.data.EventLog;
import org.end4rec.models.data.EventLogReader;
import org.end4rec.models.data.Histories;

/** A small random log as plain events of each user by time, for oracles, and as histories. */
record RandomLog(Map<String, List<Event>> users, Histories histories) {
    static final List<String> BEHAVIORS = List.of("click", "cart", "buy", "fav");

    /** @param times a time is below this number */
    static RandomLog of(SplittableRandom random, long begin, long times, long step) {
        List<Event> events = new ArrayList<>();
        int users = 3 + random.nextInt(9);
        int items = 2 + random.nextInt(12);
        int behaviors = 1 + random.nextInt(BEHAVIORS.size());
        int size = 20 + random.nextInt(120);
        for (int i = 0; i < size; i++) {
            events.add(new Event(
                    "u" + random.nextInt(users),
                    "i" + Math.min(random.nextInt(items), random.nextInt(items)),
                    BEHAVIORS.get(random.nextInt(behaviors)),
                    begin + step * random.nextLong(times)));
        }
        return of(events);
    }

    static RandomLog of(List<Event> events) {
        Map<String, List<Event>> users = new LinkedHashMap<>();
        events.forEach(event ->
                users.computeIfAbsent(event.user(), user -> new ArrayList<>()).add(event));
        users.values().forEach(history -> history.sort(Comparator.comparingLong(Event::timestamp)));
        return new RandomLog(users, Histories.of(read(events)));
    }

    /** By way of a file, so that the unit of the times is known. */
    private static EventLog read(List<Event> events) {
        try {
            Path file = Files.createTempFile("end4rec-log", ".tsv");
            try {
                List<String> rows = new ArrayList<>(List.of("user_id\titem_id\tbehavior\ttimestamp"));
                events.forEach(event -> rows.add(
                        event.user() + "\t" + event.item() + "\t" + event.behavior() + "\t" + event.timestamp()));
                Files.write(file, rows);
                return new EventLogReader().read(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Event> events() {
        return users.values().stream().flatMap(List::stream).toList();
    }
}
