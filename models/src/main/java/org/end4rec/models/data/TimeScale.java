package org.end4rec.models.data;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.end4rec.models.json.JsonValue;

/**
 * How the times of a log are counted.
 *
 * @param timed whether events have times; otherwise a time is the number of a row
 * @param dates whether times were written as dates
 * @param decimals digits after the point of the log's unit that a time step is
 * @param stepsPerSecond time steps of a second, or 0 if the unit is unknown
 */
record TimeScale(boolean timed, boolean dates, int decimals, long stepsPerSecond) {
    Histories.Clock clock() {
        long stepsPerUnit = 1;
        for (int digit = 0; digit < decimals; digit++) {
            stepsPerUnit *= 10;
        }
        return new Histories.Clock(timed, stepsPerUnit, stepsPerSecond);
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("timed", timed);
        map.put("dates", dates);
        map.put("decimals", decimals);
        map.put("stepsPerSecond", stepsPerSecond);
        return map;
    }

    static TimeScale of(JsonValue saved, Path file) throws EventLogException {
        Object timed = saved.path("timed").value();
        Object dates = saved.path("dates").value();
        if (!(timed instanceof Boolean hasTimes) || !(dates instanceof Boolean areDates)) {
            throw PreparedFiles.damaged(file, "the object 'times' is missing or does not say how times are counted");
        }
        int decimals = (int) PreparedFiles.whole(saved, "decimals", Timestamps.MOST_DIGITS, file);
        return new TimeScale(
                hasTimes, areDates, decimals, PreparedFiles.whole(saved, "stepsPerSecond", Long.MAX_VALUE, file));
    }
}
