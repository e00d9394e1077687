package org.end4rec.models.counting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.end4rec.models.data.Histories;
import org.end4rec.models.data.Split;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrowingVotesTest {
    /** A split in which training may see all events. */
    private static Split all(Histories histories) {
        int[] visible = new int[histories.users().size() + 1];
        for (int user = 1; user < visible.length; user++) {
            visible[user] = histories.length(user);
        }
        return Split.of(histories, 1, false, List.of(), List.of(), List.of(), visible);
    }

    /** The votes counted from nothing. */
    private static NeighborVotes whole(int items, List<List<Integer>> users, int neighbors, double shrinkage) {
        int[][] rows = users.stream()
                .map(user -> user.stream().mapToInt(item -> item).toArray())
                .toArray(int[][]::new);
        Histories histories = TinyLogs.of(items, rows);
        return NeighborVotes.of(histories, all(histories), neighbors, shrinkage);
    }

    private static void assertSameBits(@Nullable NeighborVotes maybe, NeighborVotes expected) {
        NeighborVotes found = Objects.requireNonNull(maybe, "found");
        assertThat(found.items()).isEqualTo(expected.items());
        for (int item = 0; item <= expected.items(); item++) {
            assertThat(found.row(item).items())
                    .as("item %d", item)
                    .isEqualTo(expected.row(item).items());
            assertThat(found.row(item).similarities())
                    .isEqualTo(expected.row(item).similarities());
        }
    }

    private static List<List<Integer>> draw(Random random, int users, int items) {
        List<List<Integer>> drawn = new ArrayList<>();
        for (int user = 0; user < users; user++) {
            List<Integer> events = new ArrayList<>();
            random.ints(random.nextInt(9), 1, items + 1).forEach(events::add);
            drawn.add(events);
        }
        return drawn;
    }

    private static int[] newestFirst(List<Integer> events) {
        int[] newest = new int[events.size()];
        for (int i = 0; i < newest.length; i++) {
            newest[i] = events.get(newest.length - 1 - i);
        }
        return newest;
    }

    // oracle

    @ParameterizedTest
    @CsvSource({"1,0,29", "2,1,29", "3,20,13", "7,1,31", "200,0.5,17", "5,100,127", "4,1,499"})
    void haveTheBitsOfACountOfEverything(int neighbors, double shrinkage, int items) {
        Random random = new Random(neighbors);
        List<List<Integer>> users = draw(random, 31, items);
        NeighborVotes first = whole(items, users, neighbors, shrinkage);
        Histories log = TinyLogs.of(
                items,
                users.stream()
                        .map(user -> user.stream().mapToInt(item -> item).toArray())
                        .toArray(int[][]::new));
        GrowingVotes votes = GrowingVotes.of(first, log, all(log));
        int most = items;
        GrowingVotes previous = votes;
        NeighborVotes expectedOfPrevious = first;
        for (int round = 0; round < 40; round++) {
            Map<Integer, int[]> changed = new TreeMap<>();
            int events = 1 + random.nextInt(round % 5 == 0 ? 70 : 3);
            for (int i = 0; i < events; i++) {
                int user = random.nextInt(users.size() + 1);
                if (user == users.size()) {
                    users.add(new ArrayList<>());
                }
                int item = random.nextInt(15) == 0 ? most + 1 : 1 + random.nextInt(most);
                most = Math.max(most, item);
                users.get(user).add(item);
                changed.put(user + 1, newestFirst(users.get(user)));
            }
            GrowingVotes now = votes.with(most, changed);
            NeighborVotes expected = whole(most, users, neighbors, shrinkage);
            assertSameBits(now.votes(), expected);
            // the votes before stay as they were
            assertSameBits(previous.votes(), expectedOfPrevious);
            previous = now;
            expectedOfPrevious = expected;
            votes = now;
        }
        assertThat(most).isGreaterThan(items);
    }

    /** A user with more than a thousand items: a new item drives out the oldest, whose rows change too. */
    @Test
    void itemsThatNoLongerCountLeaveTheRows() {
        Random random = new Random(3);
        int items = 1050;
        List<List<Integer>> users = draw(random, 40, items);
        List<Integer> many = new ArrayList<>();
        for (int item = 1; item <= SharedUsers.MOST_ITEMS; item++) {
            many.add(item);
        }
        users.add(many);
        for (int user = 0; user < 20; user++) {
            users.add(new ArrayList<>(List.of(1 + user % 4, 2 + user % 5, 900 + user)));
        }
        for (int neighbors : new int[] {2, 1100}) {
            List<List<Integer>> growing = new ArrayList<>();
            users.forEach(user -> growing.add(new ArrayList<>(user)));
            Histories log = TinyLogs.of(
                    items,
                    growing.stream()
                            .map(user -> user.stream().mapToInt(item -> item).toArray())
                            .toArray(int[][]::new));
            GrowingVotes votes = GrowingVotes.of(whole(items, growing, neighbors, 1), log, all(log));
            for (int item : new int[] {1001, 1002, 5, 1, 1003, 1003, 2, 1040}) {
                growing.get(40).add(item);
                votes = votes.with(items, Map.of(41, newestFirst(growing.get(40))));
                assertSameBits(votes.votes(), whole(items, growing, neighbors, 1));
            }
        }
    }

    @Test
    void countsWhoHadBoth() {
        Histories log = TinyLogs.of(4, new int[] {1, 2, 2}, new int[] {1, 3}, new int[] {2, 1});
        GrowingVotes votes = GrowingVotes.of(null, log, all(log)).with(5, Map.of(4, new int[] {5, 1}));
        assertThat(votes.votes()).isNull();
        assertThat(votes.together(1)).isEqualTo(new HashMap<>(Map.of(2, 2, 3, 1, 5, 1)));
        assertThat(votes.together(5)).isEqualTo(Map.of(1, 1));
        assertThat(votes.together(4)).isEmpty();
    }

    // edges

    @Test
    void eventsThatChangeNoSetOfItemsShareAllRows() {
        Histories log = TinyLogs.of(4, new int[] {1, 2}, new int[] {1, 3});
        NeighborVotes votes = NeighborVotes.of(log, all(log), 3, 1);
        GrowingVotes again = GrowingVotes.of(votes, log, all(log)).with(4, Map.of(1, new int[] {1, 2, 1}));
        assertSameBits(again.votes(), votes);
    }

    @Test
    void sharedPagesKeepTheirElements() {
        SharedPages<String> none = SharedPages.empty();
        SharedPages<String> some = none.with(Map.of(0, "a", 511, "b", 512, "c", 5000, "d"));
        SharedPages<String> more = some.with(Map.of(512, "x", 513, "y"));
        assertThat(none.get(0)).isNull();
        for (int index : new int[] {1, 513, 1024, 5001, Integer.MAX_VALUE}) {
            assertThat(some.get(index)).isNull();
        }
        assertThat(Arrays.asList(some.get(0), some.get(511), some.get(512), some.get(5000)))
                .containsExactly("a", "b", "c", "d");
        assertThat(Arrays.asList(more.get(0), more.get(511), more.get(512), more.get(513), more.get(5000)))
                .containsExactly("a", "b", "x", "y", "d");
    }

    // errors

    @Test
    void fewerItemsThanBeforeAndItemsThatAreNone() {
        Histories log = TinyLogs.of(4, new int[] {1, 2}, new int[] {1, 3});
        GrowingVotes votes = GrowingVotes.of(null, log, all(log));
        assertThatThrownBy(() -> votes.with(3, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("GrowingVotes: there are 3 items; there must be from 4 to 2147483646");
        assertThatThrownBy(() -> votes.together(5)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> votes.usersOf(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(votes.usersOf(1)).isEqualTo(2);
    }

    @Test
    void negativeIndex() {
        assertThatThrownBy(() -> SharedPages.<String>empty().with(Map.of(-1, "a")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("SharedPages: index is -1; it must be at least 0");
    }
}
