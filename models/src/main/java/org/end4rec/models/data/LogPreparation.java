package org.end4rec.models.data;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads logs of any size once and writes them into a folder, ordered by user and time, as numbers that are mapped into
 * memory. The memory for the ordering is bounded; the result does not depend on it. Immutable.
 *
 * <pre>{@code
 * PreparedLog log = new LogPreparation(new EventLogReader())
 *         .write(List.of(Path.of("log.csv")), Path.of("prepared"))
 *         .log();
 * }</pre>
 */
public final class LogPreparation {
    private static final long LEAST_MEMORY = 1 << 20;
    private static final long STEP = 1 << 20;

    private final EventLogReader reader;
    private final long memory;
    private final boolean keepCopies;
    private final Cleaning cleaning;
    private final Function<String, ProgressListener> listeners;

    /** Reads with this reader, orders in half of the heap, and leaves copies of events out. */
    public LogPreparation(EventLogReader reader) {
        this(
                Objects.requireNonNull(reader, "reader"),
                Runtime.getRuntime().maxMemory() / 2,
                false,
                Cleaning.NONE,
                phase -> ProgressListener.NONE);
    }

    private LogPreparation(
            EventLogReader reader,
            long memory,
            boolean keepCopies,
            Cleaning cleaning,
            Function<String, ProgressListener> listeners) {
        this.reader = reader;
        this.memory = memory;
        this.keepCopies = keepCopies;
        this.cleaning = cleaning;
        this.listeners = listeners;
    }

    /**
     * The bytes of memory for the ordering of events; ids need memory of their own.
     *
     * @throws IllegalArgumentException if it is less than 1 MB
     */
    public LogPreparation memory(long bytes) {
        if (bytes < LEAST_MEMORY) {
            throw new IllegalArgumentException(
                    "LogPreparation: bytes is " + bytes + "; it must be at least " + LEAST_MEMORY);
        }
        return new LogPreparation(reader, bytes, keepCopies, cleaning, listeners);
    }

    /** Whether events that are there more than once are kept, see {@link Copies}. */
    public LogPreparation keepCopies(boolean keep) {
        return new LogPreparation(reader, memory, keep, cleaning, listeners);
    }

    /** What to leave out of the log once its copies are left out. */
    public LogPreparation cleaning(Cleaning other) {
        return new LogPreparation(reader, memory, keepCopies, Objects.requireNonNull(other, "other"), listeners);
    }

    /** Reports how far each phase of the work is; the function gets the name of a phase. */
    public LogPreparation progress(Function<String, ProgressListener> other) {
        return new LogPreparation(reader, memory, keepCopies, cleaning, Objects.requireNonNull(other, "other"));
    }

    /** A prepared log, and what was said of its files. */
    public record Result(PreparedLog log, SkippedRows skipped, List<String> notes) {
        /** Takes a copy of the list. */
        public Result {
            Objects.requireNonNull(log, "log");
            Objects.requireNonNull(skipped, "skipped");
            notes = List.copyOf(notes);
        }
    }

    /**
     * Prepares files in a folder, which is made if it does not exist.
     *
     * @throws EventLogException if a file cannot be read, see {@link EventLogReader#read(List)}, or the folder has a
     *     prepared log already, or other files; then the folder is as it was
     */
    public Result write(List<Path> files, Path folder) throws EventLogException {
        Objects.requireNonNull(files, "files");
        if (PreparedLog.isAt(folder)) {
            throw new EventLogException(folder + ": has a prepared log already; add events to it with --append, or"
                    + " choose another folder");
        }
        return guarded(files, folder, null);
    }

    /**
     * Adds the events of files to the log of a folder. The result is that of all files prepared at once; where copies
     * are left out, as long as no user's new events are older than the user's events before. If anything fails, the log
     * stays as it was.
     *
     * @throws EventLogException if there is no such log, or a file cannot be read
     */
    public Result append(List<Path> files, Path folder) throws EventLogException {
        Objects.requireNonNull(files, "files");
        PreparedLog before = PreparedLog.open(folder);
        if (before.files().copiesKept() != keepCopies) {
            throw new EventLogException(folder + ": copies of events were " + (keepCopies ? "left out" : "kept")
                    + " when the log was prepared; add events in the same way, "
                    + (keepCopies ? "without" : "with") + " --keep-copies");
        }
        if (!cleaning.isEmpty() || !before.files().settings().isEmpty()) {
            throw new EventLogException(folder + ": events cannot be added to a log that is cleaned, since what was"
                    + " left out might stay together with the new events; prepare all files again, or clean when the"
                    + " log is used");
        }
        return guarded(files, folder, before);
    }

