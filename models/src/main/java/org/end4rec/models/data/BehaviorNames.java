package org.end4rec.models.data;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Gives behaviors other names, merges behaviors that get one name, and drops behaviors.
 *
 * @param names new names by the names in the log
 * @param dropped names in the log
 */
record BehaviorNames(Map<String, String> names, Set<String> dropped) implements CleaningStep {
    BehaviorNames {
        names = Map.copyOf(names);
        dropped = Set.copyOf(dropped);
        for (String name : dropped) {
            if (names.containsKey(name)) {
                throw new IllegalArgumentException(
                        "Cleaning: the behavior '" + name + "' is both renamed and dropped;" + " do one of them");
            }
        }
        for (String name : names.values()) {
            String fault = Vocabulary.fault(name.toCharArray(), 0, name.length());
            if (fault != null) {
                throw new IllegalArgumentException("Cleaning: the new name of a behavior " + fault
                        + "; a name is one line of at least one character");
            }
        }
    }

    @Override
    public String apply(Selection events) {
        Histories all = events.histories();
        names.keySet().forEach(name -> check(name, all));
        dropped.forEach(name -> check(name, all));
        String[] called = new String[all.behaviors().size() + 1];
        boolean[] without = new boolean[called.length];
        for (int number = 1; number < called.length; number++) {
            String name = all.behaviors().id(number);
            called[number] = names.getOrDefault(name, name);
            without[number] = dropped.contains(name);
        }
        events.nameBehaviors(called);
        for (int user = 1; !dropped.isEmpty() && user <= all.users().size(); user++) {
            for (int position = 0; position < all.length(user); position++) {
                if (without[all.behavior(user, position)]) {
                    events.drop(user, position);
                }
            }
        }
        return toString();
    }

    private static void check(String name, Histories all) {
        if (all.behaviors().number(name) == 0) {
            throw new IllegalArgumentException("Cleaning: the log has no behavior '" + name + "'; its behaviors are "
                    + BehaviorCounts.mostFrequent(all));
        }
    }

    @Override
    public String toString() {
        Map<String, Set<String>> merged = new TreeMap<>();
        names.forEach((old, name) ->
                merged.computeIfAbsent(name, any -> new TreeSet<>()).add(old));
        String renamed = merged.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + String.join("+", entry.getValue()))
                .collect(Collectors.joining(" "));
        return (renamed.isEmpty() ? "" : "behaviors " + renamed)
                + (renamed.isEmpty() || dropped.isEmpty() ? "" : ", ")
                + (dropped.isEmpty() ? "" : "without " + String.join(" and ", new TreeSet<>(dropped)));
    }
}
