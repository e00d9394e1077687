package org.end4rec.models.data;

import java.util.List;

/** Where a reader puts the events of a log. Ids get their numbers by first appearance. */
abstract class EventStore {
    final IdTable users = new IdTable();
    final IdTable items = new IdTable();
    final IdTable behaviors = new IdTable();
    final IdTable labels = new IdTable();
    final IdIndex userIndex = new IdIndex(users);
    final IdIndex itemIndex = new IdIndex(items);
    final IdIndex labelIndex = new IdIndex(labels);
    final IdIndex behaviorIndex = new IdIndex(behaviors);
    SkippedRows skipped = SkippedRows.NONE;
    List<String> notes = List.of();
    boolean timed = true;
    long stepsPerUnit = 1;
    long stepsPerSecond;

    /**
     * Adds an event.
     *
     * @throws EventLogException if the events cannot be kept
     */
    abstract void add(int user, int item, int behavior, long timestamp, int label) throws EventLogException;

    /** Multiplies every time so far by the factor, since times have finer steps from here on. */
    abstract void refineTimes(long factor);

    /** Number of events. */
    abstract long size();
}
