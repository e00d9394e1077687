package lesson13;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.end4rec.lessons.shop.SmallShop;
import org.end4rec.models.data.Batch;
import org.end4rec.models.data.Example;
import org.end4rec.models.data.Histories;
import org.end4rec.models.encoder.DenoisingEncoder;
import org.end4rec.models.encoder.EventDecision;
import org.end4rec.models.encoder.Stage;
import org.end4rec.models.evaluation.RankingProtocol;
import org.end4rec.models.evaluation.ScoredLabels;
import org.end4rec.models.evaluation.Scorer;

/** Lesson 13: the whole END4Rec, on a shop whose truth is known. Run it: ./end4rec lesson 13 */
public final class WholeModel {
    private static final List<String> KINDS = List.of("accidental", "outdated", "genuine");
    private static final int SHOWN = 10;

    // @start region="plain"
    /** The whole model mines for 16 epochs, and for 4 without the eliminated events; this one for as many on all. */
    private static final String[] WITHOUT_ELIMINATOR = {"hard=false", "miningEpochs=20"};
    // @end

    /** How little an event fits: the larger, the more it looks like noise. */
    interface Score {
        double of(int event, int[] history);
    }

    private final long seed;
    private final SmallShop shop;
    private final List<Example> tests;
    private final Batch batch;
    private final String[] truths;
    private final BitSet[] usersOf;

    private WholeModel(long seed) {
        this.seed = seed;
        shop = new SmallShop(seed);
        tests = shop.data().split().test();
        batch = shop.batch(tests);
        truths = shop.truths(tests);
        usersOf = usersOfItems();
    }

    /** Who had each item, among the events that training may see. */
    private BitSet[] usersOfItems() {
        Histories histories = shop.data().histories();
        BitSet[] users = new BitSet[histories.items().size() + 1];
        for (int item = 0; item < users.length; item++) {
            users[item] = new BitSet();
        }
        for (int user = 1; user <= histories.users().size(); user++) {
            for (int position = 0; position < shop.data().split().visible(user); position++) {
                users[histories.item(user, position)].set(user);
            }
        }
        return users;
    }

    // @start region="cosine"
    /** Do the same users have both items? 0 if nobody has both, 1 if exactly the same users have them. */
    double cosine(int a, int b) {
        BitSet both = (BitSet) usersOf[a].clone();
        both.and(usersOf[b]);
        double size = Math.sqrt((double) usersOf[a].cardinality() * usersOf[b].cardinality());
        return size == 0 ? 0 : both.cardinality() / size;
    }
    // @end

    // @start region="scores"
    double rare(int event, int[] history) {
        return -usersOf[history[event]].cardinality();
    }

    double alone(int event, int[] history) {
        double same = 0;
        for (int other = 0; other < history.length; other++) {
            same += other != event && history[other] == history[event] ? 1 : 0;
        }
        return -same;
    }

    double misfit(int event, int[] history) {
        double fit = 0;
        for (int other = 0; other < history.length; other++) {
            double g = other == event ? 0 : cosine(history[event], history[other]);
            fit += g * g;
        }
        return -fit / (history.length - 1);
    }
    // @end

    /** The items of a row without padding, oldest first. */
    private int[] history(int row) {
        int from = row * SmallShop.LENGTH;
        int first = from;
        while (batch.items()[first] == 0) {
            first++;
        }
        return Arrays.copyOfRange(batch.items(), first, from + SmallShop.LENGTH);
    }

    private String behavior(int number) {
        return shop.data().histories().behaviors().id(number);
    }

    // @start region="auc"
    /** How often an accidental click scores above another click. */
    double area(Score score) {
        ScoredLabels labels = new ScoredLabels();
        for (int row = 0; row < tests.size(); row++) {
            int[] history = history(row);
            for (int event = 0; event < history.length; event++) {
                int place = (row + 1) * SmallShop.LENGTH - history.length + event;
                if (behavior(batch.behaviors()[place]).equals("click")) {
                    labels.add((float) score.of(event, history), truths[place].equals("accidental"));
                }
            }
        }
        return labels.auc();
    }
    // @end

    private void printShop() {
        Histories histories = shop.data().histories();
        System.out.println("users = " + histories.users().size() + ", items = "
                + histories.items().size() + ", events = " + histories.events());
        System.out.println("purchases to predict = " + tests.size());
        System.out.println();
    }

    private void printScores() {
        System.out.println("its item is rare:              ROC-AUC = " + two(area(this::rare)));
        System.out.println("its item is there once:        ROC-AUC = " + two(area(this::alone)));
        System.out.println("no other item goes with it:    ROC-AUC = " + two(area(this::misfit)));
        System.out.println();
    }

