package org.end4rec.models.data;

import java.util.HashMap;
import java.util.Map;

/**
 * Tells copies among events with times that come user by user, each user's in the order of time. An event is a copy if
 * its user has an equal event that is no copy, at the same time or up to a second before.
 */
final class CopyFilter {
    private static final int LARGE = 64;

    private final long second;
    private Map<Long, Long> kept = new HashMap<>();
    private int lastUser;
    private long lastTime;
    private long firstEvent;
    private long firstTime;
    private boolean single;

    /** @param stepsPerSecond time steps of a second, or 0 if the unit is unknown */
    CopyFilter(long stepsPerSecond) {
        this.second = stepsPerSecond;
    }

    /** Whether the next event is a copy. */
    boolean isCopy(int user, int item, int behavior, long time) {
        long event = (long) item << Integer.SIZE | behavior;
        if (user != lastUser || !isWithinASecond(lastTime, time)) {
            // most events are alone in their second and need no map
            forget();
            lastUser = user;
            lastTime = time;
            firstEvent = event;
            firstTime = time;
            single = true;
            return false;
        }
        lastTime = time;
        if (single) {
            kept.put(firstEvent, firstTime);
            single = false;
        }
        Long before = kept.get(event);
        if (before != null && isWithinASecond(before, time)) {
            return true;
        }
        kept.put(event, time);
        return false;
    }

    private void forget() {
        if (kept.size() > LARGE) {
            kept = new HashMap<>();
        } else if (!kept.isEmpty()) {
            kept.clear();
        }
    }

    private boolean isWithinASecond(long before, long time) {
        long apart = time - before;
        return apart >= 0 && apart <= second;
    }
}
