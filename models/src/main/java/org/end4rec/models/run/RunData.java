package org.end4rec.models.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.end4rec.core.io.AtomicFile;
import org.end4rec.core.io.SafeTensors;
import org.end4rec.models.data.BehaviorCounts;
import org.end4rec.models.data.Example;
import org.end4rec.models.data.HeldOutItems;
import org.end4rec.models.data.Histories;
import org.end4rec.models.data.ItemCounts;
import org.end4rec.models.data.Split;
import org.end4rec.models.data.SplitPlan;
import org.end4rec.models.data.TestTargets;
import org.end4rec.models.data.Vocabulary;
import org.end4rec.models.json.Json;
import org.end4rec.models.training.TrainingConfig;
import org.end4rec.models.training.TrainingMemory;

/**
 * Events, ids and examples of a run, as they are saved with it.
 *
 * @param histories all events; in a novel split without the events that users have on their own held-out items
 * @param split the examples
 */
public record RunData(Histories histories, Split split) {
    /** No reference is null. */
    public RunData {
        Objects.requireNonNull(histories, "histories");
        Objects.requireNonNull(split, "split");
    }

    /**
     * Holds out each user's last two targets. With {@code novel} the histories lose the earlier events on these
     * targets, and held-out items that are unknown then are no examples.
     *
     * @throws IllegalArgumentException as {@link Split#leaveLastOut}, or if the log has one item
     */
    public static RunData leaveLastOut(Histories all, String targetBehavior, boolean novel) {
        return of(
                all,
                SplitPlan.leaveLastOut(Objects.requireNonNull(targetBehavior, "targetBehavior"))
                        .novel(novel));
    }

    /**
     * Holds out the events of a test file and each user's last target. With {@code novel} the histories lose the other
     * events on these items, and held-out items that are unknown then are no examples.
     *
     * @throws IllegalArgumentException as {@link Split#withTest}, or if the log has one item
     */
    public static RunData withTest(Histories all, TestTargets tests, String targetBehavior, boolean novel) {
        return of(
                all,
                SplitPlan.withTest(Objects.requireNonNull(targetBehavior, "targetBehavior"), tests)
                        .novel(novel));
    }

    /**
     * Splits a log by a plan. If it is novel, the histories lose the earlier events on the targets that are held out,
     * and held-out items that are unknown then are no examples.
     *
     * @throws IllegalArgumentException as {@link Split#of(Histories, SplitPlan)}, or if the log has one item
     */
    public static RunData of(Histories all, SplitPlan plan) {
        checkItems(all);
        SplitPlan fixed = plan.on(all);
        Histories histories = fixed.isNovel() ? HeldOutItems.hide(all, fixed) : all;
        Split split = Split.of(histories, fixed);
        return new RunData(histories, split.novel() ? split.withoutUnknownItems(histories) : split);
    }

    private static void checkItems(Histories histories) {
        if (histories.items().size() == 1) {
            throw new IllegalArgumentException("RunData: the log has one item, '"
                    + histories.items().id(1) + "', so every ranking is right; give a log with more items, and check"
                    + " that its columns are in the right order");
        }
    }

    static final String VOCABULARY = "vocabulary.json";
    static final String EVENTS = "events.safetensors";

    /** [R+1] mean number of events of each behavior per user, of those that training may see. */
    double[] behaviorCounts() {
        return BehaviorCounts.meanPerUser(histories, split);
    }

    /** [V+1] how often each item occurs among the events that training may see. */
    public int[] itemCounts() {
        return ItemCounts.visible(histories, split);
    }

    /**
     * The least memory that a training on this data needs.
     *
     * @throws org.end4rec.models.training.TrainingException if an array would be longer than Java allows
     */
    public TrainingMemory trainingMemory(TrainingConfig config, int threads) {
        int most = config.limits().validationUsers();
        int validation = split.validation().size();
        return TrainingMemory.of(
                config,
                histories.items().size(),
                histories.behaviors().size(),
                Math.min(split.train().size(), histories.users().size()),
                most == 0 ? validation : Math.min(most, validation),
                threads);
    }

    void write(Path folder) throws IOException {
        Map<String, List<String>> ids = new LinkedHashMap<>();
        ids.put("behaviors", histories.behaviors().ids());
        ids.put("items", histories.items().ids());
        ids.put("users", histories.users().ids());
        ManifestFile.write(AtomicFile.at(folder.resolve(VOCABULARY)), Json.text(ids) + "\n");
        Map<String, int[]> columns = new LinkedHashMap<>();
        columns.put("history.offset", histories.offsets());
        columns.put("history.item", histories.itemColumn());
        columns.put("history.behavior", histories.behaviorColumn());
        columns.put("split.visible", split.visible());
        columns.put("split.train", flatten(split.train()));
        columns.put("split.validation", flatten(split.validation()));
        columns.put("split.test", flatten(split.test()));
        SafeTensors.writeInts(
                folder.resolve(EVENTS),
                columns,
                Map.of(
                        "target_behavior",
                        Integer.toString(split.targetBehavior()),
                        "novel",
                        Boolean.toString(split.novel()),
                        SafeTensors.CHECKSUM,
                        ""));
    }

    static RunData read(Path folder) throws IOException {
        List<Vocabulary> ids = VocabularyFile.read(folder.resolve(VOCABULARY));
        Path file = folder.resolve(EVENTS);
        RunFile.checkTensors(file);
        return RunFile.guarded(file, () -> of(ids, SafeTensors.read(file), file));
    }

    private static RunData of(List<Vocabulary> ids, SafeTensors saved, Path file) throws IOException {
        try {
            Histories histories = Histories.of(
                    ids.get(0),
                    ids.get(1),
                    ids.get(2),
                    saved.ints("history.offset"),
                    saved.ints("history.item"),
                    saved.ints("history.behavior"));
            Split split = Split.of(
                    histories,
                    Integer.parseInt(saved.metadata().getOrDefault("target_behavior", "")),
                    Boolean.parseBoolean(saved.metadata().get("novel")),
                    examples(saved.ints("split.train")),
                    examples(saved.ints("split.validation")),
                    examples(saved.ints("split.test")),
                    saved.ints("split.visible"));
            return new RunData(histories, split);
        } catch (IllegalArgumentException e) {
            throw new RunException("the parts of " + file + " do not fit together: " + e.getMessage(), e);
        }
    }

    private static int[] flatten(List<Example> examples) {
        int[] flat = new int[3 * examples.size()];
        for (int i = 0; i < examples.size(); i++) {
            Example example = examples.get(i);
            flat[3 * i] = example.user();
            flat[3 * i + 1] = example.end();
            flat[3 * i + 2] = example.target();
        }
        return flat;
    }

    private static List<Example> examples(int[] flat) {
        if (flat.length % 3 != 0) {
            throw new IllegalArgumentException(
                    flat.length + " numbers of examples; expected three for each: user, end and target");
        }
        List<Example> examples = new ArrayList<>(flat.length / 3);
        for (int i = 0; i + 2 < flat.length; i += 3) {
            examples.add(new Example(flat[i], flat[i + 1], flat[i + 2]));
        }
        return examples;
    }
}
