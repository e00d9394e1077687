package org.end4rec.models.recommend;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.end4rec.models.data.Vocabulary;

/** The events of a history that a model knows, in numbers, and the unknown ids. */
final class KnownHistory {
    private final int[] items;
    private final int[] behaviors;
    private int size;

    /** Items of all events, known behavior or not; 0 for an item that the model does not know. */
    private final int[] seen;

    private int events;
    private final Set<String> unknownItems = new LinkedHashSet<>();
    private final Set<String> unknownBehaviors = new LinkedHashSet<>();

    private KnownHistory(int most) {
        items = new int[most];
        behaviors = new int[most];
        seen = new int[most];
    }

    static KnownHistory of(List<HistoryEvent> history, Vocabulary items, Vocabulary behaviors) {
        KnownHistory known = new KnownHistory(history.size());
        for (HistoryEvent event : history) {
            known.add(event, items, behaviors);
        }
        return known;
    }

    private void add(HistoryEvent event, Vocabulary itemIds, Vocabulary behaviorNames) {
        int item = itemIds.number(event.item());
        int behavior = behaviorNames.number(event.behavior());
        seen[events++] = item;
        if (item == 0) {
            unknownItems.add(event.item());
        }
        if (behavior == 0) {
            unknownBehaviors.add(event.behavior());
        }
        if (item > 0 && behavior > 0) {
            items[size] = item;
            behaviors[size++] = behavior;
        }
    }

    /** Number of events whose item and behavior are known. */
    int size() {
        return size;
    }

    /** Item numbers of the known events, oldest first. */
    int[] items() {
        return Arrays.copyOf(items, size);
    }

    /** Behavior numbers of the known events, oldest first. */
    int[] behaviors() {
        return Arrays.copyOf(behaviors, size);
    }

    /** Leaves out the items of all events, whatever their behavior. */
    Exclusion seen() {
        return Exclusion.of(seen);
    }

    List<String> unknownItems() {
        return List.copyOf(unknownItems);
    }

    List<String> unknownBehaviors() {
        return List.copyOf(unknownBehaviors);
    }
}
