package org.end4rec.models.data;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
    private static final String LOCK = "prepare.lock";
    private static final Pattern OURS = Pattern.compile(
            "(item|behavior|time|label|offset|users|items)-[0-9]{1,9}\\.(u8|i32|i64|txt)|(rows|ranges)-[0-9]{1,9}\\.tmp");

    private final EventLogReader reader;
    private final long memory;
    private final boolean keepCopies;
    private final Function<String, ProgressListener> listeners;

    /** Reads with this reader, orders in half of the heap, and leaves copies of events out. */
    public LogPreparation(EventLogReader reader) {
        this(
                Objects.requireNonNull(reader, "reader"),
                Runtime.getRuntime().maxMemory() / 2,
                false,
                phase -> ProgressListener.NONE);
    }

    private LogPreparation(
            EventLogReader reader, long memory, boolean keepCopies, Function<String, ProgressListener> listeners) {
        this.reader = reader;
        this.memory = memory;
        this.keepCopies = keepCopies;
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
        return new LogPreparation(reader, bytes, keepCopies, listeners);
    }

    /** Whether events that are there more than once are kept, see {@link Copies}. */
    public LogPreparation keepCopies(boolean keep) {
        return new LogPreparation(reader, memory, keep, listeners);
    }

    /** Reports how far each phase of the work is; the function gets the name of a phase. */
    public LogPreparation progress(Function<String, ProgressListener> other) {
        return new LogPreparation(reader, memory, keepCopies, Objects.requireNonNull(other, "other"));
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
        return guarded(files, folder, PreparedLog.open(folder));
    }

    private Result guarded(List<Path> files, Path folder, @Nullable PreparedLog before) throws EventLogException {
        try {
            boolean isNew = !Files.exists(folder);
            Files.createDirectories(folder);
            try (FileChannel lock = FileChannel.open(
                            folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = lock(lock, folder)) {
                Objects.requireNonNull(held, "held");
                if (before == null) {
                    checkEmpty(folder);
                }
                removeUnused(folder, before == null ? Set.of() : names(before.files()));
                return prepare(files, folder, before);
            } finally {
                Files.deleteIfExists(folder.resolve(LOCK));
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

    private static FileLock lock(FileChannel channel, Path folder) throws IOException {
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            throw new EventLogException(folder + ": another program is preparing a log here; wait until it ends");
        }
        return lock;
    }

    private static Set<String> names(PreparedFiles files) {
        return files.parts().values().stream().map(PreparedFiles.Part::name).collect(Collectors.toSet());
    }

    private static void checkEmpty(Path folder) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName());
                if (!name.equals(LOCK) && !OURS.matcher(name).matches() && !name.endsWith(".partial")) {
                    throw new EventLogException(
                            folder + ": is not empty, it has " + name + "; choose a new or an empty folder");
                }
            }
        }
    }

    /** Removes what an interrupted preparation left, or an earlier state of the log. */
    private static void removeUnused(Path folder, Set<String> used) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName());
                if (OURS.matcher(name).matches() && !used.contains(name)) {
                    Files.deleteIfExists(entry);
                }
            }
        }
    }

    private Result prepare(List<Path> files, Path folder, @Nullable PreparedLog before) throws IOException {
        int number = before == null ? 1 : 1 + number(before.files());
        boolean done = false;
        try (SpilledStore events = new SpilledStore(folder.resolve("rows-" + number + ".tmp"))) {
            TimeScale scale = reader.collect(files, events, before);
            EventSorter sorter = new EventSorter(events, memory);
            PreparedFiles sorted = sorted(folder, number, events, sorter, scale, sources(files, before));
            PreparedLog log = clean(folder, number + 1, sorted);
            log.files().write(folder);
            done = true;
            removeUnused(folder, names(log.files()));
            return new Result(log, events.skipped, events.notes);
        } finally {
            if (!done) {
                removeUnused(folder, before == null ? Set.of() : names(before.files()));
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

    private PreparedFiles sorted(
            Path folder, int number, SpilledStore events, EventSorter sorter, TimeScale scale, List<String> sources)
            throws IOException {
        Vocabulary users = new Vocabulary(events.users);
        Vocabulary items = new Vocabulary(events.items);
        Vocabulary behaviors = new Vocabulary(events.behaviors);
        Vocabulary labels = new Vocabulary(events.labels);
        ProgressListener listener = listeners.apply("ordering events");
        long[] written = {0};
        try (PreparedWriter out = new PreparedWriter(folder, number, behaviors.size(), labels.size())) {
            sorter.sort(folder.resolve("ranges-" + number + ".tmp"), (user, item, names, timestamp) -> {
                out.add(item, names & 0xFFFF, timestamp, names >>> 16);
                if (++written[0] % STEP == 0) {
                    listener.at(written[0], events.size());
                }
            });
            listener.at(events.size(), events.size());
            Map<String, PreparedFiles.Part> parts = out.end(sorter.offsets(), users, items);
            return new PreparedFiles(
                    (int) events.size(),
                    users.size(),
                    items.size(),
                    List.copyOf(behaviors.ids()),
                    List.copyOf(labels.ids()),
                    scale,
                    sources,
                    List.of(),
                    parts);
        }
    }

    /** The log without copies; the same files if there are none. */
    private PreparedLog clean(Path folder, int number, PreparedFiles sorted) throws IOException {
        PreparedLog all = PreparedLog.written(folder, sorted);
        Copies copies = Copies.of(all.histories());
        if (copies.count() == 0) {
            return all;
        }
        String said = copies + (keepCopies ? ": kept" : ": removed");
        return PreparedLog.written(
                folder,
                keepCopies
                        ? with(sorted, sorted.parts(), sorted.events(), said)
                        : without(copies.dropped(), all.histories(), folder, number, sorted, said));
    }

    private static PreparedFiles with(
            PreparedFiles files, Map<String, PreparedFiles.Part> parts, int events, String cleaning) {
        return new PreparedFiles(
                events,
                files.users(),
                files.items(),
                files.behaviors(),
                files.labels(),
                files.times(),
                files.sources(),
                List.of(cleaning),
                parts);
    }

    private PreparedFiles without(
            BitSet dropped, Histories all, Path folder, int number, PreparedFiles files, String cleaning)
            throws IOException {
        ProgressListener listener = listeners.apply("leaving copies out");
        int[] offset = new int[all.offsets().length];
        int kept = 0;
        try (PreparedWriter out = new PreparedWriter(
                folder, number, files.behaviors().size(), files.labels().size())) {
            for (int user = 1; user <= all.users().size(); user++) {
                for (int position = 0; position < all.length(user); position++) {
                    if (!dropped.get(all.offset(user) + position)) {
                        out.add(
                                all.item(user, position),
                                all.behavior(user, position),
                                all.timestamp(user, position),
                                all.label(user, position));
                        if (++kept % STEP == 0) {
                            listener.at(kept, all.events());
                        }
                    }
                }
                offset[user + 1] = kept;
            }
            listener.at(all.events(), all.events());
            return with(files, out.end(offset, all.users(), all.items()), kept, cleaning);
        }
    }
}
