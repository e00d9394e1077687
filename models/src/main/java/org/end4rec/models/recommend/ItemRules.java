package org.end4rec.models.recommend;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.end4rec.models.data.Vocabulary;
import org.jspecify.annotations.Nullable;

/**
 * Puts the rules of requests into numbers, for one vocabulary. From the first predicate or rescorer on the ids are kept
 * as strings, each from its first use. Thread-safe.
 */
final class ItemRules {
    private final Vocabulary vocabulary;

    /** Two threads may make the same string; both are right. */
    private volatile @Nullable String @Nullable [] ids;

    ItemRules(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** The rules of a request but the seen items, which {@link Exclusion#and} adds for each history. */
    Exclusion of(Request request) {
        Predicate<String> where = request.where();
        Rescorer boost = request.boost();
        if (where == null
                && boost == null
                && request.only().isEmpty()
                && request.without().isEmpty()) {
            return Exclusion.NONE;
        }
        return Exclusion.of(
                request.only().stream().map(this::bits).toList(),
                request.without().stream().map(this::bits).toList(),
                where == null ? null : item -> where.test(id(item)),
                boost == null ? null : (item, score) -> rescored(boost, id(item), score));
    }

    /** Ids that the request allows and the vocabulary does not have. */
    List<String> unknownCandidates(Request request) {
        if (request.only().size() == 1) {
            return bits(request.only().get(0)).unknown();
        }
        List<String> unknown = new ArrayList<>();
        for (ItemSet set : request.only()) {
            unknown.addAll(bits(set).unknown());
        }
        return unknown.stream().distinct().toList();
    }

    ItemBits bits(ItemSet set) {
        return set.in(vocabulary);
    }

    private String id(int item) {
        @Nullable String[] known = ids;
        if (known == null) {
            known = new String[vocabulary.size() + 1];
            ids = known;
        }
        String id = known[item];
        if (id == null) {
            id = vocabulary.id(item);
            known[item] = id;
        }
        return id;
    }

    private static float rescored(Rescorer boost, String item, float score) {
        Knowledge.checkFinite("score", score, item);
        float rescored = boost.rescore(item, score);
        if (Float.isInfinite(rescored)) {
            throw new IllegalArgumentException("Request.boost: the rescorer gives " + rescored + " for item " + item
                    + " with score " + score + "; it must give a finite number, or NaN to leave the item out");
        }
        return rescored;
    }
}
