package org.end4rec.models.recommend;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.end4rec.core.kernel.Kernels;
import org.end4rec.models.data.Event;
import org.end4rec.models.data.Histories;
import org.end4rec.models.data.ProgressListener;
import org.end4rec.models.encoder.Stage;
import org.end4rec.models.run.RankingModel;
import org.end4rec.models.run.RunFolder;
import org.end4rec.models.run.ServingModel;
import org.end4rec.models.run.TrainedModel;
import org.end4rec.models.run.TrainedRun;
import org.jspecify.annotations.Nullable;

/**
 * A trained model that recommends for any history, of a known user or not. Items the model does not know are skipped;
 * an empty history gets the most popular items. Immutable and thread-safe.
 */
public final class Recommender {
    private static final int WARM_UP_REQUESTS = 200;
    private static final int WARM_UP_TOP = 10;

    private final RankingModel model;
    private final @Nullable VectorSpace vectors;
    private final Knowledge knowledge;
    private final GrowingHistories histories;
    private final ItemRules rules;

    Recommender(Knowledge knowledge) {
        this.knowledge = knowledge;
        model = knowledge.model();
        histories = knowledge.histories();
        int length = knowledge.length();
        vectors = model instanceof TrainedModel trained ? new VectorSpace(trained, histories.items(), length) : null;
        rules = new ItemRules(histories.items());
    }

    /** A recommender that cannot learn later events, see {@link Knowledge}; {@code itemCounts} [V+1]. */
    Recommender(RankingModel model, int length, Histories histories, int[] itemCounts, boolean novel) {
        this(Knowledge.of(model, length, histories, itemCounts, novel));
    }

    /**
     * Loads the best model of a run folder, or a {@link ServingModel}, a folder or a zip, which has no users.
     *
     * @throws IOException if there is none that can be used
     */
    public static Recommender load(Path source) throws IOException {
        return load(source, ProgressListener.NONE);
    }

    /** As {@link #load(Path)}; {@code counting} as for {@link RunFolder#loadModel(ProgressListener)}. */
    public static Recommender load(Path source, ProgressListener counting) throws IOException {
        return RecommenderSource.load(source, counting);
    }

    /** Recommends with a model that was trained in memory or in a folder; the two give the same answers. */
    public static Recommender of(TrainedRun trained) {
        return new Recommender(Knowledge.of(trained));
    }

    /**
     * Loads the zip of a {@link ServingModel} from a stream, which stays open, such as a resource of the class path:
     * {@code Recommender.load(resource)}.
     *
     * @throws IOException if the zip cannot be used
     */
    public static Recommender load(InputStream zip) throws IOException {
        return RecommenderSource.load(zip);
    }

    /**
     * Waits for {@link Kernels#warmUp}, then answers {@value #WARM_UP_REQUESTS} histories on this thread, of users
     * where there are any. So Java compiles what requests need before the first one comes, in some seconds of processor
     * time. Without it the first requests are slower.
     */
    public void warmUp() {
        Kernels.warmUp();
        for (int i = 0; i < WARM_UP_REQUESTS; i++) {
            recommend(WarmUpHistory.of(histories, knowledge.length(), i), WARM_UP_TOP);
        }
    }

    /**
     * The {@code top} best items for a history, best first; fewer if fewer are allowed. A model that predicts items new
     * to the user leaves out the items of the history.
     */
    public List<Recommendation> recommend(List<HistoryEvent> history, int top) {
        return recommend(Request.of(history).top(top)).items();
    }

    /** {@code recommend(Request.of(history).top(top).excludeSeen(excludeSeen))}. */
    public Recommendations answer(List<HistoryEvent> history, int top, boolean excludeSeen) {
        return recommend(Request.of(history).top(top).excludeSeen(excludeSeen));
    }

    /**
     * The best items that the rules of a request allow, best first, and what was skipped; of equal scores the item that
     * the log had first. The answer is shorter, or empty, if fewer items are allowed.
     *
     * @throws IllegalStateException if a score is not a finite number, since the saved weights are not
     * @throws IllegalArgumentException if a rescorer gives an infinite number
     */
    public Recommendations recommend(Request request) {
        KnownHistory known = known(request.history());
        Exclusion excluded = excluded(request, rules.of(request), known);
        RankedItems ranked = known.size() > 0
                ? knowledge.ranker().rank(known.items(), known.behaviors(), request.top(), excluded)
                : knowledge.mostPopular(request.top(), excluded);
        return knowledge.answer(known, ranked, rules.unknownCandidates(request));
    }

