package org.end4rec.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.end4rec.models.data.Cleaned;
import org.end4rec.models.data.Cleaning;
import org.end4rec.models.data.Histories;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that leave events of a log out. */
final class CleaningOptions {
    private static final Pattern SPAN = Pattern.compile("([0-9]{1,9})(ms|s|min|h|d)");

    @Option(
            names = "--behaviors",
            split = ",",
            paramLabel = "NEW=OLD+OLD",
            description = "Rename and merge behaviors, as in click=view+pv,buy=order. Default: as in the log.")
    private List<String> behaviors = List.of();

    @Option(
            names = "--drop-behaviors",
            split = ",",
            paramLabel = "OLD",
            description = "Leave out the events of these behaviors, by their names in the log. Default: none.")
    private List<String> dropped = List.of();

    @Option(
            names = "--from-time",
            paramLabel = "TIME",
            description = "Leave out events before this time: a date, or a number in the unit of the log. Default:"
                    + " none.")
    private @Nullable String from;

    @Option(
            names = "--to-time",
            paramLabel = "TIME",
            description = "Leave out events after this time; a date without a time of day is the whole day. Default:"
                    + " none.")
    private @Nullable String to;

    @Option(
            names = "--repeats-within",
            paramLabel = "SPAN",
            description = "Leave out an event if its user has an equal event, of the same item and behavior, that is"
                    + " kept and not longer ago: such as 30s, 10min, 1h or 2d. Default: none, but see --keep-copies.")
    private @Nullable String span;

    @Option(
            names = "--max-user-quantile",
            paramLabel = "Q",
            converter = Share.Reader.class,
            description = "Leave out users with more events than this share of the users has, such as 0.999. Default:"
                    + " 1, nobody.")
    private @Nullable Share quantile;

    @Option(
            names = "--sample-users",
            paramLabel = "SHARE",
            converter = Share.Reader.class,
            description = "Keep a share of the users, such as 10%%, chosen by their ids. Default: 100%%.")
    private @Nullable Share sample;

    @Option(
            names = "--min-user-events",
            paramLabel = "n",
            description = "Leave out users with fewer events; with --min-item-events until both hold. Default: 1.")
    private @Nullable Integer minUserEvents;

    @Option(
            names = "--min-item-events",
            paramLabel = "n",
            description = "Leave out items with fewer events. Default: 1.")
    private @Nullable Integer minItemEvents;

    /** The options as they were given, for a command that reads the same log. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        LogOptions.add(arguments, "--behaviors", behaviors.isEmpty() ? null : String.join(",", behaviors));
        LogOptions.add(arguments, "--drop-behaviors", dropped.isEmpty() ? null : String.join(",", dropped));
        LogOptions.add(arguments, "--from-time", from);
        LogOptions.add(arguments, "--to-time", to);
        LogOptions.add(arguments, "--repeats-within", span);
        LogOptions.add(arguments, "--max-user-quantile", quantile);
        LogOptions.add(arguments, "--sample-users", sample);
        LogOptions.add(arguments, "--min-user-events", minUserEvents);
        LogOptions.add(arguments, "--min-item-events", minItemEvents);
        return arguments;
    }

    /** The cleaning that the options ask for; wrong values are usage errors. */
    Cleaning cleaning(BaseCommand command) {
        Cleaning made = Cleaning.NONE;
        made = with(made, "--behaviors", behaviors.isEmpty() ? null : behaviors, this::renamed, command);
        made = with(
                made,
                "--drop-behaviors",
                dropped.isEmpty() ? null : dropped,
                (cleaning, names) -> cleaning.withoutBehaviors(new LinkedHashSet<>(names)),
                command);
        made = with(made, "--from-time", from, Cleaning::fromTime, command);
        made = with(made, "--to-time", to, Cleaning::toTime, command);
        made = with(made, "--repeats-within", span, (cleaning, text) -> cleaning.repeatsWithin(span(text)), command);
        made = with(
                made,
                "--max-user-quantile",
                quantile,
                (cleaning, share) -> cleaning.maxUserQuantile(share.value()),
                command);
        made = with(made, "--sample-users", sample, (cleaning, share) -> cleaning.sampleUsers(share.value()), command);
        made = with(made, "--min-user-events", minUserEvents, Cleaning::minUserEvents, command);
        return with(made, "--min-item-events", minItemEvents, Cleaning::minItemEvents, command);
    }

    private interface Setting<T> {
        Cleaning on(Cleaning cleaning, T value);
    }

    private static <T> Cleaning with(
            Cleaning cleaning, String option, @Nullable T value, Setting<T> setting, BaseCommand command) {
        try {
            return value == null ? cleaning : setting.on(cleaning, value);
        } catch (IllegalArgumentException e) {
            throw command.usage(option + ": " + FailureReport.withoutClassName(String.valueOf(e.getMessage())));
        }
    }

    private Cleaning renamed(Cleaning cleaning, List<String> assignments) {
        Map<String, String> names = new LinkedHashMap<>();
        for (String assignment : assignments) {
            int equals = assignment.indexOf('=');
            if (equals < 1 || equals == assignment.length() - 1) {
                throw new IllegalArgumentException(
                        "'" + assignment + "' is no new name with its old names; write it as" + " in click=view+pv");
            }
            for (String old : assignment.substring(equals + 1).split("\\+", -1)) {
                if (old.isBlank()) {
                    throw new IllegalArgumentException(
                            "the old name of a behavior is empty; write it as in click=view+pv");
                }
                if (names.put(old.strip(), assignment.substring(0, equals).strip()) != null) {
                    throw new IllegalArgumentException(
                            "the behavior '" + old.strip() + "' gets two names; give it one");
                }
            }
        }
        return cleaning.behaviors(names);
    }

    private static Duration span(String text) {
        Matcher matcher = SPAN.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no span of time; give a whole number with a unit, such"
                            + " as 500ms, 30s, 10min, 1h or 2d");
        }
        long count = Long.parseLong(matcher.group(1));
        Function<Long, Duration> unit = switch (matcher.group(2)) {
            case "ms" -> Duration::ofMillis;
            case "s" -> Duration::ofSeconds;
            case "min" -> Duration::ofMinutes;
            case "h" -> Duration::ofHours;
            default -> Duration::ofDays;
        };
        return unit.apply(count);
    }

    /** The cleaned events of a log; the command says what each step left. */
    static Cleaned clean(Histories all, Cleaning cleaning, String log, BaseCommand command) {
        Cleaned cleaned = cleaning.apply(all);
        cleaned.steps().forEach(step -> command.say("%s: cleaned, %s", log, step));
        return cleaned;
    }
}
