package org.end4rec.models.data;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The usual names of a log's columns: the project's own names first, which take precedence, then other names. */
enum ColumnNames {
    /** The user, who acts. */
    USER(
            "user",
            List.of("user_id", "user"),
            List.of(
                    "userid",
                    "uid",
                    "visitorid",
                    "visitor_id",
                    "visitor",
                    "customer_id",
                    "customerid",
                    "customer",
                    "session_id",
                    "sessionid",
                    "session",
                    "client_id",
                    "account_id",
                    "member_id",
                    "reviewerid",
                    "reviewer_id"),
            List.of("user", "visitor", "customer", "session", "client", "account", "member", "reviewer")),
    /** The item that the user acts on. */
    ITEM(
            "item",
            List.of("item_id", "item"),
            List.of(
                    "itemid",
                    "iid",
                    "product_id",
                    "productid",
                    "product",
                    "movieid",
                    "movie_id",
                    "article_id",
                    "articleid",
                    "sku",
                    "sku_id",
                    "skuid",
                    "content_id",
                    "contentid",
                    "asin",
                    "parent_asin",
                    "book_id",
                    "bookid",
                    "track_id",
                    "song_id",
                    "video_id",
                    "news_id"),
            List.of("item", "product", "movie", "article", "sku", "asin", "content", "book", "track", "song", "video")),
    /** What the user does. */
    BEHAVIOR(
            "behavior",
            List.of("behavior", "behaviour", "behavior_type", "type"),
            List.of(
                    "behaviour_type",
                    "event",
                    "event_type",
                    "eventtype",
                    "action",
                    "action_type",
                    "actiontype",
                    "interaction",
                    "interaction_type",
                    "feedback_type",
                    "feedbacktype"),
            List.of("behav", "event", "action", "type")),
    /** The time of the event. */
    TIMESTAMP(
            "timestamp",
            List.of("timestamp", "time"),
            List.of(
                    "time_stamp",
                    "ts",
                    "date",
                    "datetime",
                    "event_time",
                    "eventtime",
                    "unix_timestamp",
                    "unixtime",
                    "unixreviewtime",
                    "created_at"),
            List.of("time", "date"));

    private final String word;
    private final List<String> own;
    private final List<String> others;
    private final List<String> parts;

    ColumnNames(String word, List<String> own, List<String> others, List<String> parts) {
        this.word = word;
        this.own = own;
        this.others = others;
        this.parts = parts;
    }

    /** A name as it is compared: in lower case, without a type as in {@code user_id:token}, with _ for blank and -. */
    static String plain(String name) {
        String lower = name.strip().toLowerCase(Locale.ROOT);
        int colon = lower.indexOf(':');
        return (colon < 0 ? lower : lower.substring(0, colon)).replace(' ', '_').replace('-', '_');
    }

    /** Whether this is a name of such a column. */
    boolean knows(String name) {
        String plain = plain(name);
        return own.contains(plain) || others.contains(plain);
    }

    /** Whether this is a name of any column. */
    static boolean anyKnows(String name) {
        for (ColumnNames kind : values()) {
            if (kind.knows(name)) {
                return true;
            }
        }
        return false;
    }

    /** The index of the column in a list that the user wrote for this project, or −1. */
    int ownIndex(List<String> names) {
        List<String> plain = names.stream().map(ColumnNames::plain).toList();
        return own.stream()
                .mapToInt(plain::indexOf)
                .filter(index -> index >= 0)
                .findFirst()
                .orElse(-1);
    }

    /** The indices of the columns in a header that may be this column: one, none or several. */
    List<Integer> candidates(List<String> names) {
        int index = ownIndex(names);
        if (index >= 0) {
            return List.of(index);
        }
        return indices(names, others, false);
    }

    /** What {@code --columns} calls the column. */
    String word() {
        return word;
    }

    /** The mapping for {@code --columns} that fits a header best. */
    static String guess(List<String> names) {
        List<String> mapping = new ArrayList<>();
        Set<Integer> taken = new HashSet<>();
        for (ColumnNames kind : values()) {
            List<Integer> found = kind.candidates(names);
            if (found.isEmpty()) {
                found = indices(names, kind.parts, true);
            }
            found.stream()
                    .filter(taken::add)
                    .findFirst()
                    .ifPresent(index -> mapping.add(kind.word + "=" + names.get(index)));
        }
        return String.join(",", mapping);
    }

    private static List<Integer> indices(List<String> names, List<String> wanted, boolean asPart) {
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String plain = plain(names.get(i));
            if (wanted.stream().anyMatch(name -> asPart ? plain.contains(name) : plain.equals(name))) {
                found.add(i);
            }
        }
        return found;
    }
}
