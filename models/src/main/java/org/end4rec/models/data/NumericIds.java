package org.end4rec.models.data;

import java.util.List;

/** Finds ids such as 7.0: a table of numbers with gaps writes 7 as 7.0. For this project 7.0 and 7 are two ids. */
final class NumericIds {
    private NumericIds() {}

    /** Adds a note if some ids occur in both forms. */
    static void note(String what, IdTable ids, List<String> notes) {
        ids.index();
        int both = 0;
        String example = "";
        for (int number = 1; number <= ids.size(); number++) {
            if (!ids.endsWith(number, '.', '0')) {
                continue;
            }
            char[] id = ids.id(number).toCharArray();
            if (ids.find(id, 0, id.length - 2) > 0) {
                example = both++ == 0 ? new String(id) : example;
            }
        }
        if (both > 0) {
            notes.add(both + " " + what + " have two ids, with .0 at the end and without, such as " + example
                    + "; they count as different " + what + ", so write each in one way");
        }
    }
}
