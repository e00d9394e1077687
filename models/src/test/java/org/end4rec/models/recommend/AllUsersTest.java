package org.end4rec.models.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.end4rec.core.random.RandomStream;
import org.end4rec.core.testing.Figures;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.run.RunFolder;
import org.end4rec.models.run.TinyRuns;
import org.end4rec.models.training.Model;
import org.end4rec.models.training.Preset;
import org.end4rec.models.training.TrainingConfig;
import org.end4rec.models.votes.VoteWeights;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers for many users at once, compared with one request after the other. */
class AllUsersTest {
    private static final String PAPER = "end4rec@paper";
    private static final int ITEMS = 70;
    private static final int USERS = 150;

    @TempDir
    private static Path temporary;

    private static final Map<String, Recommender> RECOMMENDERS = new HashMap<>();

    /** Every kind of model, with fresh parameters. */
    static Stream<String> models() {
        return Stream.concat(Model.names().stream(), Stream.of(PAPER));
    }

    @BeforeAll
    static void save() throws IOException {
        for (String name : models().toList()) {
            TrainingConfig config = name.equals(PAPER)
                    ? Preset.PAPER.on(TinyRuns.CONFIG)
                    : TinyRuns.with("model=" + name, "guided=false", "neighbors=9");
            RunFolder run = TinyRuns.create(temporary.resolve(name), config);
            SequenceEncoder encoder = run.newEncoder();
            run.saveBest(encoder.stages().size() - 1, encoder.lastStage(), encoder.parameters());
            if (Model.find(name).map(Model::votes).orElse(false)) {
                run.saveVotes(new VoteWeights(0.5, 0.1, 0.9, 1));
            }
            RECOMMENDERS.put(name, Recommender.load(temporary.resolve(name)));
        }
    }

    private static Recommender recommender(String name) {
        return Objects.requireNonNull(RECOMMENDERS.get(name), name);
    }

    /** Histories without events, with one, with more than the model reads; ids that no model knows among them. */
    private static List<UserHistory> users() {
        List<UserHistory> users = new ArrayList<>();
        for (int user = 0; user < USERS; user++) {
            RandomStream stream = RandomStream.of(7, "user", user);
            List<HistoryEvent> events = IntStream.range(0, user % 4 == 3 ? user % 3 : user % 29)
                    .mapToObj(i -> new HistoryEvent(
                            "i" + stream.below(3L * i, ITEMS + 5),
                            List.of("click", "cart", "buy", "stare").get((int) stream.below(3L * i + 1, 4))))
                    .toList();
            users.add(new UserHistory("user " + user, events));
        }
        return users;
    }

    /** One request after the other. */
    private static Map<String, Recommendations> oneByOne(
            Recommender recommender, List<UserHistory> users, Request rules) {
        Map<String, Recommendations> answers = new HashMap<>();
        users.forEach(user -> answers.put(user.user(), recommender.recommend(rules.history(user.history()))));
        return answers;
    }

    /** Checks that the same users come in the same order with the same items and bits. */
    private static void assertSame(
            Recommender recommender, List<UserHistory> users, Request rules, int threads, int block)
            throws InterruptedException {
        Map<String, Recommendations> expected = oneByOne(recommender, users, rules);
        List<String> order = new ArrayList<>();
        long count = new AllUsers(
                        recommender,
                        recommender.blocks(),
                        BatchSettings.of(rules).threads(threads),
                        block)
                .run(users, (user, answer) -> {
                    order.add(user);
                    assertThat(answer).as(user).isEqualTo(expected.get(user));
                });
        assertThat(order).isEqualTo(users.stream().map(UserHistory::user).toList());
        assertThat(count).isEqualTo(users.size());
    }

    // oracle