    /** The rules of a request in numbers, with the seen items: who predicts new items leaves them out unless asked. */
    Exclusion excluded(Request request, Exclusion allowed, KnownHistory known) {
        return request.excludesSeen(knowledge.novel()) ? allowed.and(known.seen()) : allowed;
    }

    /**
     * Answers many users, faster than one after the other, with the bits of {@link #recommend(Request)}. Memory does
     * not depend on the number of users. Users are read as they are needed: {@code stream::iterator} is enough.
     *
     * <pre>{@code
     * BatchSettings settings = BatchSettings.of(Request.of(List.of()).top(20));
     * recommender.recommendAll(recommender.userHistories(), settings, (user, answer) -> save(user, answer.items()));
     * }</pre>
     *
     * @param sink gets each user and the answer, in the order of the users, on the calling thread
     * @return the number of users
     * @throws InterruptedException if the thread is interrupted; the sink has the answers of the users so far. An
     *     exception of the sink, the users or the rules comes through. In any case no thread goes on working
     * @throws IllegalStateException as {@link #recommend(Request)}
     */
    public long recommendAll(
            Iterable<UserHistory> users, BatchSettings settings, BiConsumer<String, Recommendations> sink)
            throws InterruptedException {
        Objects.requireNonNull(sink, "sink");
        return new AllUsers(this, blocks(), settings, AllUsers.BLOCK).run(users, sink);
    }

    /** Every user of the training log with {@link #historyOf}, made when it is asked for, for {@link #recommendAll}. */
    public List<UserHistory> userHistories() {
        return new UserHistories(this, histories.users());
    }

    /**
     * The scores of some items after a history, all of them, best first; those of the history too. An item that comes
     * twice is ranked once; items that the model does not know are in {@link Recommendations#unknownCandidates}.
     */
    public Recommendations rank(List<HistoryEvent> history, Collection<String> candidates) {
        return rank(history, ItemSet.of(candidates));
    }

    /** As {@link #rank(List, Collection)}. */
    public Recommendations rank(List<HistoryEvent> history, ItemSet candidates) {
        return recommend(
                Request.of(history).only(candidates).top(Integer.MAX_VALUE).excludeSeen(false));
    }

    /** A new one for each batch of users; null for a count-based baseline, which answers one user after the other. */
    @Nullable
    BlockRanker blocks() {
        return model instanceof TrainedModel trained ? new BlockRanker(trained, knowledge.length()) : null;
    }

    ItemRules rules() {
        return rules;
    }

    /**
     * The decisions of the Hard Noise Eliminator about the events of a history, oldest first; at most the newest N
     * events.
     *
     * @throws UnsupportedOperationException if the model has no eliminator
     * @throws IllegalStateException if a number is not finite, since the saved weights are not
     */
    public List<Explanation> explain(List<HistoryEvent> history) {
        return NoiseDecisions.of(model, known(history), histories, knowledge.length());
    }

    /**
     * Why the items of an answer to that history have their scores: the votes of each event, and the change without it.
     * Takes about as long as N requests; an answer by popularity has no reasons.
     *
     * <pre>{@code
     * for (Reason reason : recommender.because(history, recommender.answer(history, 10, true))) {
     *     reason.causes().forEach(cause -> show(reason.item(), cause.event(), cause.change()));
     * }
     * }</pre>
     *
     * @throws UnsupportedOperationException if the model is count-based
     * @throws IllegalArgumentException if the run does not know an item
     * @throws IllegalStateException if a score is not a finite number, since the saved weights are not
     */
    public List<Reason> because(List<HistoryEvent> history, Recommendations answer) {
        return because(
                history, answer.items().stream().map(Recommendation::item).toList());
    }

    /** As {@link #because(List, Recommendations)}, for any items, recommended or not. */
    public List<Reason> because(List<HistoryEvent> history, Collection<String> items) {
        return knowledge.because(known(history), items);
    }

    /**
     * The items most similar to an item by {@link Similarity#EMBEDDING}, the most similar first, without the item.
     *
     * <pre>{@code
     * List<Recommendation> others = recommender.similarItems("shoe-17", 10);
     * }</pre>
     *
     * @throws IllegalArgumentException if {@code top < 1}, or the run does not know the item
     * @throws IllegalStateException if a similarity is not a finite number, since the saved weights are not
     */
    public List<Recommendation> similarItems(String item, int top) {
        return similarItems(item, top, Similarity.EMBEDDING);
    }

