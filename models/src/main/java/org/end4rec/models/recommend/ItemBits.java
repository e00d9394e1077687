package org.end4rec.models.recommend;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.end4rec.models.data.Vocabulary;

/** Items of one vocabulary as bits, item number n at bit n − 1. Immutable. */
final class ItemBits {
    private final long[] words;
    private final int count;
    private final List<String> unknown;

    /** @param ids without duplicates */
    ItemBits(Collection<String> ids, Vocabulary vocabulary) {
        words = new long[vocabulary.size() / Long.SIZE + 1];
        List<String> notFound = new ArrayList<>();
        for (String id : ids) {
            int item = vocabulary.number(id);
            if (item == 0) {
                notFound.add(id);
            } else {
                words[(item - 1) / Long.SIZE] |= 1L << item - 1;
            }
        }
        count = ids.size() - notFound.size();
        unknown = List.copyOf(notFound);
    }

    boolean has(int item) {
        return (words[(item - 1) / Long.SIZE] >>> item - 1 & 1) != 0;
    }

    /** The items 64·index + 1 … 64·index + 64; none behind the last word. */
    long word(int index) {
        return index < words.length ? words[index] : 0;
    }

    /** Number of items. */
    int count() {
        return count;
    }

    /** Ids that the vocabulary does not have, in their order. */
    List<String> unknown() {
        return unknown;
    }
}
