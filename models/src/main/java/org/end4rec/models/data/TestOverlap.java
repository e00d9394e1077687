package org.end4rec.models.data;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Finds what a test file and the log must not share: test events that are in the log, events of the log that come after
 * their user's first test event, and rows that the test file has twice. Each of these shows a model the answer. Only
 * test events of the target behavior, or without a behavior, count.
 *
 * <p>If both have times, a test event is in the log if the user has an event of the same item and behavior at the same
 * time or within a second of it. Without times, of a user with n test events the last n log events of the target
 * behavior are compared: if a test event is among them, the test was taken from the log and is still there. Without
 * times a repeated purchase looks the same. If each of at least ten test events has an event of the same user, item and
 * behavior anywhere in the log, the last of these events is the test event. Immutable.
 */
public final class TestOverlap {
    /** Fewer test events may all be repeated purchases. */
    private static final int TESTS_NEEDED = 10;

    /** Times of one unit differ by less than this factor. */
    private static final double FARTHEST = 100;

    private final Histories all;
    private final TestTargets tests;
    private final int behavior;
    private final BitSet inLog = new BitSet();
    private final BitSet later = new BitSet();
    private final BitSet twice = new BitSet();
    private int asked;
    private int known;

    private TestOverlap(Histories all, TestTargets tests, int behavior) {
        this.all = all;
        this.tests = tests;
        this.behavior = behavior;
    }

    /**
     * Compares the events of each user.
     *
     * @throws IllegalArgumentException if the times have different units and one of them is unknown
     */
    public static TestOverlap of(Histories histories, TestTargets tests, String targetBehavior) {
        TestOverlap overlap =
                new TestOverlap(histories, tests, histories.behaviors().number(targetBehavior));
        Collection<List<Integer>> byUser = overlap.testsByUser();
        if (histories.hasTimes() && tests.hasTimes()) {
            overlap.checkUnits();
            byUser.forEach(overlap::compareTimes);
        } else {
            overlap.compareOrder(byUser);
        }
        return overlap;
    }

    /** Whether there is no overlap. */
    public boolean isEmpty() {
        return inLog.isEmpty() && later.isEmpty() && twice.isEmpty();
    }

    /** How many test events are in the log. */
    public int inLog() {
        return known;
    }

    /** How many events of the log come after the first test event of their user. */
    public int later() {
        return later.cardinality();
    }

    /** How many rows of the test file repeat an earlier row. */
    public int repeated() {
        return twice.cardinality();
    }

    /** The histories without the test events and the events after them; ids and their numbers stay. */
    public Histories histories() {
        BitSet dropped = (BitSet) inLog.clone();
        dropped.or(later);
        return dropped.isEmpty() ? all : all.without(dropped);
    }

    /** The test events, each row once. */
    public TestTargets tests() {
        return twice.isEmpty() ? tests : tests.without(twice);
    }

    /** The number of each kind that occurs. */
    @Override
    public String toString() {
        List<String> found = new ArrayList<>();
        if (known > 0) {
            found.add(String.format(Locale.ROOT, "%,d of %,d test events are in the log", known, asked));
        }
        if (!later.isEmpty()) {
            found.add(String.format(
                    Locale.ROOT, "%,d events of the log come after the test event of their user", later.cardinality()));
        }
        if (!twice.isEmpty()) {
            found.add(
                    String.format(Locale.ROOT, "%,d rows repeat an earlier row of the test file", twice.cardinality()));
        }
        return String.join("; ", found);
    }

    /** The indexes of the test events of each user that has any, without repeated ones. */
    private Collection<List<Integer>> testsByUser() {
        Map<Integer, List<Integer>> byUser = new TreeMap<>();
        Set<Long> seen = new HashSet<>();
        for (int i = 0; i < tests.size(); i++) {
            if (tests.behavior(i) != 0 && tests.behavior(i) != behavior) {
                continue;
            }
            if (seen.add((long) tests.user(i) << Integer.SIZE | tests.item(i))) {
                byUser.computeIfAbsent(tests.user(i), user -> new ArrayList<>()).add(i);
                asked++;
            } else {
                twice.set(i);
            }
        }
        return byUser.values();
    }

    /**
     * If the unit of only one side is known, the other side is taken to have the same unit, unless that makes no sense.
     */
    private void checkUnits() {
        if ((all.stepsPerSecond() == 0) == (tests.stepsPerSecond() == 0)) {
            return;
        }
        double ofLog = 0;
        for (int user = 1; user <= all.users().size(); user++) {
            int length = all.length(user);
            ofLog = length == 0 ? ofLog : Math.max(ofLog, all.timestamp(user, length - 1));
        }
        double ofTests = IntStream.range(0, tests.size())
                .mapToDouble(tests::timestamp)
                .max()
                .orElse(ofLog);
        if (Math.max(ofLog, ofTests) > FARTHEST * Math.min(ofLog, ofTests)) {
            throw new IllegalArgumentException("TestOverlap: the times of the test file and the times of the log have"
                    + " different units, so the order of the events is unknown; write both in the same unit, or leave"
                    + " the times of the test file out");
        }
    }

    private void compareTimes(List<Integer> ofUser) {
        int user = tests.user(ofUser.get(0));
        int start = all.offset(user);
        long first = Long.MAX_VALUE;
        for (int test : ofUser) {
            long time = tests.timestamp(test);
            first = Math.min(first, time);
            boolean found = false;
            for (int position = 0; position < all.length(user); position++) {
                if (isTest(user, position, test) && isWithinASecond(all.timestamp(user, position), time)) {
                    inLog.set(start + position);
                    found = true;
                }
            }
            known += found ? 1 : 0;
        }
        for (int position = 0; position < all.length(user); position++) {
            if (all.timestamp(user, position) > first && !inLog.get(start + position)) {
                later.set(start + position);
            }
        }
    }

    private boolean isWithinASecond(long one, long other) {
        long apart = Math.max(one, other) - Math.min(one, other);
        return apart >= 0 && apart <= all.stepsPerSecond();
    }

    private boolean isTest(int user, int position, int test) {
        return all.behavior(user, position) == behavior && all.item(user, position) == tests.item(test);
    }

    private void compareOrder(Collection<List<Integer>> byUser) {
        boolean everywhere = asked >= TESTS_NEEDED;
        for (List<Integer> ofUser : byUser) {
            for (int test : ofUser) {
                everywhere = everywhere && last(test) >= 0;
            }
        }
        for (List<Integer> ofUser : byUser) {
            compareOrder(ofUser, everywhere ? Integer.MAX_VALUE : ofUser.size());
        }
    }

    /** Looks for the test events of a user among the user's last {@code most} events of the target behavior. */
    private void compareOrder(List<Integer> ofUser, int most) {
        int user = tests.user(ofUser.get(0));
        int from = all.length(user);
        for (int targets = 0; from > 0 && targets < most; from--) {
            targets += all.behavior(user, from - 1) == behavior ? 1 : 0;
        }
        int first = all.length(user);
        for (int test : ofUser) {
            int position = last(test);
            if (position >= from) {
                inLog.set(all.offset(user) + position);
                known++;
                first = Math.min(first, position);
            }
        }
        for (int position = first; position < all.length(user); position++) {
            if (!inLog.get(all.offset(user) + position)) {
                later.set(all.offset(user) + position);
            }
        }
    }

    /** The user's last event that equals the test event, or −1. */
    private int last(int test) {
        int user = tests.user(test);
        int position = all.length(user) - 1;
        while (position >= 0 && !isTest(user, position, test)) {
            position--;
        }
        return position;
    }
}
