package org.end4rec.models.data;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A kind of file that has a name. Several of one name are variants.
 *
 * @param name what {@code --format} calls the format
 * @param from whose files these are, for messages
 * @param first whether a file may be of this kind, by the fields of its first line
 * @param columns the columns, as {@link Choice} reads them
 * @param separator the text between two fields; null if the reader finds it
 * @param behavior the name of a behavior as the file writes it; an empty name is a bad row
 * @param wholeNumbers whether ids such as 7.0 mean 7
 */
record LogFormat(
        String name,
        String from,
        Predicate<List<String>> first,
        Choice columns,
        @Nullable String separator,
        UnaryOperator<String> behavior,
        boolean wholeNumbers) {
    /** CSV or JSON lines with a header, or names, that the reader understands. */
    private static final List<String> PLAIN = List.of("csv", "jsonl");

    private static final List<LogFormat> ALL = List.of(
            new LogFormat(
                    "taobao",
                    "UserBehavior of Taobao",
                    LogFormat::isTaobao,
                    Choice.of("user,item,-,behavior,timestamp"),
                    ",",
                    behaviors(Map.of("pv", "click", "cart", "cart", "fav", "fav", "buy", "buy")),
                    false),
            named(
                    "ijcai15",
                    "the IJCAI-15 competition",
                    "user=user_id,item=item_id,behavior=action_type,timestamp=time_stamp",
                    behaviors(Map.of("0", "click", "1", "cart", "2", "buy", "3", "fav")),
                    "seller_id"),
            named(
                    "ijcai15",
                    "the IJCAI-15 competition",
                    "user=user_id,item=item_id,behavior=action,timestamp=month+day",
                    behaviors(Map.of("0", "click", "1", "cart", "2", "buy", "3", "fav")),
                    "merchant_id"),
            new LogFormat(
                    "jdata",
                    "the JData competition",
                    has("user_id", "sku_id", "time", "model_id", "type"),
                    Choice.of("user=user_id,item=sku_id,behavior=type,timestamp=time"),
                    null,
                    behaviors(Map.of(
                            "1", "browse", "2", "cart", "3", "uncart", "4", "order", "5", "follow", "6", "click")),
                    true),
            named(
                    "retailrocket",
                    "RetailRocket",
                    "user=visitorid,item=itemid,behavior=event,timestamp=timestamp",
                    UnaryOperator.identity(),
                    "transactionid"),
            named(
                    "rees46",
                    "REES46",
                    "user=user_id,item=product_id,behavior=event_type,timestamp=event_time",
                    UnaryOperator.identity(),
                    "user_session"),
            named(
                    "otto",
                    "OTTO",
                    "user=session,item=events[].aid,behavior=events[].type,timestamp=events[].ts",
                    UnaryOperator.identity()),
            new LogFormat(
                    "recbole",
                    "RecBole",
                    fields -> fields.stream().allMatch(field -> field.matches("[^:]+:(token|float)(_seq)?")),
                    Choice.of("user=user_id,item=item_id"),
                    null,
                    UnaryOperator.identity(),
                    false),
            named(
                    "gorse",
                    "Gorse",
                    "user=user_id,item=item_id,behavior=feedback_type,timestamp=time_stamp",
                    UnaryOperator.identity()),
            named(
                    "gorse",
                    "Gorse",
                    "user=UserId,item=ItemId,behavior=FeedbackType,timestamp=Timestamp",
                    UnaryOperator.identity()),
            named(
                    "movielens",
                    "MovieLens",
                    "user=userId,item=movieId,behavior=rating,timestamp=timestamp",
                    LogFormat::ofRating),
            new LogFormat(
                    "movielens",
                    "MovieLens",
                    LogFormat::isMovieLens,
                    Choice.of("user,item,behavior,timestamp"),
                    "::",
                    LogFormat::ofRating,
                    false));

    private static LogFormat named(
            String name, String from, String columns, UnaryOperator<String> behavior, String... others) {
        Choice choice = Choice.of(columns);
        Predicate<List<String>> names =
                fields -> fields.containsAll(choice.names()) && has(others).test(fields);
        return new LogFormat(name, from, names, choice, null, behavior, false);
    }

    private static Predicate<List<String>> has(String... names) {
        return fields -> fields.containsAll(List.of(names));
    }

    private static UnaryOperator<String> behaviors(Map<String, String> names) {
        return written -> names.getOrDefault(written, "");
    }

    private static boolean isTaobao(List<String> fields) {
        return fields.size() == 5
                && List.of("pv", "buy", "cart", "fav").contains(fields.get(3))
                && isNumber(fields.get(0))
                && isNumber(fields.get(4));
    }

    private static boolean isMovieLens(List<String> fields) {
        return fields.size() == 4
                && fields.stream().allMatch(LogFormat::isNumber)
                && fields.get(2).length() <= 3;
    }

    private static boolean isNumber(String text) {
        return text.matches("[0-9]+(\\.[0-9]+)?");
    }

    /** The behaviors that studies of several behaviors make of ratings: up to 2, between, and from 4. */
    private static String ofRating(String written) {
        if (!isNumber(written)) {
            return "";
        }
        double rating = Double.parseDouble(written);
        if (rating <= 2) {
            return "dislike";
        }
        return rating < 4 ? "neutral" : "like";
    }

    /**
     * The variants of a name; none for a plain file.
     *
     * @throws IllegalArgumentException if no format has this name
     */
    static List<LogFormat> of(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        List<LogFormat> found =
                ALL.stream().filter(format -> format.name.equals(wanted)).toList();
        if (found.isEmpty() && !PLAIN.contains(wanted)) {
            throw new IllegalArgumentException(
                    "EventLogReader: the format is '" + name + "'; the formats are " + String.join(", ", names()));
        }
        return found;
    }

    /** The names of all formats. */
    static List<String> names() {
        return Stream.concat(ALL.stream().map(LogFormat::name).distinct(), PLAIN.stream())
                .toList();
    }

    /**
     * The format of a file with this first line, or null.
     *
     * @param separator the text between two fields of the line; null in JSON lines
     */
    static @Nullable LogFormat guess(List<LogFormat> candidates, List<String> first, @Nullable String separator) {
        for (LogFormat format : candidates) {
            boolean separated = format.separator == null || format.separator.equals(separator);
            if (separated && format.first.test(first)) {
                return format;
            }
        }
        return null;
    }

    static List<LogFormat> all() {
        return ALL;
    }

    /** What is said of a file that is read in this way. */
    String said() {
        return "read as " + name + ", the format of " + from;
    }

    /** The columns that files of these variants have, for a message. */
    static String columnsOf(List<LogFormat> variants) {
        return variants.stream().map(format -> format.columns.text()).collect(Collectors.joining(" or "));
    }
}
