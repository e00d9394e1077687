package org.end4rec.models.recommend;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.WeakHashMap;
import org.end4rec.models.data.Vocabulary;

/**
 * Items to be named in many requests, such as everything that is sold out. Each {@link Recommender} looks the ids up
 * once, at its first request with the set; later requests test a bit for each item. One set serves any recommenders,
 * also those with other items. Immutable and thread-safe.
 *
 * <pre>{@code
 * ItemSet rare = ItemSet.of(Files.readAllLines(Path.of("rare.txt")));
 * Recommendations answer = recommender.recommend(Request.of(history).only(rare));
 * }</pre>
 */
public final class ItemSet {
    private final Set<String> ids;
    private final Map<Vocabulary, ItemBits> resolved = new WeakHashMap<>();

    private ItemSet(Set<String> ids) {
        this.ids = ids;
    }

    /** @param ids copied; an id that comes twice counts once */
    public static ItemSet of(Collection<String> ids) {
        Set<String> distinct = new LinkedHashSet<>(Objects.requireNonNull(ids, "ids"));
        for (String id : distinct) {
            Objects.requireNonNull(id, "ids: an id");
        }
        return new ItemSet(distinct);
    }

    /** Number of ids, known or not. */
    public int size() {
        return ids.size();
    }

    /** The ids that a recommender does not know, in their order; requests pass over these ids. */
    public List<String> unknownTo(Recommender recommender) {
        return recommender.rules().bits(this).unknown();
    }

    /** The items that a vocabulary has. */
    ItemBits in(Vocabulary vocabulary) {
        // whoever waits here needs the bits that another thread is about to make
        synchronized (resolved) {
            return resolved.computeIfAbsent(vocabulary, items -> new ItemBits(ids, items));
        }
    }
}
