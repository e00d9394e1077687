package org.end4rec.models.counting;

import java.util.ArrayList;
import java.util.List;
import org.end4rec.models.data.Histories;
import org.end4rec.models.data.Vocabulary;

/** Histories written by hand, of one behavior. */
public final class TinyLogs {
    private TinyLogs() {}

    /** A user for each row of item numbers; the items are 1 to {@code items}. */
    public static Histories of(int items, int[]... rows) {
        List<String> users = new ArrayList<>();
        List<String> names = new ArrayList<>();
        int[] offset = new int[rows.length + 2];
        int events = 0;
        for (int i = 0; i < rows.length; i++) {
            users.add("u" + (i + 1));
            events += rows[i].length;
            offset[i + 2] = events;
        }
        for (int item = 1; item <= items; item++) {
            names.add("i" + item);
        }
        int[] column = new int[events];
        int[] behaviors = new int[events];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, column, offset[i + 1], rows[i].length);
        }
        java.util.Arrays.fill(behaviors, 1);
        return Histories.of(
                Vocabulary.of(users), Vocabulary.of(names), Vocabulary.of(List.of("buy")), offset, column, behaviors);
    }
}
