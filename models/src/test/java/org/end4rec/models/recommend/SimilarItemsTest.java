package org.end4rec.models.recommend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import org.end4rec.models.data.Histories;
import org.end4rec.models.data.Split;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.encoder.end4rec.GuidedTraining;
import org.end4rec.models.run.Encoders;
import org.end4rec.models.run.RunData;
import org.end4rec.models.run.RunFolder;
import org.end4rec.models.run.TinyRuns;
import org.end4rec.models.run.TrainedModel;
import org.end4rec.models.votes.VoteWeights;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Items near an item, and the vectors of items and users, beside naive ones. */
class SimilarItemsTest {
    private static final int ITEMS = 70;
    private static final int SHRINKAGE = 5;
    private static final RunData DATA = TinyRuns.data();

    @TempDir
    private static Path temporary;

    private static final SequenceEncoder ENCODER = Encoders.create(TinyRuns.with("guided=false", "neighbors=0"), DATA);

    private final Recommender voting = recommender(true);
    private final Recommender plain = recommender(false);

    @BeforeAll
    static void save() throws IOException {
        for (boolean votes : new boolean[] {false, true}) {
            RunFolder run = TinyRuns.create(
                    temporary.resolve("votes-" + votes), TinyRuns.with("guided=false", "neighbors=" + (votes ? 9 : 0)));
            run.saveBest(3, GuidedTraining.JOINT, ENCODER.parameters());
            if (votes) {
                run.saveVotes(new VoteWeights(2, 0.1, 0.9, SHRINKAGE));
            }
        }
    }