    /**
     * As {@link #similarItems(String, int)}, by any similarity: O(V·d) by the embedding. By the votes there may be
     * fewer items, or none.
     *
     * @throws UnsupportedOperationException if the votes are asked for and the run has none
     */
    public List<Recommendation> similarItems(String item, int top, Similarity by) {
        return vectors().similar(item, top, by);
    }

    /**
     * The vector of an item, [d]: its row of the item table, a copy. For a vector database that searches by the inner
     * product with {@link #userVector}.
     *
     * @throws IllegalArgumentException if the run does not know the item
     * @throws IllegalStateException if a number is not finite, since the saved weights are not
     */
    public float[] itemVector(String item) {
        return vectors().ofItem(item);
    }

    /**
     * The vector of a history, [d]: the query z. The score of an item, without votes, is the inner product of z and
     * {@link #itemVector}; a sum along d in order, by {@link Math#fma}, has the bits of the score.
     *
     * @throws IllegalArgumentException if the model knows no event of the history
     * @throws IllegalStateException if a number is not finite, since the saved weights are not
     */
    public float[] userVector(List<HistoryEvent> history) {
        return vectors().ofUser(known(history));
    }

    private VectorSpace vectors() {
        if (vectors == null) {
            throw new UnsupportedOperationException(
                    "Recommender: the model " + model.name() + " counts events and has no vectors");
        }
        return vectors;
    }

    /** Whether the eliminator is trained: the parameters come from a stage after the mining. */
    public boolean judgesAsTrained() {
        return model instanceof TrainedModel trained && trained.stage().epochs() != Stage.Epochs.MINING;
    }

    /** Name of the stage of training whose best parameters are used; an unfinished run has not reached the last one. */
    public String stage() {
        return model.stageName();
    }

    /** Whether the training log, or a later event, had that user. */
    public boolean knows(String user) {
        return histories.users().number(user) > 0;
    }

    /** Ids of the users of the training log and of later events. */
    public Collection<String> users() {
        return histories.users().ids();
    }

    /** Ids of the items of the training log, and of later ones. */
    public Collection<String> items() {
        return histories.items().ids();
    }

    /** Names of the behaviors of the training log. */
    public Collection<String> behaviors() {
        return histories.behaviors().ids();
    }

    /**
     * The history of a user, oldest first; empty for an unknown user. In a novel split the events of the training log
     * on the user's held-out items are missing.
     */
    public List<HistoryEvent> historyOf(String user) {
        return histories.of(user);
    }

    /**
     * A recommender that knows these events too, in milliseconds for a few events: its histories have them, popularity
     * and votes count them. Nothing is trained. This recommender stays as it is; the two share what did not change.
     *
     * <pre>{@code
     * recommender = recommender.withEvents(List.of(new Event("u1", "shoe-17", "click", now)));
     * }</pre>
     *
     * <p>A new item gets the mean of the vectors of the items that its users had, and again when it has twice as many
     * users. Events of an unknown behavior only make their items seen. Votes count the events that training may see and
     * all later events, not the events that the run holds out.
     *
     * @param events later than all events of the recommender; they are sorted by their times
     * @throws IllegalArgumentException if an id is empty or has a line break
     * @throws UnsupportedOperationException if the model is count-based, or an export for serving, which has no events
     */
    public Recommender withEvents(Iterable<Event> events) {
        return new Recommender(knowledge.with(events));
    }

    /**
     * A recommender that knows these items too, each by a vector of the model's own space, [d]: the vector of a similar
     * item, or a mean of such vectors. This recommender stays as it is.
     *
     * @throws IllegalArgumentException if the training log has an item, or a vector has another length than the model's
     *     or a number that is not finite
     * @throws UnsupportedOperationException as {@link #withEvents}
     */
    public Recommender withItemVectors(Map<String, float[]> vectors) {
        return new Recommender(knowledge.withItemVectors(vectors));
    }

    Knowledge knowledge() {
        return knowledge;
    }

    KnownHistory known(List<HistoryEvent> history) {
        return KnownHistory.of(history, histories.items(), histories.behaviors());
    }
}