    // @start region="train"
    private DenoisingEncoder printTraining() {
        SmallShop.Training training = shop.train();
        for (SmallShop.StageEnd end : training.stages()) {
            System.out.println(String.format(Locale.ROOT, "%-9s validation NDCG@10 = %.2f", end.name(), end.ndcg()));
        }
        return (DenoisingEncoder) training.model().encoder();
    }
    // @end

    private void printDecisions(DenoisingEncoder encoder) {
        List<String> truth = Arrays.stream(truths).filter(each -> !each.isEmpty()).toList();
        List<EventDecision> decisions = encoder.decisions(batch);
        ScoredLabels labels = new ScoredLabels();
        int[] clicks = new int[KINDS.size()];
        int[] dropped = new int[KINDS.size()];
        for (int i = 0; i < decisions.size(); i++) {
            int kind = KINDS.indexOf(truth.get(i));
            if (behavior(decisions.get(i).behavior()).equals("click")) {
                labels.add(-decisions.get(i).margin(), kind == 0);
                clicks[kind]++;
                dropped[kind] += decisions.get(i).kept() ? 0 : 1;
            }
        }
        System.out.println("the eliminator: ROC-AUC = " + two(labels.auc()));
        for (int kind = 0; kind < clicks.length; kind++) {
            System.out.println(String.format(
                    Locale.ROOT, "dropped %-10s clicks: %d of %d", KINDS.get(kind), dropped[kind], clicks[kind]));
        }
        System.out.println();
    }

    private void printHistory(DenoisingEncoder encoder) {
        List<EventDecision> decisions = encoder.decisions(shop.batch(tests.subList(SHOWN, SHOWN + 1)));
        int first = (SHOWN + 1) * SmallShop.LENGTH - decisions.size();
        for (int i = 0; i < decisions.size(); i++) {
            EventDecision each = decisions.get(i);
            System.out.println(String.format(
                    Locale.ROOT,
                    "%-5s %-6s %-8s %s",
                    shop.data().histories().items().id(each.item()),
                    behavior(each.behavior()),
                    each.kept() ? "kept" : "dropped",
                    truths[first + i]));
        }
        System.out.println();
    }

    // @start region="ways"
    /** The events that the eliminator drops leave a gap: item 0 is no event. */
    Batch masked(List<Example> examples, DenoisingEncoder eliminator, Stage stage) {
        Batch events = shop.batch(examples);
        float[] kept = eliminator.sift(events, stage).kept();
        int[] items = events.items().clone();
        int[] behaviors = events.behaviors().clone();
        for (int place = 0; place < items.length; place++) {
            if (kept[place] == 0) {
                items[place] = 0;
                behaviors[place] = 0;
            }
        }
        return new Batch(events.size(), events.length(), items, behaviors, events.targets());
    }

    /** The events that the eliminator drops are taken out, and the gap closes. */
    Batch takenOut(List<Example> examples, DenoisingEncoder eliminator, Stage stage) {
        return eliminator.sift(shop.batch(examples), stage).batch();
    }
    // @end

    // @start region="stairs"
    private void printWays() {
        SmallShop.Training without = shop.train(WITHOUT_ELIMINATOR);
        SmallShop.Training whole = shop.train();
        DenoisingEncoder eliminator = (DenoisingEncoder) whole.model().encoder();
        Stage last = whole.model().stage();
        Scorer plain = without.model().scorer();
        Scorer unfiltered = shop.train("soft=false").model().scorer();
        print("all events", hits(plain, shop::batch));
        print("masked in place", hits(plain, each -> masked(each, eliminator, last)));
        print("taken out", hits(plain, each -> takenOut(each, eliminator, last)));
        print("taken out, mined anew", hits(whole.model().scorer(), shop::batch));
        print("the same, no soft filter", hits(unfiltered, shop::batch));
    }
    // @end

    private void print(String way, String hits) {
        System.out.println(String.format(Locale.ROOT, "shop %d, %-25s HR@10 = %s", seed, way + ":", hits));
    }

    private String hits(Scorer scorer, Function<List<Example>, Batch> events) {
        return String.format(
                Locale.ROOT, "%.3f", shop.evaluate(scorer, RankingProtocol.UNSEEN, events).metric("HR@10"));
    }

    private static String two(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    public static void main(String[] arguments) {
        WholeModel first = new WholeModel(1);
        first.printShop();
        first.printScores();
        DenoisingEncoder encoder = first.printTraining();
        System.out.println();
        first.printDecisions(encoder);
        first.printHistory(encoder);
        for (long seed = 1; seed <= 2; seed++) {
            new WholeModel(seed).printWays();
        }
    }
}
