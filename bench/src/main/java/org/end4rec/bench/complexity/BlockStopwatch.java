package org.end4rec.bench.complexity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures slices of blocks. Blocks keep their buffers, the smallest first, as long as the memory has room for one
 * more; others are made for their slice, and run once before it.
 */
final class BlockStopwatch implements Rounds.Stopwatch {
    private final ProcessorClock clock;
    private final MeasuredPass pass;
    private final int tokens;
    private final Map<MeasuredBlock, MixingBlock> kept = new HashMap<>();

    /** @param memory bytes for all blocks that have buffers at the same time */
    BlockStopwatch(List<MeasuredBlock> blocks, MeasuredPass pass, int tokens, long memory, ProcessorClock clock) {
        this.clock = clock;
        this.pass = pass;
        this.tokens = tokens;
        List<MeasuredBlock> sorted = new ArrayList<>(blocks);
        sorted.sort(Comparator.comparingLong(this::bytes));
        long largest = sorted.isEmpty() ? 0 : bytes(sorted.get(sorted.size() - 1));
        long used = 0;
        for (MeasuredBlock block : sorted) {
            used += bytes(block);
            boolean last = kept.size() == sorted.size() - 1;
            if (used + (last ? 0 : largest) <= memory) {
                kept.put(block, made(block));
            }
        }
    }

    private long bytes(MeasuredBlock block) {
        return block.mixer().bytes(pass, batch(block), block.length(), ComplexityRun.CHANNELS, MixingBlock.HEADS);
    }

    private int batch(MeasuredBlock block) {
        return Math.max(1, tokens / block.length());
    }

    private MixingBlock made(MeasuredBlock block) {
        MixingBlock made = MixingBlock.of(block.mixer(), batch(block), block.length(), ComplexityRun.CHANNELS);
        made.run(pass);
        return made;
    }

    /** Blocks that keep their buffers. */
    int keptBlocks() {
        return kept.size();
    }

    @Override
    public Rounds.Slice measure(MeasuredBlock block, int calls) {
        MixingBlock own = kept.get(block);
        MixingBlock measured = own == null ? made(block) : own;
        long allocated = clock.allocatedBytes();
        long wall = System.nanoTime();
        long processor = clock.nanoseconds();
        for (int call = 0; call < calls; call++) {
            measured.run(pass);
        }
        return new Rounds.Slice(
                calls, clock.nanoseconds() - processor, System.nanoTime() - wall, clock.allocatedBytes() - allocated);
    }
}
