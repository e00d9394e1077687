package org.end4rec.core.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Replaces a file wholly or not at all. The new contents go to a temporary file in the same folder, are forced to the
 * disk and take the file's name in one step. A crash at any moment leaves the old file or the new one. Temporary files
 * that a crash left behind are removed by the next write of the same file; nothing else is. A file has one writer at a
 * time. A symbolic link is replaced, not the file that it names; a folder, a pipe or a device is refused.
 */
public final class AtomicFile {
    private static final String SUFFIX = ".partial";

    /** What stands between the file's name and the suffix: nobody else names files so. */
    private static final Pattern OURS = Pattern.compile("end4rec-[0-9a-z]{1,13}");

    private final Path file;
    private final Path folder;
    private final String prefix;
    private final FileSteps steps;
    private final @Nullable Path previous;

    private AtomicFile(Path file, FileSteps steps, @Nullable String previousName) {
        Path absolute = file.toAbsolutePath();
        Path parent = absolute.getParent();
        Path name = absolute.getFileName();
        if (parent == null || name == null) {
            throw new IllegalArgumentException("AtomicFile: " + file + " is a root folder; give the path of a file");
        }
        this.file = absolute;
        this.folder = parent;
        this.prefix = "." + name + ".";
        this.steps = Objects.requireNonNull(steps, "steps");
        this.previous = previousName == null ? null : parent.resolve(previousName);
    }

    /** Writes the contents of a file to a stream; it need not close it. */
    @FunctionalInterface
    public interface Contents {
        /** Writes everything. */
        void writeTo(OutputStream out) throws IOException;
    }

    /** The file at this path, which need not exist; its folder must. */
    public static AtomicFile at(Path file) {
        return new AtomicFile(file, FileSteps.real(), null);
    }

    /** As {@link #at(Path)}, with other steps. */
    public static AtomicFile at(Path file, FileSteps steps) {
        return new AtomicFile(file, steps, null);
    }

    /**
     * The same file, whose old contents stay in the same folder under this name. In the moment between two steps the
     * file is there under the other name only.
     */
    public AtomicFile keepingPrevious(String name) {
        return new AtomicFile(file, steps, Objects.requireNonNull(name, "name"));
    }

    /**
     * Replaces the file. If anything is thrown, by the contents or by the disk, the old file is as it was, except where
     * only the last step failed, forcing the folder: then the new file is in place but may not survive a power cut. Old
     * contents that are kept under another name may be there alone if they cannot be renamed back; the message says so.
     *
     * @throws IOException naming the file; its cause is the step's own exception
     */
    public void write(Contents contents) throws IOException {
        Path partial = folder.resolve(prefix + "end4rec-" + Long.toUnsignedString(System.nanoTime(), 36) + SUFFIX);
        @Nullable Path aside = null;
        try {
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                throw new IOException("there is a folder, pipe or device of that name");
            }
            removeStale();
            try (OutputStream out = new BufferedOutputStream(steps.create(partial), 1 << 16)) {
                contents.writeTo(out);
            }
            steps.force(partial);
            if (previous != null && Files.exists(file)) {
                steps.move(file, previous);
                aside = previous;
            }
            steps.move(partial, file);
        } catch (IOException failure) {
            String state = putBack(aside, failure);
            remove(partial, failure);
            throw cannotWrite(state, failure);
        } catch (RuntimeException | Error failure) {
            putBack(aside, failure);
            remove(partial, failure);
            throw failure;
        }
        try {
            steps.forceFolder(folder);
        } catch (IOException failure) {
            throw cannotWrite("the new file is in place but may be lost in a power cut", failure);
        }
    }

    /** Gives old contents that were moved aside their name again; says where they are now. */
    private String putBack(@Nullable Path aside, Throwable failure) {
        if (aside != null) {
            try {
                steps.move(aside, file);
            } catch (IOException second) {
                failure.addSuppressed(second);
                return "its old contents are whole, but in " + aside + ", which could not be renamed back";
            }
        }
        return "the file is as it was before";
    }

    private void removeStale() throws IOException {
        for (Path stale : steps.list(folder, prefix, SUFFIX)) {
            if (isOurs(stale)) {
                steps.delete(stale);
            }
        }
    }

    private boolean isOurs(Path stale) {
        String name = String.valueOf(stale.getFileName());
        return name.length() > prefix.length() + SUFFIX.length()
                && OURS.matcher(name.substring(prefix.length(), name.length() - SUFFIX.length()))
                        .matches()
                && Files.isRegularFile(stale, LinkOption.NOFOLLOW_LINKS);
    }

    /** A file that cannot be removed now is removed by the next write; the first failure matters more to the caller. */
    private void remove(Path partial, Throwable failure) {
        try {
            steps.delete(partial);
        } catch (IOException second) {
            failure.addSuppressed(second);
        }
    }

    private IOException cannotWrite(String state, IOException failure) {
        String message = failure.getMessage();
        // subclasses carry half of what happened in their names, and only the path as their message
        String reason = failure.getClass() == IOException.class && message != null ? message : failure.toString();
        return new IOException(
                "AtomicFile: cannot write " + file + ": " + reason + "; " + state
                        + ". Check the folder, its permissions and the space on the disk",
                failure);
    }
}
