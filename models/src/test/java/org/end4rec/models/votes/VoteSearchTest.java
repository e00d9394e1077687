package org.end4rec.models.votes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VoteSearchTest {
    // values

    @ParameterizedTest
    @CsvSource({"2,0.1,0.8,1", "0.25,0.003,1,20", "4,0.3,0.6,5", "1,0.03,0.9,100"})
    void findsTheBestOfAFigureWhosePartsAreApart(double weight, double scale, double recency, double shrinkage) {
        VoteWeights best = VoteSearch.run(tried -> tried.weight() == 0
                ? -100
                : -square(Math.log(tried.weight() / weight))
                        - square(Math.log(tried.scale() / scale))
                        - square(tried.recency() - recency)
                        - square(Math.log(tried.shrinkage() / shrinkage)));
        assertThat(best).isEqualTo(new VoteWeights(weight, scale, recency, shrinkage));
    }

    @Test
    void theSecondRoundSeesWhatTheFirstFound() {
        VoteWeights best = VoteSearch.run(tried -> tried.weight() == 0
                ? -100
                : -square(Math.log(tried.weight() / (tried.scale() / 0.03)))
                        - 2 * square(Math.log(tried.scale() / 0.3)));
        // alone, the first round ends at weight 1 and scale 0.1
        assertThat(best).isEqualTo(new VoteWeights(4, 0.3, 0.9, 1));
    }

    @Test
    void everyShrinkageHasAScaleOfItsOwn() {
        // apart, neither a larger shrinkage nor a smaller scale is better than what the search begins with
        VoteWeights best = VoteSearch.run(tried -> tried.weight() == 0
                ? -100
                : -square(Math.log(tried.scale() * tried.shrinkage() / 0.06)) + 0.1 * Math.log(tried.shrinkage()));
        assertThat(best.shrinkage()).isEqualTo(20);
        assertThat(best.scale()).isEqualTo(0.003);
    }

    // edges

    @Test
    void noVotesWhereTheyOnlyHurt() {
        List<VoteWeights> tried = new ArrayList<>();
        VoteWeights best = VoteSearch.run(weights -> {
            tried.add(weights);
            return -weights.weight();
        });
        assertThat(best.weight()).isZero();
        assertThat(tried).hasSize(21).doesNotHaveDuplicates();
    }

    /** Votes of rare pairs hurt at every weight, and those that are held back help. */
    @Test
    void votesThatHelpOnlyWhereTheyAreHeldBack() {
        VoteWeights best = VoteSearch.run(tried -> tried.shrinkage() < 20 ? -tried.weight() : tried.weight());
        assertThat(best).isEqualTo(new VoteWeights(4, 0.03, 0.9, 20));
    }

    @Test
    void theFirstOfEqualOnesStays() {
        assertThat(VoteSearch.run(tried -> 0.5).weight()).isZero();
        assertThat(VoteSearch.run(tried -> tried.weight() > 0 ? 1 : 0)).isEqualTo(new VoteWeights(0.25, 0.03, 0.9, 1));
    }

    @Test
    void asksForAboutFiftyFigures() {
        List<VoteWeights> tried = new ArrayList<>();
        VoteSearch.run(weights -> {
            tried.add(weights);
            return tried.size();
        });
        assertThat(tried).hasSizeBetween(45, 61);
    }

    private static double square(double x) {
        return x * x;
    }
}
