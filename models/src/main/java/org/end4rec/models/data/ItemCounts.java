package org.end4rec.models.data;

/** How often each item occurs in the events that training may see: popularity without held-out events. */
public final class ItemCounts {
    private ItemCounts() {}

    /** Number of visible events of each item, at index = number of the item; index 0 is 0. */
    public static int[] visible(Histories histories, Split split) {
        int[] counts = new int[histories.items().size() + 1];
        for (int user = 1; user <= histories.users().size(); user++) {
            for (int position = 0; position < split.visible(user); position++) {
                counts[histories.item(user, position)]++;
            }
        }
        return counts;
    }
}
