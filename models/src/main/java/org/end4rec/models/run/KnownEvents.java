package org.end4rec.models.run;

import java.util.Arrays;
import org.end4rec.models.data.Example;
import org.end4rec.models.data.Histories;
import org.jspecify.annotations.Nullable;

/**
 * The events of a newer run whose item and behavior an older run knows.
 *
 * @param histories these events, with the items and behaviors of the older run
 * @param all the histories of the newer run
 * @param known [events+1] how many events before each event are known
 */
@SuppressWarnings("ArrayRecordComponent") // two are never compared
record KnownEvents(Histories histories, Histories all, int[] known) {
    static KnownEvents of(Histories all, RunData older) {
        Histories old = older.histories();
        int[] known = new int[all.events() + 1];
        int[] items = new int[all.events()];
        int[] behaviors = new int[items.length];
        int size = 0;
        for (int at = 0; at < items.length; at++) {
            known[at] = size;
            int item = all.itemColumn()[at];
            int behavior = all.behaviorColumn()[at];
            if (item <= old.items().size() && behavior <= old.behaviors().size()) {
                items[size] = item;
                behaviors[size++] = behavior;
            }
        }
        known[items.length] = size;
        int[] offsets = Arrays.stream(all.offsets()).map(at -> known[at]).toArray();
        Histories histories = Histories.of(
                all.users(),
                old.items(),
                old.behaviors(),
                offsets,
                Arrays.copyOf(items, size),
                Arrays.copyOf(behaviors, size));
        return new KnownEvents(histories, all, known);
    }

    /**
     * The example with the known events before it; null if its target is unknown, or no event is left to predict from.
     *
     * @param novel whether events on the target are hidden
     */
    @Nullable
    Example example(Example example, boolean novel) {
        int user = example.user();
        int from = all.offsets()[user];
        int end = known[from + example.end()] - known[from];
        if (example.target() > histories.items().size()) {
            return null;
        }
        for (int position = 0; position < end; position++) {
            if (!novel || histories.item(user, position) != example.target()) {
                return new Example(user, end, example.target());
            }
        }
        return null;
    }
}
