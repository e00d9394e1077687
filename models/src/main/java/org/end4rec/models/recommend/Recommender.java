package org.end4rec.models.recommend;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.end4rec.core.kernel.Kernels;
import org.end4rec.models.data.Batch;
import org.end4rec.models.data.BatchAssembler;
import org.end4rec.models.data.Histories;
import org.end4rec.models.data.ProgressListener;
import org.end4rec.models.encoder.DenoisingEncoder;
import org.end4rec.models.encoder.EventDecision;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.encoder.Stage;
import org.end4rec.models.run.RunFolder;
import org.end4rec.models.run.ServingModel;
import org.end4rec.models.run.TrainedModel;

/**
 * A trained model that recommends for any history, of a known user or not. Items the model does not know are skipped;
 * an empty history gets the most popular items. Immutable and thread-safe.
 */
public final class Recommender {
    private static final int WARM_UP_REQUESTS = 200;
    private static final int WARM_UP_TOP = 10;

    private final SequenceEncoder encoder;
    private final Ranker ranker;
    private final Stage stage;
    private final Histories histories;
    private final int length;
    private final float[] popularity;

    /**
     * @param length events per sequence, N
     * @param histories ids, and the users' events
     * @param itemCounts [V+1] how often each item occurs
     */
    Recommender(TrainedModel model, int length, Histories histories, int[] itemCounts) {
        this.encoder = model.encoder();
        this.ranker = new NextItemRanker(model, length)::rank;
        this.stage = model.stage();
        this.histories = histories;
        this.length = length;
        popularity = new float[itemCounts.length];
        for (int item = 0; item < itemCounts.length; item++) {
            popularity[item] = itemCounts[item];
        }
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

    /**
     * Loads the zip of a {@link ServingModel} from a stream, which stays open, such as a resource of the class path:
     * {@code Recommender.load(Shop.class.getResourceAsStream("/model.zip"))}.
     *
     * @throws IOException if the zip cannot be used
     */
    public static Recommender load(InputStream zip) throws IOException {
        return RecommenderSource.load(zip);
    }

    /**
     * Waits for {@link Kernels#warmUp}, then answers {@value #WARM_UP_REQUESTS} histories, of the training log where
     * there are users, on this thread, so that Java compiles what requests need before the first one comes: some
     * seconds of processor time. Without it the first requests are slower.
     */
    public void warmUp() {
        Kernels.warmUp();
        for (int i = 0; i < WARM_UP_REQUESTS; i++) {
            recommend(WarmUpHistory.of(histories, length, i), WARM_UP_TOP);
        }
    }

    /** The {@code top} best items for a history, best first; fewer if the catalogue is smaller. */
    public List<Recommendation> recommend(List<HistoryEvent> history, int top) {
        return answer(history, top, false).items();
    }

    /**
     * As {@link #recommend}, with a list of what was skipped.
     *
     * @param excludeSeen whether items of the history are left out, whatever their behavior and age, and also if the
     *     answer has the most popular items; the answer is shorter, or empty, if fewer items are left
     * @throws IllegalArgumentException if {@code top < 1}
     * @throws IllegalStateException if a score is not a finite number, since the saved weights are not
     */
    public Recommendations answer(List<HistoryEvent> history, int top, boolean excludeSeen) {
        if (top < 1) {
            throw new IllegalArgumentException("Recommender: top is " + top + "; it must be at least 1");
        }
        KnownHistory known = known(history);
        Exclusion excluded = excludeSeen ? known.seen() : Exclusion.NONE;
        RankedItems ranked = known.size() > 0
                ? ranker.rank(known.items(), known.behaviors(), top, excluded)
                : mostPopular(top, excluded);
        List<Recommendation> best = new ArrayList<>();
        for (int i = 0; i < ranked.items().length; i++) {
            String item = histories.items().id(ranked.items()[i]);
            checkFinite("score", ranked.scores()[i], item);
            best.add(new Recommendation(item, ranked.scores()[i]));
        }
        return new Recommendations(
                List.copyOf(best), known.size(), known.unknownItems(), known.unknownBehaviors(), known.size() == 0);
    }

    private static void checkFinite(String what, double value, String item) {
        if (!Double.isFinite(value)) {
            throw new IllegalStateException("Recommender: the " + what + " of item " + item + " is " + value
                    + "; a model whose training diverged gives such numbers, so train it again, with a smaller"
                    + " learningRate");
        }
    }

    private RankedItems mostPopular(int top, Exclusion excluded) {
        int items = popularity.length - 1;
        TopItems best = new TopItems(Math.min(top, items), excluded);
        for (int item = 1; item <= items; item++) {
            best.offer(item, popularity[item]);
        }
        return best.take();
    }

    /**
     * The decisions of the Hard Noise Eliminator about the events of a history, oldest first; at most the newest N
     * events.
     *
     * @throws UnsupportedOperationException if the model has no eliminator
     * @throws IllegalStateException if a number is not finite, since the saved weights are not
     */
    public List<Explanation> explain(List<HistoryEvent> history) {
        if (!(encoder instanceof DenoisingEncoder denoising)) {
            throw new UnsupportedOperationException(
                    "Recommender.explain: the model " + encoder.name() + " does not judge events; only end4rec does");
        }
        if (!denoising.judgesEvents()) {
            throw new UnsupportedOperationException(
                    "Recommender.explain: the run was trained with hard=false, so nothing judges its events");
        }
        KnownHistory known = known(history);
        Batch batch = BatchAssembler.ofHistory(known.items(), known.behaviors(), length);
        List<Explanation> explanations = new ArrayList<>();
        for (EventDecision decision : denoising.decisions(batch)) {
            String item = histories.items().id(decision.item());
            checkFinite("preference", decision.preference(), item);
            checkFinite("noise score", decision.noiseScore(), item);
            explanations.add(new Explanation(
                    item,
                    histories.behaviors().id(decision.behavior()),
                    decision.preference(),
                    decision.noiseScore(),
                    decision.keepProbability(),
                    decision.kept()));
        }
        return List.copyOf(explanations);
    }

    /** Whether the eliminator is trained: the parameters come from a stage after the mining. */
    public boolean judgesAsTrained() {
        return stage.epochs() != Stage.Epochs.MINING;
    }

    /** Name of the stage of training whose best parameters are used; an unfinished run has not reached the last one. */
    public String stage() {
        return stage.name();
    }

    /** Whether the training log had that user. */
    public boolean knows(String user) {
        return histories.users().number(user) > 0;
    }

    /** Ids of the users of the training log. */
    public Collection<String> users() {
        return histories.users().ids();
    }

    /** Names of the behaviors of the training log. */
    public Collection<String> behaviors() {
        return histories.behaviors().ids();
    }

    /**
     * The history of a user of the training log, oldest first; empty for an unknown user. In a novel split the events
     * on the user's held-out items are missing.
     */
    public List<HistoryEvent> historyOf(String user) {
        int number = histories.users().number(user);
        List<HistoryEvent> events = new ArrayList<>();
        if (number > 0) {
            for (int i = 0; i < histories.length(number); i++) {
                events.add(new HistoryEvent(
                        histories.items().id(histories.item(number, i)),
                        histories.behaviors().id(histories.behavior(number, i))));
            }
        }
        return events;
    }

    private KnownHistory known(List<HistoryEvent> history) {
        return KnownHistory.of(history, histories.items(), histories.behaviors());
    }
}
