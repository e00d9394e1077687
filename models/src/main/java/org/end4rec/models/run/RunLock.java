package org.end4rec.models.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps other trainings out of the folder of a run until it is closed. The system frees the lock when the process ends
 * in any way. The file {@code run.lock} stays, and means nothing by itself. Reading a run needs no lock.
 */
public final class RunLock implements AutoCloseable {
    static final String NAME = "run.lock";

    /**
     * The locked folders. If a process closes any channel to a file, it loses all its locks on the file, so it must
     * open one only.
     */
    private static final Set<Path> OF_THIS_PROCESS = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;
    private final @Nullable FileLock lock;

    private RunLock(Path folder, FileChannel channel, @Nullable FileLock lock) {
        this.folder = folder;
        this.channel = channel;
        this.lock = lock;
    }

    /** @throws RunException if another training has the folder, or the folder cannot be written */
    static RunLock of(Path folder) throws RunException {
        Path file = folder.resolve(NAME);
        return RunFile.guarded(file, () -> {
            Path real = folder.toRealPath();
            if (!OF_THIS_PROCESS.add(real)) {
                throw inUse(folder);
            }
            @Nullable RunLock taken = null;
            try {
                if (RunFile.isThere(file)) {
                    RunFile.size(file, RunFile.MOST_OF_A_TEXT);
                }
                taken = lock(real, file, folder);
                return taken;
            } finally {
                if (taken == null) {
                    OF_THIS_PROCESS.remove(real);
                }
            }
        });
    }

    private static RunLock lock(Path real, Path file, Path named) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        @Nullable FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (IOException unsupported) {
            return new RunLock(real, channel, null);
        }
        if (lock == null) {
            channel.close();
            throw inUse(named);
        }
        return new RunLock(real, channel, lock);
    }

    private static RunException inUse(Path folder) {
        return new RunException("another training writes to " + folder
                + " at this moment; wait until it has ended, or stop it, or choose another folder");
    }

    /** False on a file system without locks, where nobody knows whether another training writes to the folder. */
    public boolean isHeld() {
        return lock != null;
    }

    /** Releases the lock. */
    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            OF_THIS_PROCESS.remove(folder);
        }
    }
}
