package org.end4rec.models.recommend;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Answers any number of users in blocks. The calling thread reads the users and hands out the answers in the order of
 * the users; other threads compute. Only a few blocks are in memory at a time.
 */
final class AllUsers {
    /** Users of a block: enough for the products to run at full speed. */
    static final int BLOCK = 256;

    /** Answers of a block, which limits the memory where many items are wanted. */
    private static final int MOST_ANSWERS = 1 << 17;

    private static final int BLOCKS_PER_THREAD = 2;

    private final Recommender recommender;
    private final @Nullable BlockRanker ranker;
    private final BatchSettings settings;
    private final Request rules;
    private final Exclusion allowed;
    private final @Nullable CandidateRows candidates;
    private final List<String> unknownCandidates;
    private final int block;

    /**
     * @param ranker null if the model ranks one history at a time only
     * @param block users of a block at most
     */
    AllUsers(Recommender recommender, @Nullable BlockRanker ranker, BatchSettings settings, int block) {
        this.recommender = recommender;
        this.ranker = ranker;
        this.settings = settings;
        rules = settings.rules();
        allowed = recommender.rules().of(rules);
        candidates = ranker == null ? null : ranker.candidates(allowed);
        unknownCandidates = recommender.rules().unknownCandidates(rules);
        int most = candidates == null ? recommender.items().size() : candidates.size();
        int answers = Math.max(1, Math.min(rules.top(), most));
        this.block = Math.max(1, Math.min(block, MOST_ANSWERS / answers));
    }

    /** Answers of a block of users, in their order. */
    private record Answers(List<UserHistory> users, List<Recommendations> answers) {}

    /** As {@link Recommender#recommendAll}. */
    long run(Iterable<UserHistory> users, BiConsumer<String, Recommendations> sink) throws InterruptedException {
        Iterator<UserHistory> left = users.iterator();
        long total = users instanceof Collection<?> all ? all.size() : 0;
        int threads = settings.threads();
        if (threads == 1) {
            return run(left, total, sink, Runnable::run, 1);
        }
        ExecutorService pool = Executors.newFixedThreadPool(threads, AllUsers::thread);
        try {
            return run(left, total, sink, pool, BLOCKS_PER_THREAD * threads);
        } finally {
            pool.shutdownNow();
            awaitEnd(pool);
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "end4rec-batch");
        thread.setDaemon(true);
        return thread;
    }

    /** No thread may outlive the call, since the caller may end what the rules' functions use. */
    private static void awaitEnd(ExecutorService pool) {
        boolean interrupted = false;
        boolean ended = false;
        while (!ended) {
            try {
                ended = pool.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private long run(
            Iterator<UserHistory> users,
            long total,
            BiConsumer<String, Recommendations> sink,
            Executor executor,
            int mostBlocks)
            throws InterruptedException {
        Deque<FutureTask<Answers>> running = new ArrayDeque<>();
        long done = 0;
        settings.progress().at(0, total);
        while (users.hasNext() || !running.isEmpty()) {
            while (users.hasNext() && running.size() < mostBlocks) {
                List<UserHistory> next = next(users);
                FutureTask<Answers> task = new FutureTask<>(() -> new Answers(next, answers(next)));
                executor.execute(task);
                running.add(task);
            }
            Answers answers = get(running.remove());
            for (int i = 0; i < answers.users().size(); i++) {
                sink.accept(answers.users().get(i).user(), answers.answers().get(i));
            }
            done += answers.users().size();
            settings.progress().at(done, total);
        }
        return done;
    }

    private List<UserHistory> next(Iterator<UserHistory> users) {
        List<UserHistory> next = new ArrayList<>(block);
        while (next.size() < block && users.hasNext()) {
            next.add(Objects.requireNonNull(users.next(), "a user of recommendAll"));
        }
        return next;
    }

    private static Answers get(FutureTask<Answers> task) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("recommendAll was interrupted");
        }
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            if (e.getCause() instanceof RuntimeException exception) {
                throw exception;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private List<Recommendations> answers(List<UserHistory> users) {
        List<KnownHistory> all = new ArrayList<>(users.size());
        List<KnownHistory> encoded = new ArrayList<>(users.size());
        List<Exclusion> excluded = new ArrayList<>(users.size());
        for (UserHistory user : users) {
            KnownHistory known = recommender.known(user.history());
            all.add(known);
            if (known.size() > 0) {
                encoded.add(known);
                excluded.add(recommender.excluded(rules, allowed, known));
            }
        }
        RankedItems[] ranked = ranked(encoded, excluded);
        List<Recommendations> answers = new ArrayList<>(users.size());
        int next = 0;
        for (KnownHistory known : all) {
            RankedItems best = known.size() > 0
                    ? ranked[next++]
                    : recommender.knowledge().mostPopular(rules.top(), recommender.excluded(rules, allowed, known));
            answers.add(recommender.knowledge().answer(known, best, unknownCandidates));
        }
        return answers;
    }

    private RankedItems[] ranked(List<KnownHistory> histories, List<Exclusion> excluded) {
        if (ranker != null && candidates != null && !histories.isEmpty()) {
            return ranker.rank(histories, rules.top(), excluded, candidates);
        }
        RankedItems[] ranked = new RankedItems[histories.size()];
        for (int i = 0; i < ranked.length; i++) {
            KnownHistory history = histories.get(i);
            ranked[i] = recommender
                    .knowledge()
                    .ranker()
                    .rank(history.items(), history.behaviors(), rules.top(), excluded.get(i));
        }
        return ranked;
    }
}
