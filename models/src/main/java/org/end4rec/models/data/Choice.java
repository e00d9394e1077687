package org.end4rec.models.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The columns that a user chooses: by their places, as in {@code user,item,-,behavior,timestamp}, or by their names, as
 * in {@code user=visitor,item=product.id,timestamp=day+hour}. Columns that are not named have their usual names.
 *
 * @param text what the user wrote
 * @param places the columns by place, or null
 * @param named the names of each column that is chosen by name; a time may have two
 */
record Choice(String text, @Nullable Columns places, Map<ColumnNames, List<String>> named) {
    private static final String LABEL = "label";

    /**
     * The choice that this text makes.
     *
     * @throws IllegalArgumentException if the text names no user or no item, or something that is no column
     */
    static Choice of(String text) {
        return text.indexOf('=') < 0
                ? new Choice(text, Columns.ofList(text), Map.of())
                : new Choice(text, null, mapping(text));
    }

    private static Map<ColumnNames, List<String>> mapping(String text) {
        Map<ColumnNames, List<String>> named = new EnumMap<>(ColumnNames.class);
        for (String part : text.split(",", -1)) {
            int equal = part.indexOf('=');
            ColumnNames kind = equal < 0 ? null : kind(part.substring(0, equal).strip());
            List<String> names = Arrays.stream(part.substring(equal + 1).split("\\+", -1))
                    .map(String::strip)
                    .toList();
            if (kind == null
                    || names.contains("")
                    || names.size() > (kind == ColumnNames.TIMESTAMP ? 2 : 1)
                    || named.put(kind, names) != null) {
                throw new IllegalArgumentException("EventLogReader: the columns '" + text + "' have the part '"
                        + part.strip() + "'; write " + Columns.MAPPING);
            }
        }
        return named;
    }

    private static @Nullable ColumnNames kind(String word) {
        return Arrays.stream(ColumnNames.values())
                .filter(kind -> kind.word().equals(word.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElse(null);
    }

    /** All names that the text has. */
    List<String> names() {
        return named.values().stream().flatMap(List::stream).toList();
    }

    /** Whether the columns are found by their names, so that the file must have names. */
    boolean isByName() {
        return places == null;
    }

    /**
     * The columns of a file with these names.
     *
     * @throws EventLogException if the file lacks a name
     */
    Columns in(List<String> header, String source) throws EventLogException {
        Columns usual = Columns.ofHeader(header);
        int user = index(ColumnNames.USER, 0, header, usual.user(), source);
        int item = index(ColumnNames.ITEM, 0, header, usual.item(), source);
        int behavior = index(ColumnNames.BEHAVIOR, 0, header, usual.behavior(), source);
        int timestamp = index(ColumnNames.TIMESTAMP, 0, header, usual.timestamp(), source);
        boolean two = named.getOrDefault(ColumnNames.TIMESTAMP, List.of()).size() == 2;
        int second = two ? index(ColumnNames.TIMESTAMP, 1, header, -1, source) : -1;
        if (user < 0 || item < 0) {
            ColumnNames missing = user < 0 ? ColumnNames.USER : ColumnNames.ITEM;
            throw new EventLogException(source + ": no column is known to be the " + missing.word() + " among "
                    + shown(header) + "; add " + missing.word() + "=NAME to --columns " + text);
        }
        return new Columns(user, item, behavior, timestamp, second, header.indexOf(LABEL));
    }

    private int index(ColumnNames kind, int part, List<String> header, int usual, String source)
            throws EventLogException {
        List<String> names = named.get(kind);
        if (names == null) {
            return usual;
        }
        String wanted = names.get(part);
        int exact = header.indexOf(wanted);
        if (exact >= 0) {
            return exact;
        }
        List<String> plain = new ArrayList<>();
        header.forEach(name -> plain.add(ColumnNames.plain(name)));
        int found = plain.indexOf(ColumnNames.plain(wanted));
        if (found < 0) {
            throw new EventLogException(source + ": there is no column '" + wanted + "' for the " + kind.word()
                    + "; the columns are " + shown(header));
        }
        return found;
    }

    private static String shown(List<String> header) {
        return EventLogReader.shown(String.join(", ", header));
    }
}