    private static Recommender recommender(boolean votes) {
        try {
            return Recommender.load(temporary.resolve("votes-" + votes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static float[] row(int item) {
        float[] row = new float[24];
        System.arraycopy(ENCODER.itemEmbedding().value().data(), item * 24, row, 0, 24);
        return row;
    }

    private static double cosine(int a, int b) {
        double product = 0;
        double first = 0;
        double second = 0;
        for (int j = 0; j < 24; j++) {
            product += (double) row(a)[j] * row(b)[j];
            first += (double) row(a)[j] * row(a)[j];
            second += (double) row(b)[j] * row(b)[j];
        }
        return product / Math.sqrt(first * second);
    }

    /** All other items with a positive or any similarity, sorted. */
    private static List<Recommendation> sorted(int item, IntToDoubleFunction similarity) {
        List<Recommendation> all = new ArrayList<>();
        for (int other = 1; other <= ITEMS; other++) {
            if (other != item) {
                all.add(new Recommendation(
                        DATA.histories().items().id(other), (float) similarity.applyAsDouble(other)));
            }
        }
        all.sort(Comparator.comparingDouble(Recommendation::score).reversed());
        return all;
    }

    @Test
    void byEmbeddingIsTheCosineOfEveryOtherItem() {
        for (int item = 1; item <= ITEMS; item++) {
            int number = item;
            String id = DATA.histories().items().id(item);
            List<Recommendation> all = sorted(item, other -> cosine(number, other));
            assertThat(voting.similarItems(id, 13))
                    .isEqualTo(all.subList(0, 13))
                    .isEqualTo(plain.similarItems(id, 13));
            assertThat(voting.similarItems(id, 1000)).isEqualTo(all);
        }
    }

    @Test
    void byVotesIsTheSimilarityOfSharedUsers() {
        Histories histories = DATA.histories();
        Split split = DATA.split();
        List<Set<Integer>> usersOf = new ArrayList<>();
        for (int item = 0; item <= ITEMS; item++) {
            Set<Integer> users = new HashSet<>();
            for (int user = 1; user <= histories.users().size(); user++) {
                for (int i = 0; i < split.visible(user); i++) {
                    if (histories.item(user, i) == item) {
                        users.add(user);
                    }
                }
            }
            usersOf.add(users);
        }
        int shorter = 0;
        for (int item = 1; item <= ITEMS; item++) {
            Set<Integer> users = usersOf.get(item);
            List<Recommendation> all = sorted(item, other -> {
                Set<Integer> both = new HashSet<>(users);
                both.retainAll(usersOf.get(other));
                return both.size()
                        / (Math.sqrt(users.size() * usersOf.get(other).size()) + SHRINKAGE);
            });
            all.removeIf(each -> each.score() == 0);
            List<Recommendation> expected = all.subList(0, Math.min(9, all.size()));
            shorter += expected.size() < 9 ? 1 : 0;
            String id = histories.items().id(item);
            assertThat(voting.similarItems(id, 20, Similarity.VOTES)).isEqualTo(expected);
            assertThat(voting.similarItems(id, 2, Similarity.VOTES))
                    .isEqualTo(expected.subList(0, Math.min(2, expected.size())));
        }
        assertThat(shorter).isLessThan(ITEMS);
    }

    @Test
    void theScoreIsTheInnerProductOfTheVectorsWithItsBits() {
        for (String user : List.of("u1", "u7", "u42")) {
            List<HistoryEvent> history = plain.historyOf(user);
            float[] z = plain.userVector(history);
            List<Recommendation> all = plain.recommend(history, ITEMS);
            assertThat(all).hasSize(ITEMS);
            for (Recommendation each : all) {
                float[] vector = plain.itemVector(each.item());
                float score = 0;
                for (int j = 0; j < z.length; j++) {
                    score = Math.fma(z[j], vector[j], score);
                }
                assertThat(score).isEqualTo((float) each.score());
            }
            assertThat(voting.userVector(history)).containsExactly(z);
        }
    }

    @Test
    void vectorsAreCopies() {
        float[] vector = plain.itemVector("i3");
        vector[0] += 1;
        assertThat(plain.itemVector("i3")[0]).isNotEqualTo(vector[0]);
        float[] z = plain.userVector(plain.historyOf("u3"));
        z[0] += 1;
        assertThat(plain.userVector(plain.historyOf("u3"))[0]).isNotEqualTo(z[0]);
        assertThat(plain.items()).hasSize(ITEMS).contains("i3");
    }

    @Test
    void aZeroRowIsSimilarToNothingAndAnInfiniteOneIsRefused() throws IOException {
        RunFolder run = TinyRuns.create(temporary.resolve("zero"), TinyRuns.with("guided=false", "neighbors=0"));
        SequenceEncoder other = run.newEncoder();
        Arrays.fill(other.itemEmbedding().value().data(), 2 * 24, 3 * 24, 0f);
        run.saveBest(3, GuidedTraining.JOINT, other.parameters());
        String second = DATA.histories().items().id(2);
        assertThat(Recommender.load(temporary.resolve("zero")).similarItems(second, 70))
                .hasSize(69)
                .allMatch(each -> each.score() == 0);
        TrainedModel model = run.loadModel();
        model.encoder().itemEmbedding().value().data()[5 * 24] = Float.NaN;
        Recommender broken = new Recommender(model, run.config().length(), DATA.histories(), DATA.itemCounts(), false);
        String fifth = DATA.histories().items().id(5);
        assertThatIllegalStateException()
                .isThrownBy(() -> broken.similarItems("i1", 3))
                .withMessageStartingWith("Recommender: the similarity of item " + fifth + " has NaN");
        assertThatIllegalStateException()
                .isThrownBy(() -> broken.itemVector(fifth))
                .withMessageStartingWith("Recommender: the vector of item " + fifth + " has NaN");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void topIsAtLeastOne(int top) {
        for (Similarity by : Similarity.values()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> voting.similarItems("i1", top, by))
                    .withMessage("Recommender: top is " + top + "; it must be at least 1");
        }
    }

    @Test
    void unknownIdsAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> voting.similarItems("x", 1, Similarity.VOTES))
                .withMessage("Recommender: the run does not know item 'x'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> voting.itemVector(""))
                .withMessage("Recommender: the run does not know item ''");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        voting.userVector(List.of(new HistoryEvent("i1", "stare"), new HistoryEvent("x", "click"))))
                .withMessage("Recommender: the run knows no event of the history, so there is no vector; unknown items:"
                        + " [x], unknown behaviors: [stare]");
    }

    @Test
    void aRunWithoutVotesSaysSo() {
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> plain.similarItems("i1", 1, Similarity.VOTES))
                .withMessageStartingWith("Recommender.similarItems: the run has no votes")
                .withMessageEndingWith("the similarity by embedding needs none");
    }
}
