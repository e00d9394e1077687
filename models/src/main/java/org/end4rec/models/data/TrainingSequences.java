package org.end4rec.models.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.end4rec.core.random.RandomStream;

/**
 * Training sequences with every event as a target. The events that training may see are cut into windows of N targets,
 * the newest first, so an epoch has each event as a target once; a window is an example whose target is its newest
 * event. With {@link Targets#PREFIX} every event is the target of exactly one prefix. In a novel split, an item that
 * already occurs earlier in the window is not used as a target. Immutable.
 */
public final class TrainingSequences {
    /** Share of the events that are hidden in a masked sequence. */
    private static final double MASKED_SHARE = 0.2;

    /** Share of the masked sequences that hide the newest event only, as a request does. */
    private static final double NEWEST_SHARE = 0.3;

    private final Histories histories;
    private final Split split;
    private final int length;
    private final Targets targets;
    private final boolean everyBehavior;
    private final List<Example> examples;

    /**
     * @param length events per sequence, N
     * @param targets {@link Targets#NEXT}, {@link Targets#PREFIX} or {@link Targets#MASKED}
     * @param everyBehavior whether events of any behavior are targets, or those of the target behavior alone
     * @throws IllegalArgumentException if {@code length < 1}, or {@link Targets#NEWEST} is asked for
     */
    public TrainingSequences(Histories histories, Split split, int length, Targets targets, boolean everyBehavior) {
        if (length < 1) {
            throw new IllegalArgumentException(
                    "TrainingSequences: the sequence length is " + length + "; it must be at least 1");
        }
        if (targets == Targets.NEWEST) {
            throw new IllegalArgumentException(
                    "TrainingSequences: NEWEST has only events of the target behavior; use the examples of the split");
        }
        this.histories = Objects.requireNonNull(histories, "histories");
        this.split = Objects.requireNonNull(split, "split");
        this.length = length;
        this.targets = Objects.requireNonNull(targets, "targets");
        this.everyBehavior = everyBehavior || split.trainsOnEveryBehavior();
        examples = List.copyOf(windows());
    }

    private List<Example> windows() {
        List<Example> windows = new ArrayList<>();
        int apart = targets == Targets.PREFIX ? 1 : length;
        for (int user = 1; user <= histories.users().size(); user++) {
            // the oldest event has no event before it to predict it from
            for (int end = split.visible(user) - 1; end >= 1; end -= apart) {
                if (hasTarget(user, end, apart)) {
                    windows.add(new Example(user, end, histories.item(user, end)));
                }
            }
        }
        return windows;
    }

    /** Whether one of the newest events of a window is a target. */
    private boolean hasTarget(int user, int end, int events) {
        for (int at = end; at > Math.max(0, end - events); at--) {
            if (isTarget(user, Math.max(0, end - length), at)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the event at a position is a target of the window that begins at {@code first}. */
    private boolean isTarget(int user, int first, int at) {
        if (!everyBehavior && histories.behavior(user, at) != split.targetBehavior()) {
            return false;
        }
        for (int before = first; split.novel() && before < at; before++) {
            if (histories.item(user, before) == histories.item(user, at)) {
                return false;
            }
        }
        return true;
    }

    /** The windows with a target, by user, the newest first. Immutable; empty if there is nothing to learn from. */
    public List<Example> examples() {
        return examples;
    }

    /** Makes the batches of an epoch. Which events are hidden depends on seed, epoch and event only. */
    public Function<List<Example>, Batch> assembler(long seed, long epoch) {
        if (targets == Targets.PREFIX) {
            return new BatchAssembler(histories, length, split.novel())::batch;
        }
        RandomStream masks = RandomStream.of(seed, "mask", epoch);
        return chosen -> batch(chosen, masks);
    }

    private Batch batch(List<Example> chosen, RandomStream masks) {
        int size = chosen.size();
        int events = Math.multiplyExact(size, length);
        Batch batch = new Batch(
                size, length, new int[events], new int[events], new int[size], new int[events], new int[events]);
        for (int row = 0; row < size; row++) {
            Example window = chosen.get(row);
            batch.targets()[row] = window.target();
            if (targets == Targets.NEXT) {
                fillNext(window, batch, row);
            } else {
                fillMasked(window, batch, row, masks);
            }
        }
        return batch;
    }

    /** The events before the newest target, each with the event after it as its target. */
    private void fillNext(Example window, Batch batch, int row) {
        int user = window.user();
        int first = Math.max(0, window.end() - length);
        int to = (row + 1) * length;
        for (int at = first; at < window.end(); at++) {
            int column = to - window.end() + at;
            batch.items()[column] = histories.item(user, at);
            batch.behaviors()[column] = histories.behavior(user, at);
            if (isTarget(user, first, at + 1)) {
                batch.next()[column] = histories.item(user, at + 1);
                batch.nextBehaviors()[column] = asked(user, at + 1);
            }
        }
    }

    /**
     * The events up to the newest target, some of them hidden: item and behavior 0, and the item as target. In a novel
     * split, other events on a hidden item are left out, as in a request.
     */
    private void fillMasked(Example window, Batch batch, int row, RandomStream masks) {
        int user = window.user();
        int first = Math.max(0, window.end() + 1 - length);
        int to = (row + 1) * length;
        int newest = -1;
        boolean[] hidden = new boolean[window.end() + 1 - first];
        long event = histories.offset(user);
        boolean newestAlone = masks.uniform(2 * (event + window.end())) < NEWEST_SHARE;
        boolean any = false;
        for (int at = first; at <= window.end(); at++) {
            if (at > 0 && isTarget(user, first, at)) {
                newest = at - first;
                hidden[newest] = !newestAlone && masks.uniform(2 * (event + at) + 1) < MASKED_SHARE;
                any |= hidden[newest];
            }
        }
        if (!any && newest >= 0) {
            hidden[newest] = true;
        }
        int column = to - 1;
        for (int at = window.end(); at >= first; at--) {
            if (hidden[at - first]) {
                batch.next()[column] = histories.item(user, at);
                batch.nextBehaviors()[column] = asked(user, at);
                column--;
            } else if (!split.novel() || !isHidden(user, first, at, hidden)) {
                batch.items()[column] = histories.item(user, at);
                batch.behaviors()[column] = histories.behavior(user, at);
                column--;
            }
        }
    }

    /**
     * The behavior by which an event is asked for. If other events stand in for the targets, it is the target behavior.
     */
    private int asked(int user, int at) {
        return split.trainsOnEveryBehavior() ? split.targetBehavior() : histories.behavior(user, at);
    }

    /** Whether an event of a window is on an item that is hidden in it. */
    private boolean isHidden(int user, int first, int at, boolean[] hidden) {
        for (int i = 0; i < hidden.length; i++) {
            if (hidden[i] && histories.item(user, first + i) == histories.item(user, at)) {
                return true;
            }
        }
        return false;
    }
}
