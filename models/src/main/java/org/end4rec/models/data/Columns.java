package org.end4rec.models.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where a file keeps what an event needs: the index of each column from 0, or −1 if there is none.
 *
 * @param user column of the user's id
 * @param item column of the item's id
 * @param behavior column of the behavior
 * @param timestamp column of the time
 * @param label column of the label
 */
record Columns(int user, int item, int behavior, int timestamp, int label) {
    /** How to write the list of columns, for messages. */
    static final String ADVICE = "--columns user,item,behavior,timestamp (in the file's order, '-' for a column to"
            + " ignore; behavior and timestamp may be left out)";

    private static final List<String> USER = List.of("user_id", "user");
    private static final List<String> ITEM = List.of("item_id", "item");
    private static final List<String> BEHAVIOR = List.of("behavior", "behaviour", "behavior_type", "type");
    private static final List<String> TIMESTAMP = List.of("timestamp", "time");
    private static final List<String> LABEL = List.of("label");

    /** The columns of a header row; those it does not name are −1. */
    static Columns ofHeader(List<String> fields) {
        List<String> names =
                fields.stream().map(field -> field.toLowerCase(Locale.ROOT)).toList();
        return new Columns(
                find(names, USER),
                find(names, ITEM),
                find(names, BEHAVIOR),
                find(names, TIMESTAMP),
                find(names, LABEL));
    }

    /** The columns of a list such as {@code user,item,-,behavior,timestamp}. */
    static Columns ofList(String list) {
        List<String> names = new ArrayList<>();
        for (String name : list.split(",", -1)) {
            names.add(name.strip());
        }
        Columns columns = ofHeader(names);
        if (columns.user < 0 || columns.item < 0) {
            throw new IllegalArgumentException("EventLogReader: the columns '" + list + "' do not say where the "
                    + (columns.user < 0 ? "user" : "item") + " is; write " + ADVICE);
        }
        return columns;
    }

    /** Whether a row names its user or item column where this expects one, so that it is a header and no event. */
    boolean isHeader(List<String> fields) {
        return (user < fields.size() && USER.contains(fields.get(user).toLowerCase(Locale.ROOT)))
                || (item < fields.size() && ITEM.contains(fields.get(item).toLowerCase(Locale.ROOT)));
    }

    /** The names of what is missing of user, item, behavior and timestamp. */
    List<String> missing() {
        List<String> missing = new ArrayList<>();
        if (user < 0) {
            missing.add("user_id");
        }
        if (item < 0) {
            missing.add("item_id");
        }
        if (behavior < 0) {
            missing.add("behavior");
        }
        if (timestamp < 0) {
            missing.add("timestamp");
        }
        return missing;
    }

    /** Without label, which held-out events do not need. */
    Columns withoutLabel() {
        return new Columns(user, item, behavior, timestamp, -1);
    }

    /** Without time and label, which held-out events do not need. */
    Columns withoutTime() {
        return new Columns(user, item, behavior, -1, -1);
    }

    /** The number of fields a row must have. The label is optional. */
    int fieldsNeeded() {
        return Math.max(Math.max(user, item), Math.max(behavior, timestamp)) + 1;
    }

    private static int find(List<String> names, List<String> known) {
        for (String name : known) {
            int index = names.indexOf(name);
            if (index >= 0) {
                return index;
            }
        }
        return -1;
    }
}