    @ParameterizedTest
    @MethodSource("models")
    void equalsOneRequestAfterTheOtherBitForBit(String name) throws InterruptedException {
        List<UserHistory> users = users();
        for (boolean excludeSeen : new boolean[] {false, true}) {
            for (int top : new int[] {1, 10, Integer.MAX_VALUE}) {
                Request rules = Request.of(List.of()).top(top).excludeSeen(excludeSeen);
                assertSame(recommender(name), users, rules, 1, AllUsers.BLOCK);
                assertSame(recommender(name), users, rules, 2, 7);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
    void neitherThreadsNorBlocksChangeABit(int threads) throws InterruptedException {
        for (String name : List.of("end4rec", "gru4rec+b", "sasrec+b+v")) {
            for (int block : new int[] {1, 7, 64}) {
                assertSame(recommender(name), users(), Request.of(List.of()).excludeSeen(true), threads, block);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"end4rec", "sasrec+b"})
    void rulesHoldForEverybody(String name) throws InterruptedException {
        Request all = Request.of(List.of()).excludeSeen(true);
        List<String> some = IntStream.range(0, ITEMS + 3)
                .filter(i -> i % 5 == 2)
                .mapToObj(i -> "i" + i)
                .toList();
        List<Request> rules = List.of(
                all.only(some),
                all.without(some),
                all.only(List.of()),
                all.only(List.of("i3", "nothing")).without(List.of("i3")),
                all.where(item -> item.endsWith("3")),
                all.boost((item, score) -> item.endsWith("4") ? score + 0.3f : score),
                all.boost((item, score) -> item.endsWith("4") ? Float.NaN : -score)
                        .only(some)
                        .top(3));
        for (Request each : rules) {
            assertSame(recommender(name), users(), each, 1, 64);
            assertSame(recommender(name), users(), each, 3, 7);
        }
    }

    @Test
    void votesAndNoiseTakePart() {
        Recommender recommender = recommender("end4rec");
        Recommender silent = recommender("sasrec+b");
        Recommender voting = recommender("sasrec+b+v");
        List<UserHistory> users = users();
        Request rules = Request.of(List.of());
        assertThat(oneByOne(voting, users, rules)).isNotEqualTo(oneByOne(silent, users, rules));
        assertThat(users.stream()
                        .filter(user -> recommender
                                .recommend(rules.history(user.history()))
                                .byPopularity()))
                .hasSizeBetween(5, USERS / 2);
    }

    // values

    @Test
    void usersOfTheRunComeWithTheirHistories() throws InterruptedException {
        Recommender recommender = recommender("end4rec");
        List<UserHistory> users = recommender.userHistories();
        assertThat(users).extracting(UserHistory::user).isEqualTo(List.copyOf(recommender.users()));
        assertThat(users.get(4).history())
                .isEqualTo(recommender.historyOf(users.get(4).user()));
        Map<String, Recommendations> answers = new HashMap<>();
        Request rules = Request.of(List.of()).top(3);
        assertThat(recommender.recommendAll(users, BatchSettings.of(rules), answers::put))
                .isEqualTo(60);
        assertThat(answers).isEqualTo(oneByOne(recommender, users, rules));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void progressComesAfterEachBlock(int threads) throws InterruptedException {
        Recommender recommender = recommender("gru4rec");
        for (boolean known : new boolean[] {true, false}) {
            List<String> progress = new ArrayList<>();
            BatchSettings settings = BatchSettings.of(Request.of(List.of()))
                    .threads(threads)
                    .progress((done, total) -> progress.add(done + " of " + total));
            List<UserHistory> users = users();
            new AllUsers(recommender, recommender.blocks(), settings, 64)
                    .run(known ? users : users::iterator, (user, answer) -> {});
            String total = known ? " of 150" : " of 0";
            assertThat(progress).containsExactly("0" + total, "64" + total, "128" + total, "150" + total);
        }
    }

    @Test
    void nobodyGetsNothing() throws InterruptedException {
        BiConsumer<String, Recommendations> sink = (user, answer) -> {
            throw new AssertionError(user);
        };
        assertThat(recommender("gru4rec").recommendAll(List.of(), BatchSettings.of(Request.of(List.of())), sink))
                .isZero();
    }

    // edges

    /** A few blocks ahead of the answers, and no further. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void readsOnlyAFewBlocksAhead(int threads) throws InterruptedException {
        Recommender recommender = recommender("gru4rec");
        AtomicInteger read = new AtomicInteger();
        AtomicInteger answered = new AtomicInteger();
        AtomicInteger mostAhead = new AtomicInteger();
        Iterable<UserHistory> users = () -> IntStream.range(0, 3000)
                .mapToObj(i -> {
                    read.incrementAndGet();
                    return new UserHistory("u" + i, List.of(new HistoryEvent("i" + i % ITEMS, "click")));
                })
                .iterator();
        new AllUsers(
                        recommender,
                        recommender.blocks(),
                        BatchSettings.of(Request.of(List.of())).threads(threads),
                        16)
                .run(
                        users,
                        (user, answer) ->
                                mostAhead.accumulateAndGet(read.get() - answered.getAndIncrement(), Math::max));
        assertThat(answered).hasValue(3000);
        assertThat(mostAhead.get()).isLessThanOrEqualTo(threads == 1 ? 17 : 16 * 2 * threads + 1);
    }

    /** What a user costs is garbage soon, and no more with ten times the users. */
    @ParameterizedTest
    @ValueSource(strings = {"end4rec", "sasrec+b+v"})
    void aUserAllocatesLittle(String name) throws InterruptedException {
        Recommender recommender = recommender(name);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        BatchSettings settings = BatchSettings.of(Request.of(List.of())).threads(1);
        List<UserHistory> users = users();
        double[] perUser = new double[2];
        for (int round = 0; round < 6; round++) {
            int times = round % 2 == 0 ? 4 : 40;
            Iterable<UserHistory> many = () -> Stream.generate(() -> users)
                    .limit(times)
                    .flatMap(List::stream)
                    .iterator();
            long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            recommender.recommendAll(many, settings, (user, answer) -> {});
            long after = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            perUser[round % 2] = (after - before) / (double) (times * USERS);
        }
        Figures.print("all-users", name, "%.0f bytes a user, in garbage", perUser[1]);
        assertThat(perUser[1]).isLessThan(60_000).isLessThan(1.1 * perUser[0]);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void anInterruptEndsTheCall(int threads) {
        Recommender recommender = recommender("gru4rec");
        Set<String> answered = new HashSet<>();
        AllUsers everybody = new AllUsers(
                recommender,
                recommender.blocks(),
                BatchSettings.of(Request.of(List.of())).threads(threads),
                8);
        assertThatThrownBy(() -> everybody.run(users(), (user, answer) -> {
                    answered.add(user);
                    Thread.currentThread().interrupt();
                }))
                .isInstanceOf(InterruptedException.class);
        assertThat(answered).hasSize(8);
        assertThat(Thread.interrupted()).isFalse();
        assertThat(workers()).isZero();
    }

    // errors

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void whatTheSinkThrowsEndsEverything(int threads) {
        Recommender recommender = recommender("gru4rec");
        AllUsers everybody = new AllUsers(
                recommender,
                recommender.blocks(),
                BatchSettings.of(Request.of(List.of())).threads(threads),
                8);
        AtomicInteger answered = new AtomicInteger();
        IllegalStateException full = new IllegalStateException("the table is full");
        assertThatThrownBy(() -> everybody.run(users(), (user, answer) -> {
                    if (answered.incrementAndGet() == 20) {
                        throw full;
                    }
                }))
                .isSameAs(full);
        assertThat(answered).hasValue(20);
        assertThat(workers()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void whatTheRulesThrowComesThrough(int threads) {
        Recommender recommender = recommender("gru4rec");
        Request rules = Request.of(List.of()).where(item -> {
            throw new UnsupportedOperationException("no such table");
        });
        assertThatThrownBy(() -> recommender.recommendAll(
                        users(), BatchSettings.of(rules).threads(threads), (user, answer) -> {}))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("no such table");
        assertThat(workers()).isZero();
    }

    @Test
    void threadsOutOfRange() {
        BatchSettings settings = BatchSettings.of(Request.of(List.of()));
        for (int threads : new int[] {0, -1, 1025}) {
            assertThatThrownBy(() -> settings.threads(threads))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("BatchSettings: threads is " + threads + "; it must be from 1 to 1024");
        }
    }

    /** Threads of this work that are left; a thread that has done its work may need a moment to end. */
    private static long workers() {
        long left = 1;
        for (int i = 0; i < 200 && left > 0; i++) {
            left = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().equals("end4rec-batch"))
                    .count();
            LockSupport.parkNanos(left * 50_000_000);
        }
        return left;
    }
}
