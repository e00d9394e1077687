package org.end4rec.models.data.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The blocks of a stream in their order. Other threads parse the blocks ahead of the block in use. */
public final class ParsedBlocks implements AutoCloseable {
    private final LineBlocks blocks;
    private final Supplier<BlockParser> parsers;
    private final int threads;
    private final Deque<Task> ahead = new ArrayDeque<>();
    private final Deque<Task> free = new ArrayDeque<>();
    private @Nullable ExecutorService pool;
    private @Nullable Task used;
    private boolean ended;

    /**
     * The blocks of a stream.
     *
     * @param source what messages call the stream
     * @param parsers makes a parser for each block that is in work at the same time
     * @param threads all threads, the caller's included
     */
    public ParsedBlocks(InputStream stream, String source, Supplier<BlockParser> parsers, int threads) {
        this.blocks = new LineBlocks(stream, source);
        this.parsers = parsers;
        this.threads = threads;
    }

    /** A block and the work on it. */
    private static final class Task {
        private final LineBlock block = new LineBlock();
        private final BlockParser parser;
        private FutureTask<LineBlock> work;

        Task(BlockParser parser) {
            this.parser = parser;
            this.work = newWork();
        }

        private FutureTask<LineBlock> newWork() {
            return new FutureTask<>(() -> parser.parse(block), block);
        }
    }

    /** The next block, which is reused after the next call; null at the end. */
    public @Nullable LineBlock next() throws IOException {
        if (used != null) {
            free.add(used);
            used = null;
        }
        while (!ended && ahead.size() < 2 * threads) {
            readAhead();
        }
        Task task = ahead.poll();
        if (task == null) {
            return null;
        }
        used = task;
        // does nothing if another thread has begun
        task.work.run();
        try {
            return task.work.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("ParsedBlocks: a block could not be parsed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the reading was interrupted", e);
        }
    }

    private void readAhead() throws IOException {
        Task task = free.isEmpty() ? new Task(parsers.get()) : free.remove();
        if (!blocks.next(task.block)) {
            ended = true;
            return;
        }
        task.work = task.newWork();
        ahead.add(task);
        if (threads > 1 && ahead.size() > 1) {
            if (pool == null) {
                pool = Executors.newFixedThreadPool(threads - 1, work -> {
                    Thread thread = new Thread(work, "end4rec-reader");
                    thread.setDaemon(true);
                    return thread;
                });
            }
            pool.execute(task.work);
        }
    }

    /** All bytes from the place where the block ended; no block can be read any more. */
    public InputStream rest(LineBlock block) {
        List<InputStream> parts = new ArrayList<>();
        parts.add(new ByteArrayInputStream(block.bytes, block.end(), block.length - block.end()));
        ahead.forEach(task -> parts.add(new ByteArrayInputStream(task.block.bytes, 0, task.block.length)));
        parts.add(blocks.rest());
        return new SequenceInputStream(Collections.enumeration(parts));
    }

    /** Ends the threads. The stream stays open. */
    @Override
    public void close() {
        if (pool != null) {
            pool.shutdownNow();
        }
    }
}
