package org.end4rec.models.data;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What to leave out of a log before it is split. A cleaning without settings changes nothing. Users, items and
 * behaviors without an event that is left lose their numbers; the others are numbered anew, in the order of the old
 * numbers.
 *
 * <p>The steps have a fixed order, whatever the order of the settings: behaviors, times, repeats, heavy users, sample,
 * core. So repeats are compared, and events counted, under the final names and within the window; repeats make no heavy
 * user; heavy users are those of the whole log and not of a sample; and the core holds for what is left in the end.
 * Immutable: each method returns a cleaning with another setting.
 *
 * <pre>{@code
 * Cleaning cleaning = Cleaning.NONE.fromTime("2017-11-25").minUserEvents(5).minItemEvents(5);
 * Cleaned cleaned = cleaning.apply(Histories.of(log));
 * cleaned.steps().forEach(System.out::println);
 * }</pre>
 */
public final class Cleaning {
    /** Leaves everything as it is. */
    public static final Cleaning NONE = new Cleaning(Map.of());

    /** The steps in their order. */
    private enum Order {
        BEHAVIORS,
        TIMES,
        REPEATS,
        HEAVY_USERS,
        SAMPLE,
        CORE
    }

    private final Map<Order, CleaningStep> steps;

    private Cleaning(Map<Order, CleaningStep> steps) {
        this.steps = steps;
    }

    private Cleaning with(Order order, CleaningStep step) {
        Map<Order, CleaningStep> more = new EnumMap<>(Order.class);
        more.putAll(steps);
        more.put(order, step);
        return new Cleaning(more);
    }

    private BehaviorNames names() {
        return steps.get(Order.BEHAVIORS) instanceof BehaviorNames names
                ? names
                : new BehaviorNames(Map.of(), Set.of());
    }

    private TimeWindow window() {
        return steps.get(Order.TIMES) instanceof TimeWindow window ? window : new TimeWindow(null, null);
    }

    private EventCore core() {
        return steps.get(Order.CORE) instanceof EventCore core ? core : new EventCore(1, 1);
    }

    /**
     * Gives behaviors other names; behaviors with one name are merged. Other behaviors keep their names.
     *
     * @param names new names by the names in the log
     * @throws IllegalArgumentException if a behavior is renamed and dropped, or a name is empty
     */
    public Cleaning behaviors(Map<String, String> names) {
        return with(Order.BEHAVIORS, new BehaviorNames(names, names().dropped()));
    }

    /**
     * Drops the events of behaviors.
     *
     * @param names names in the log
     * @throws IllegalArgumentException if a behavior is renamed and dropped
     */
    public Cleaning withoutBehaviors(Set<String> names) {
        return with(Order.BEHAVIORS, new BehaviorNames(names().names(), names));
    }

    /**
     * Drops the events before a time.
     *
     * @param time a date as in a log, such as {@code 2017-11-25}, or a number in the unit of the log
     * @throws IllegalArgumentException if it is neither
     */
    public Cleaning fromTime(String time) {
        return with(Order.TIMES, new TimeWindow(LogTime.parse("Cleaning.fromTime", time), window().to()));
    }

    /** Drops the events after a time, as {@link #fromTime}; a date without a time of day is the whole day. */
    public Cleaning toTime(String time) {
        return with(Order.TIMES, new TimeWindow(window().from(), LogTime.parse("Cleaning.toTime", time)));
    }

    /**
     * Drops an event if its user has an equal event that is kept and not longer ago than the span. Equal events have
     * the same item and behavior.
     *
     * @throws IllegalArgumentException if the span is not above 0
     */
    public Cleaning repeatsWithin(Duration span) {
        if (span.isNegative() || span.isZero()) {
            throw new IllegalArgumentException("Cleaning: repeatsWithin is " + span + "; it must be above 0");
        }
        return with(Order.REPEATS, new RepeatsWithin(span));
    }

    /**
     * Drops users that have more events than a quantile of all users: the smallest number such that a share q of the
     * users has no more events. Programs that walk through a shop are among them.
     *
     * @param quantile q, above 0 and at most 1; 1 drops nobody
     */
    public Cleaning maxUserQuantile(double quantile) {
        return with(Order.HEAVY_USERS, new HeavyUsers(UserShare.check("Cleaning: maxUserQuantile", quantile)));
    }

    /**
     * Keeps a share of the users, chosen by a hash of their ids. So the order of the rows does not matter, every
     * machine chooses the same users, and a smaller sample is a part of a larger one.
     *
     * @param share above 0 and at most 1
     */
    public Cleaning sampleUsers(double share) {
        return with(Order.SAMPLE, new UserSample(UserShare.check("Cleaning: sampleUsers", share)));
    }

    /**
     * Drops users with fewer events; together with {@link #minItemEvents} again and again, until both hold. Events
     * count, not different items: ten events on one item are ten.
     *
     * @param least from 1
     */
    public Cleaning minUserEvents(int least) {
        return with(Order.CORE, new EventCore(checkLeast("minUserEvents", least), core().ofItem()));
    }

    /** Drops items with fewer events, as {@link #minUserEvents}; ten events of one user are ten. */
    public Cleaning minItemEvents(int least) {
        return with(Order.CORE, new EventCore(core().ofUser(), checkLeast("minItemEvents", least)));
    }

    private static int checkLeast(String what, int least) {
        if (least < 1) {
            throw new IllegalArgumentException("Cleaning: " + what + " is " + least + "; it must be at least 1");
        }
        return least;
    }

    /** Whether there is nothing to do. */
    public boolean isEmpty() {
        return steps.isEmpty();
    }

    /**
     * Cleans: O(events), with memory for a bit for each event, some numbers for each user and item, and the events that
     * are left.
     *
     * @throws IllegalArgumentException if the log lacks what a step needs, such as times or a behavior, or a step
     *     leaves no event
     */
    public Cleaned apply(Histories histories) {
        Objects.requireNonNull(histories, "histories");
        Selection events = new Selection(histories);
        List<Cleaned.Step> done = new ArrayList<>();
        for (CleaningStep step : steps.values()) {
            int before = events.events();
            String what = step.apply(events);
            if (events.events() == 0) {
                throw new IllegalArgumentException(nothingLeft(what, before, step, histories));
            }
            done.add(new Cleaned.Step(what, events.events(), events.users(), events.items()));
        }
        return new Cleaned(events, done);
    }

    private static String nothingLeft(String what, int before, CleaningStep step, Histories histories) {
        return String.format(
                Locale.ROOT,
                "Cleaning: no event is left: %s, and none of %,d events is there%s; choose a milder setting",
                what,
                before,
                step instanceof TimeWindow ? ", since the times of the log are " + LogTime.span(histories) : "");
    }

    /** The settings in the order of the steps, as in {@code 10% of the users, ...}; empty without settings. */
    @Override
    public String toString() {
        return steps.values().stream().map(CleaningStep::toString).collect(Collectors.joining(", "));
    }
}
