package org.end4rec.lessons.lesson14;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.end4rec.lessons.lesson14.SplitLine.Visit;

/** Wrong answers to the exercise of lesson 14, each with the message that it must get. */
public final class WrongAnswers14 {
    private WrongAnswers14() {}

    /** A right answer, for a wrong one to change. */
    static class Right implements Gap14 {
        @Override
        public int rank(float[] scores, int target) {
            int rank = 0;
            for (int item = 1; item < scores.length; item++) {
                rank += scores[item] >= scores[target] ? 1 : 0;
            }
            return rank;
        }

        @Override
        public double ndcg(int rank, int cutoff) {
            return rank <= cutoff ? Math.log(2) / Math.log(rank + 1.0) : 0;
        }

        @Override
        public boolean leaks(SplitLine line) {
            return any(line.training(), visit -> sameItem(line, visit) || notBefore(line, visit))
                    || any(line.input(), visit -> sameItem(line, visit) || notBefore(line, visit));
        }

        static boolean any(List<Visit> visits, Predicate<Visit> wrong) {
            return visits.stream().anyMatch(wrong);
        }

        static boolean sameItem(SplitLine line, Visit visit) {
            return visit.item() == line.target().item();
        }

        static boolean notBefore(SplitLine line, Visit visit) {
            return visit.time() >= line.target().time();
        }
    }

    /** The rank of a target. */
    private interface Rank {
        int of(float[] scores, int target);
    }

    private static Gap14 rank(Rank rank) {
        return new Right() {
            @Override
            public int rank(float[] scores, int target) {
                return rank.of(scores, target);
            }
        };
    }

    /** The gain of a rank. */
    private interface Gain {
        double of(int rank, int cutoff);
    }

    private static Gap14 gain(Gain gain) {
        return new Right() {
            @Override
            public double ndcg(int rank, int cutoff) {
                return gain.of(rank, cutoff);
            }
        };
    }

    private static Gap14 leaks(Predicate<SplitLine> leaks) {
        return new Right() {
            @Override
            public boolean leaks(SplitLine line) {
                return leaks.test(line);
            }
        };
    }

    private static int ahead(float[] scores, int target) {
        int ahead = 0;
        for (int item = 1; item < scores.length; item++) {
            ahead += scores[item] > scores[target] ? 1 : 0;
        }
        return ahead;
    }

    /** The wrong answers and their messages. */
    public static Map<Object, String> all() {
        Right right = new Right();
        Map<Object, String> all = new LinkedHashMap<>();
        all.put(rank((scores, target) -> 1 + ahead(scores, target)), Check14.FRIENDLY);
        all.put(rank((scores, target) -> (1 + ahead(scores, target) + right.rank(scores, target)) / 2), Check14.SHARED);
        all.put(rank((scores, target) -> (2 + ahead(scores, target) + right.rank(scores, target)) / 2), Check14.SHARED);
        all.put(rank((scores, target) -> 1 + right.rank(scores, target)), Check14.ITSELF);
        all.put(
                rank((scores, target) -> right.rank(scores, target) + (scores[0] >= scores[target] ? 1 : 0)),
                Check14.NO_ITEM);
        all.put(rank((scores, target) -> right.rank(scores, target) - 1), Check14.FROM_ZERO);
        all.put(rank((scores, target) -> scores[target] < 0 ? 1 : right.rank(scores, target)), Check14.OTHER_RANK);
        all.put(gain((rank, cutoff) -> rank <= cutoff ? Math.log(2) / Math.log(rank) : 0), Check14.NO_ONE_ADDED);
        all.put(gain((rank, cutoff) -> rank <= cutoff ? 1 / Math.log(rank + 1.0) : 0), Check14.NATURAL);
        all.put(gain((rank, cutoff) -> Math.log(2) / Math.log(rank + 1.0)), Check14.NO_CUTOFF);
        all.put(gain((rank, cutoff) -> rank <= 10 ? right.ndcg(rank, rank) : 0), Check14.TEN);
        all.put(gain((rank, cutoff) -> rank <= Math.min(10, cutoff) ? right.ndcg(rank, rank) : 0), Check14.TEN);
        all.put(gain((rank, cutoff) -> rank < cutoff ? right.ndcg(rank, cutoff) : 0), Check14.CUTOFF_OUT);
        all.put(gain((rank, cutoff) -> rank <= cutoff ? 1.0 / rank : 0), Check14.OTHER_GAIN);
        all.put(
                leaks(line -> Right.any(line.training(), each -> Right.sameItem(line, each))
                        || Stream.concat(line.training().stream(), line.input().stream())
                                .anyMatch(each -> Right.notBefore(line, each))),
                Check14.CLICK);
        all.put(
                leaks(line ->
                        Right.any(line.input(), each -> Right.sameItem(line, each) || Right.notBefore(line, each))),
                Check14.TRAINED_ON);
        all.put(
                leaks(line -> Stream.concat(line.training().stream(), line.input().stream())
                        .anyMatch(each -> Right.sameItem(line, each))),
                Check14.FUTURE);
        all.put(
                leaks(line -> Stream.concat(line.training().stream(), line.input().stream())
                        .anyMatch(each -> Right.sameItem(line, each)
                                || each.time() > line.target().time())),
                Check14.TRAINED_LATER);
        all.put(
                leaks(line -> right.leaks(line) || Right.any(line.input(), line.training()::contains)),
                Check14.ACCUSED);
        return all;
    }
}
