package org.end4rec.models.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One user of a {@link SyntheticShop}: current and outdated interests, and the next event. */
final class Shopper {
    private static final float DRIFT_RATE = 0.09f;
    private static final float SIGHT_UNSEEN_RATE = 0.15f;
    private static final int LONGEST_MEMORY = 5;
    private static final int LONGEST_PAUSE = 7200;
    private static final long OPENING = 1_700_000_000L;
    private static final int FIRST_DAYS = 30 * 86_400;

    private final Catalogue catalogue;
    private final SequentialRandom draws;
    private final List<Integer> left = new ArrayList<>();
    private final Map<Integer, Integer> lastItem = new HashMap<>();
    private final SequentialRandom firstItems;
    private int interest;
    private String stage = "buy";
    private long time;

    /** Takes the events of users. */
    @FunctionalInterface
    interface Events {
        void add(String user, String item, String behavior, long time, String label);
    }

    Shopper(Catalogue catalogue, SequentialRandom draws) {
        this.catalogue = catalogue;
        this.draws = draws;
        // one draw for the first item of each interest; most interests are never asked for
        this.firstItems = draws.skip(catalogue.interests());
        interest = catalogue.drawInterest(draws);
        drift();
        time = OPENING + draws.below(FIRST_DAYS);
    }

    /** Adds the next event. */
    void act(SyntheticShop.Config config, String user, Events log) {
        time += 1 + draws.below(LONGEST_PAUSE);
        float kind = draws.uniform();
        if (kind < config.hardRate()) {
            add(log, user, accidentalItem(), "click", EventLabel.ACCIDENTAL);
        } else if (kind < config.hardRate() + config.softRate()) {
            int old = left.get(draws.below(left.size()));
            add(log, user, next(old), draws.uniform() < 0.9f ? "click" : "fav", EventLabel.OUTDATED);
        } else {
            genuine();
            add(log, user, last(interest), stage, EventLabel.GENUINE);
        }
    }

    /** The newest item of an interest. */
    private int last(int of) {
        return lastItem.computeIfAbsent(of, key -> catalogue.drawItem(key, firstItems.at(key)));
    }

    private int next(int of) {
        int next = catalogue.next(last(of), age(), draws);
        lastItem.put(of, next);
        return next;
    }

    /** The age of the shop, of which users come until 1. */
    private double age() {
        return (double) (time - OPENING) / FIRST_DAYS;
    }

    /** Goes one step down the funnel of the current item, or takes the next item. */
    private void genuine() {
        float next = draws.uniform();
        switch (stage) {
            case "click" -> stage = next < 0.1f ? "fav" : next < 0.35f ? "cart" : next < 0.45f ? "buy" : "";
            case "fav" -> stage = next < 0.3f ? "buy" : "";
            case "cart" -> stage = next < 0.6f ? "buy" : "";
            default -> stage = "";
        }
        if (stage.isEmpty()) {
            if (draws.uniform() < DRIFT_RATE) {
                drift();
            }
            next(interest);
            stage = draws.uniform() < SIGHT_UNSEEN_RATE ? "buy" : "click";
        }
    }

    /** Leaves the current interest for another one. */
    private void drift() {
        left.add(interest);
        int old = interest;
        do {
            interest = catalogue.drawInterest(draws);
        } while (interest == old);
        left.remove((Integer) interest);
        // a user who remembered every interest could not click anything by accident
        if (left.size() > LONGEST_MEMORY) {
            left.remove(0);
        }
    }

    private int accidentalItem() {
        int item;
        do {
            item = draws.below(catalogue.items());
        } while (!catalogue.has(item, age())
                || catalogue.interest(item) == interest
                || left.contains(catalogue.interest(item)));
        return item;
    }

    private void add(Events log, String user, int item, String behavior, EventLabel label) {
        log.add(user, "i" + (item + 1), behavior, time, label.id());
    }
}
