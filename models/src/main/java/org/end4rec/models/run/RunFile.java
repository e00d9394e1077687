package org.end4rec.models.run;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** Checks every file of a run before it is opened, and turns any failure into one exception. */
final class RunFile {
    /** The largest text that is read whole: of the manifest, the configuration, the votes and the metrics. */
    static final long MOST_OF_A_TEXT = 16_000_000;

    private RunFile() {}

    /** What reads a file. */
    @FunctionalInterface
    interface Reading<T> {
        /** The file's value. */
        T read() throws IOException;
    }

    /** The value; any failure becomes a {@link RunException} that names the file. */
    static <T> T guarded(Path file, Reading<T> reading) throws RunException {
        try {
            return reading.read();
        } catch (RunException e) {
            throw e;
        } catch (NoSuchFileException e) {
            throw new RunException("there is no file " + file + "; the run's folder is not complete", e);
        } catch (AccessDeniedException e) {
            throw new RunException(file + ": access denied; check the permissions of file and folder", e);
        } catch (IOException | IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException e) {
            String message = String.valueOf(e.getMessage());
            throw new RunException(message.contains(file.toString()) ? message : file + ": " + message, e);
        }
    }

    /**
     * Whether the name exists, even as a folder or a link to nowhere.
     *
     * @throws RunException if the folder cannot be read
     */
    static boolean isThere(Path file) throws RunException {
        try {
            Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            Path parent = file.toAbsolutePath().getParent();
            if (parent != null && Files.isRegularFile(parent)) {
                return false;
            }
            throw new RunException(file + " cannot be accessed: " + e + "; check the permissions of the folder", e);
        }
    }

    /**
     * The size of a regular file.
     *
     * @throws RunException if it is no regular file, or larger than {@code most}
     */
    static long size(Path file, long most) throws RunException {
        BasicFileAttributes attributes = guarded(file, () -> {
            if (Files.isSymbolicLink(file) && !Files.exists(file)) {
                throw new RunException(file + " is a link to a file that does not exist or cannot be reached");
            }
            return Files.readAttributes(file, BasicFileAttributes.class);
        });
        if (!attributes.isRegularFile()) {
            throw new RunException(file + " is a folder, pipe or device; expected a file that a training wrote");
        }
        if (attributes.size() > most) {
            throw new RunException(file + " has " + attributes.size() + " bytes; at most " + most
                    + " are read. It is no file of a run");
        }
        return attributes.size();
    }

    /**
     * The bytes of a text.
     *
     * @throws RunException if it is absent, no regular file or too large
     */
    static byte[] text(Path file) throws RunException {
        size(file, MOST_OF_A_TEXT);
        return guarded(file, () -> Files.readAllBytes(file));
    }

    /**
     * Checks a file of tensors.
     *
     * @throws RunException if it is absent, no regular file or larger than Java's memory
     */
    static void checkTensors(Path file) throws RunException {
        size(file, Runtime.getRuntime().maxMemory());
    }
}