    private Result guarded(List<Path> files, Path folder, @Nullable PreparedLog before) throws EventLogException {
        try {
            boolean isNew = !Files.exists(folder);
            Files.createDirectories(folder);
            try (FileChannel lock = FileChannel.open(
                            folder.resolve(PreparedFolder.LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = PreparedFolder.lock(lock, folder)) {
                Objects.requireNonNull(held, "held");
                if (before == null) {
                    PreparedFolder.checkEmpty(folder);
                }
                PreparedFolder.removeUnused(folder, before);
                return prepare(files, folder, before);
            } finally {
                Files.deleteIfExists(folder.resolve(PreparedFolder.LOCK));
                if (isNew && !PreparedLog.isAt(folder)) {
                    Files.deleteIfExists(folder);
                }
            }
        } catch (EventLogException e) {
            throw e;
        } catch (IOException e) {
            throw new EventLogException(folder + ": cannot be written: " + e, e);
        }
    }

    private Result prepare(List<Path> files, Path folder, @Nullable PreparedLog before) throws IOException {
        int number = before == null ? 1 : 1 + number(before.files());
        boolean done = false;
        try (SpilledStore events = new SpilledStore(folder.resolve("rows-" + number + ".tmp"))) {
            TimeScale scale = reader.collect(files, events, before);
            EventSorter sorter = new EventSorter(events, memory);
            PreparedLog sorted = sorted(folder, number, events, sorter, scale, sources(files, before));
            PreparedLog log = clean(folder, number + 1, sorted);
            log.files().write(folder);
            done = true;
            PreparedFolder.removeUnused(folder, log);
            return new Result(log, events.skipped, events.notes);
        } finally {
            if (!done) {
                PreparedFolder.removeUnused(folder, before);
            }
        }
    }

    private static int number(PreparedFiles files) {
        return files.parts().values().stream()
                .mapToInt(part -> Integer.parseInt(part.name().replaceAll("[^-]*-|\\..*", "")))
                .max()
                .orElse(0);
    }

    private static List<String> sources(List<Path> files, @Nullable PreparedLog before) {
        List<String> all = new ArrayList<>(before == null ? List.of() : before.sources());
        files.forEach(file -> all.add(String.valueOf(file.getFileName())));
        return all;
    }

    private PreparedLog sorted(
            Path folder, int number, SpilledStore events, EventSorter sorter, TimeScale scale, List<String> sources)
            throws IOException {
        Vocabulary users = new Vocabulary(events.users);
        Vocabulary items = new Vocabulary(events.items);
        Vocabulary behaviors = new Vocabulary(events.behaviors);
        Vocabulary labels = new Vocabulary(events.labels);
        ProgressListener listener = listeners.apply("ordering events");
        CopyFilter copies = new CopyFilter(scale.stepsPerSecond());
        int[] offset = sorter.offsets().clone();
        int[] seen = {0, 0};
        try (PreparedWriter out = new PreparedWriter(folder, number, behaviors.size(), labels.size())) {
            sorter.sort(folder.resolve("ranges-" + number + ".tmp"), (user, item, names, timestamp) -> {
                int behavior = names & 0xFFFF;
                boolean isCopy = scale.timed() && copies.isCopy(user, item, behavior, timestamp);
                if (isCopy) {
                    seen[1]++;
                }
                if (!isCopy || keepCopies) {
                    out.add(item, behavior, timestamp, names >>> 16);
                    offset[user + 1] = out.events();
                }
                if (++seen[0] % STEP == 0) {
                    listener.at(seen[0], events.size());
                }
            });
            listener.at(events.size(), events.size());
            Map<String, PreparedFiles.Part> parts = out.end(offset, users, items);
            boolean hasUnit = scale.stepsPerSecond() > 0;
            PreparedFiles all = new PreparedFiles(
                    out.events(),
                    users.size(),
                    items.size(),
                    List.copyOf(behaviors.ids()),
                    List.copyOf(labels.ids()),
                    scale,
                    sources,
                    keepCopies,
                    cleaning.toString(),
                    seen[1] == 0 ? List.of() : List.of(said(Copies.ofTimes(seen[1], seen[0], hasUnit))),
                    parts);
            return PreparedLog.written(folder, all, users, items);
        }
    }

    private String said(String copies) {
        return copies + (keepCopies ? ": kept" : ": removed");
    }

    /** The log cleaned, and without copies that only the order of its events shows; the same files if all stay. */
    private PreparedLog clean(Path folder, int number, PreparedLog all) throws IOException {
        PreparedFiles sorted = all.files();
        if (sorted.times().timed() && cleaning.isEmpty()) {
            return all;
        }
        List<String> said = new ArrayList<>(sorted.cleaning());
        Selection kept = new Selection(all.histories());
        if (!sorted.times().timed()) {
            Copies copies = Copies.of(all.histories());
            if (copies.count() > 0) {
                said.add(said(copies.toString()));
                kept.drop(keepCopies ? new BitSet() : copies.dropped());
            }
        }
        cleaning.apply(kept).forEach(step -> said.add(step.toString()));
        if (kept.isWhole()) {
            return PreparedLog.written(
                    folder,
                    sorted.with(said, sorted.parts()),
                    all.histories().users(),
                    all.histories().items());
        }
        return write(kept, folder, number, sorted, said);
    }

    private PreparedLog write(Selection kept, Path folder, int number, PreparedFiles files, List<String> said)
            throws IOException {
        ProgressListener listener = listeners.apply("writing the events that are left");
        Histories all = kept.histories();
        int[] users = kept.newUsers();
        int[] items = kept.newItems();
        int[] behaviors = kept.newBehaviors();
        Vocabulary names = kept.behaviorNames(behaviors);
        long seen = 0;
        try (PreparedWriter out =
                new PreparedWriter(folder, number, names.size(), files.labels().size())) {
            for (int user = 1; user < users.length; user++) {
                for (int position = 0; users[user] > 0 && position < all.length(user); position++) {
                    if (kept.has(user, position)) {
                        out.add(
                                items[all.item(user, position)],
                                behaviors[all.behavior(user, position)],
                                all.timestamp(user, position),
                                all.label(user, position));
                    }
                    if (++seen % STEP == 0) {
                        listener.at(seen, all.events());
                    }
                }
            }
            listener.at(all.events(), all.events());
            Vocabulary userIds = Cleaned.kept(all.users(), users);
            Vocabulary itemIds = Cleaned.kept(all.items(), items);
            PreparedFiles written = new PreparedFiles(
                    kept.events(),
                    userIds.size(),
                    itemIds.size(),
                    List.copyOf(names.ids()),
                    files.labels(),
                    files.times(),
                    files.sources(),
                    keepCopies,
                    cleaning.toString(),
                    said,
                    out.end(kept.offsets(), userIds, itemIds));
            return PreparedLog.written(folder, written, userIds, itemIds);
        }
    }
}
