package org.end4rec.models.run;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.end4rec.core.io.SafeTensors;

/**
 * The folders in which a run may be made: absent folders, empty folders, and folders in which the making of a run was
 * interrupted.
 */
final class NewFolder {
    /** A mark that exists from before the first file of a new run until after the manifest. */
    static final String UNFINISHED = "run.unfinished";

    private static final String UNFINISHED_TEXT = "END4Rec was making a run here. 'train --out' makes it anew.\n";

    /** Written before the manifest, as is the checkpoint of a run with a given start. */
    private static final Set<String> FIRST = Set.of("config.json", "vocabulary.json", "events.safetensors");

    private static final Pattern LATER = Pattern.compile(
            "run\\.json|checkpoint(-previous)?\\.safetensors|stage-.*\\.safetensors|epochs\\.jsonl|(votes|"
                    + "metrics)\\.json"
                    + "|neighbors\\.safetensors",
            Pattern.DOTALL);

    private static final Pattern PARTIAL = Pattern.compile("\\..*\\.end4rec-[0-9a-z]+\\.partial", Pattern.DOTALL);

    private static final int NAMES_SHOWN = 10;

    private NewFolder() {}

    /** Whether a run uses a file of that name; the file system may know only one case. */
    static boolean isOfRuns(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return FIRST.contains(lower)
                || lower.equals(UNFINISHED)
                || lower.equals(RunLock.NAME)
                || LATER.matcher(lower).matches();
    }

    /**
     * @param beside whether the folder may have files whose names no run uses
     * @throws RunException if no run can be made in the folder
     */
    static void check(Path folder, boolean beside) throws RunException {
        if (!RunFile.isThere(folder)) {
            return;
        }
        if (!Files.isDirectory(folder)) {
            throw new RunException("cannot make the folder " + folder
                    + ": a file, or a link to nothing, has this name; choose another folder");
        }
        List<String> all = RunFile.guarded(folder, () -> names(folder));
        if (RunFolder.exists(folder)) {
            throw new RunException(folder + " holds a run already; choose another folder, or resume the run with"
                    + " --resume"
                    + (beside ? ". --force replaces no run: delete the folder yourself" : ""));
        }
        ServingFiles.refuse(folder);
        boolean isUnfinished = isUnfinished(folder);
        List<String> foreign = new ArrayList<>(all);
        foreign.removeIf(name -> name.equals(RunLock.NAME)
                || isUnfinished
                        && (name.equals(UNFINISHED)
                                || FIRST.contains(name)
                                || name.equals(Checkpoints.LAST) && isStart(folder.resolve(name))
                                || PARTIAL.matcher(name).matches()));
        List<String> used = foreign.stream().filter(NewFolder::isOfRuns).toList();
        if (!used.isEmpty()) {
            throw new RunException(folder + " has no run.json, but files whose names a run uses: " + shown(used)
                    + ". They are not overwritten: restore run.json from a copy, move these files away, or choose"
                    + " another folder");
        }
        if (!foreign.isEmpty() && !beside) {
            throw new RunException(folder + " is not empty and holds no run: it has " + shown(foreign)
                    + ". Choose another folder, or give --force to make the run beside these files; they stay");
        }
    }

    private static List<String> names(Path folder) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            entries.forEach(entry -> names.add(String.valueOf(entry.getFileName())));
        }
        names.sort(null);
        return names;
    }

    private static boolean isUnfinished(Path folder) throws RunException {
        Path file = folder.resolve(UNFINISHED);
        return RunFile.isThere(file)
                && Files.isRegularFile(file)
                && RunFile.size(file, Long.MAX_VALUE) == UNFINISHED_TEXT.length()
                && RunFile.guarded(file, () -> Files.readString(file)).equals(UNFINISHED_TEXT);
    }

    /** Whether a checkpoint has not been trained at all. */
    private static boolean isStart(Path checkpoint) {
        try {
            return "0".equals(SafeTensors.readHeader(checkpoint).metadata().get(Checkpoint.STEP));
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static String shown(List<String> names) {
        String first = String.join(", ", names.subList(0, Math.min(NAMES_SHOWN, names.size())));
        return names.size() > NAMES_SHOWN ? first + " and " + (names.size() - NAMES_SHOWN) + " more" : first;
    }

    /**
     * Makes the folder.
     *
     * @return whether it existed
     */
    static boolean make(Path folder) throws RunException {
        boolean wasThere = Files.exists(folder);
        try {
            Files.createDirectories(folder);
            return wasThere;
        } catch (IOException e) {
            throw new RunException("cannot make the folder " + folder + ": " + e.getMessage(), e);
        }
    }

    /** Before the first file. */
    static void begin(Path folder) throws IOException {
        Files.writeString(folder.resolve(UNFINISHED), UNFINISHED_TEXT);
    }

    /** After the manifest. */
    static void end(Path folder) throws IOException {
        Files.delete(folder.resolve(UNFINISHED));
    }

    /** After a failure: removes the new files, and the folder if it is new and has nothing else. */
    static void takeBack(Path folder, boolean wasThere, IOException failure) {
        List<String> made = new ArrayList<>(FIRST);
        made.addAll(List.of(UNFINISHED, RunLock.NAME, Checkpoints.LAST));
        try {
            for (String name : made) {
                Files.deleteIfExists(folder.resolve(name));
            }
            if (!wasThere) {
                Files.delete(folder);
            }
        } catch (IOException second) {
            failure.addSuppressed(second);
        }
    }
}
