package org.end4rec.models.description;

import java.util.LinkedHashMap;
import java.util.Map;
import org.end4rec.models.data.TestOverlap;
import org.end4rec.models.data.TestTargets;

/**
 * What a test file has in common with the log, and what the log does not know of it.
 *
 * @param rows rows of the file
 * @param unknown rows whose user, item or behavior the log does not know
 * @param inLog test events that are in the log
 * @param later events of the log after the test event of their user
 * @param twice rows that repeat an earlier row
 */
record FoundInTest(int rows, int unknown, int inLog, int later, int twice) {
    static final FoundInTest NO_FILE = new FoundInTest(0, 0, 0, 0, 0);

    static FoundInTest of(TestTargets tests, TestOverlap overlap) {
        int unknown = tests.unknownUsers() + tests.unknownItems() + tests.unknownBehaviors();
        return new FoundInTest(tests.size() + unknown, unknown, overlap.inLog(), overlap.later(), overlap.repeated());
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("rows", rows);
        map.put("unknown", unknown);
        map.put("inLog", inLog);
        map.put("later", later);
        map.put("twice", twice);
        return map;
    }
}
