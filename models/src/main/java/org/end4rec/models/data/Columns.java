package org.end4rec.models.data;

import java.util.ArrayList;
import java.util.List;

/**
 * The columns of a file: the index of each column from 0, or −1 if the file has no such column.
 *
 * @param user column of the user's id
 * @param item column of the item's id
 * @param behavior column of the behavior
 * @param timestamp column of the time
 * @param second column of the time's second part, if the time is written in two columns
 * @param label column of the label
 */
record Columns(int user, int item, int behavior, int timestamp, int second, int label) {
    /** How to write the list of columns, for messages. */
    static final String ADVICE = "--columns user,item,behavior,timestamp (in the file's order, '-' for a column to"
            + " ignore; behavior and timestamp may be left out)";

    /** How to write columns by their names, for messages. */
    static final String MAPPING = "--columns user=NAME,item=NAME,behavior=NAME,timestamp=NAME with the names of the"
            + " file's columns (product.id is a member of a JSON object, day+hour a time in two columns)";

    private static final String LABEL = "label";

    /** The columns of a header row; a column that the row does not name, or names more than once, is −1. */
    static Columns ofHeader(List<String> fields) {
        return new Columns(
                only(ColumnNames.USER, fields),
                only(ColumnNames.ITEM, fields),
                only(ColumnNames.BEHAVIOR, fields),
                only(ColumnNames.TIMESTAMP, fields),
                -1,
                label(fields));
    }

    /** The columns of a list such as {@code user,item,-,behavior,timestamp}. */
    static Columns ofList(String list) {
        List<String> names = new ArrayList<>();
        for (String name : list.split(",", -1)) {
            names.add(name.strip());
        }
        Columns columns = new Columns(
                ColumnNames.USER.ownIndex(names),
                ColumnNames.ITEM.ownIndex(names),
                ColumnNames.BEHAVIOR.ownIndex(names),
                ColumnNames.TIMESTAMP.ownIndex(names),
                -1,
                label(names));
        if (columns.user < 0 || columns.item < 0) {
            throw new IllegalArgumentException("EventLogReader: the columns '" + list
                    + "' do not name the column of the " + (columns.user < 0 ? "user" : "item") + "; write " + ADVICE
                    + ", or " + MAPPING);
        }
        return columns;
    }

    /**
     * Whether a row has names in the places of user and item: the project's own name in one, or usual names in both.
     */
    boolean isHeader(List<String> fields) {
        if (user >= fields.size() || item >= fields.size()) {
            return false;
        }
        return ColumnNames.USER.ownIndex(List.of(fields.get(user))) == 0
                || ColumnNames.ITEM.ownIndex(List.of(fields.get(item))) == 0
                || ColumnNames.anyKnows(fields.get(user)) && ColumnNames.anyKnows(fields.get(item));
    }

    /** These columns among themselves, without the columns between; their numbers so far are added to {@code kept}. */
    Columns packed(List<Integer> kept) {
        return new Columns(
                packed(user, kept),
                packed(item, kept),
                packed(behavior, kept),
                packed(timestamp, kept),
                packed(second, kept),
                packed(label, kept));
    }

    private static int packed(int column, List<Integer> kept) {
        if (column < 0) {
            return column;
        }
        kept.add(column);
        return kept.size() - 1;
    }

    /** Whether the file has user, item, behavior and timestamp. */
    boolean isComplete() {
        return user >= 0 && item >= 0 && behavior >= 0 && timestamp >= 0;
    }

    /** Without label, which held-out events do not need. */
    Columns withoutLabel() {
        return new Columns(user, item, behavior, timestamp, second, -1);
    }

    /** Without time and label, which held-out events do not need. */
    Columns withoutTime() {
        return new Columns(user, item, behavior, -1, -1, -1);
    }

    /** The number of fields a row must have. The label is optional. */
    int fieldsNeeded() {
        return Math.max(Math.max(user, item), Math.max(behavior, Math.max(timestamp, second))) + 1;
    }

    private static int only(ColumnNames kind, List<String> fields) {
        List<Integer> candidates = kind.candidates(fields);
        return candidates.size() == 1 ? candidates.get(0) : -1;
    }

    private static int label(List<String> fields) {
        return fields.stream().map(ColumnNames::plain).toList().indexOf(LABEL);
    }
}
