package org.end4rec.models.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * A log that {@link LogPreparation} wrote into a folder. The columns of its events are mapped into memory, so a log of
 * a hundred million events opens in about a second and takes little of the heap. Immutable.
 */
public final class PreparedLog {
    private static final int CHUNK = 1 << 24;

    private final Path folder;
    private final PreparedFiles files;
    private final Histories histories;

    private PreparedLog(Path folder, PreparedFiles files, Histories histories) {
        this.folder = folder;
        this.files = files;
        this.histories = histories;
    }

    /** Whether a folder has a prepared log. */
    public static boolean isAt(Path folder) {
        return Files.isRegularFile(folder.resolve(PreparedFiles.NAME));
    }

    /**
     * Opens the log of a folder, and checks each of its files by size, checksum and contents.
     *
     * @throws EventLogException if there is none, it is damaged, or a newer version wrote it
     */
    public static PreparedLog open(Path folder) throws EventLogException {
        PreparedFiles files = PreparedFiles.read(folder);
        try {
            return new PreparedLog(folder, files, new Opening(folder, files).histories());
        } catch (EventLogException e) {
            throw e;
        } catch (IOException e) {
            throw new EventLogException(folder + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /** The log whose files were just written and need no check. */
    static PreparedLog written(Path folder, PreparedFiles files, Vocabulary users, Vocabulary items)
            throws IOException {
        return new PreparedLog(folder, files, new Opening(folder, files).histories(users, items, false));
    }

    /** The folder. */
    public Path folder() {
        return folder;
    }

    /** The events of each user by time. */
    public Histories histories() {
        return histories;
    }

    /** The files that were read, in their order. */
    public List<String> sources() {
        return List.copyOf(files.sources());
    }

    /** What was left out of the files, a line each. */
    public List<String> cleaning() {
        return List.copyOf(files.cleaning());
    }

    /** Whether events that are there more than once were kept. */
    public boolean copiesKept() {
        return files.copiesKept();
    }

    /** The settings of the cleaning, as {@link Cleaning#toString} writes them; empty without settings. */
    public String cleaningSettings() {
        return files.settings();
    }

    PreparedFiles files() {
        return files;
    }

    /** Opens the files of a log. */
    private record Opening(Path folder, PreparedFiles files) {
        Histories histories() throws IOException {
            return histories(ids("users", files.users()), ids("items", files.items()), true);
        }

        Histories histories(Vocabulary users, Vocabulary items, boolean checks) throws IOException {
            Vocabulary behaviors = names("behaviors", files.behaviors());
            Vocabulary labels = names("labels", files.labels());
            int[] offset = offsets(checks);
            IntColumn item = ints("item", Integer.BYTES, checks);
            IntColumn behavior = ints("behavior", PreparedWriter.width(behaviors.size()), checks);
            IntColumn label = ints("label", PreparedWriter.width(labels.size()), checks);
            LongColumn time = LongColumn.ofLongs(pages("time", Long.BYTES, checks).stream()
                    .map(page -> page.asLongBuffer())
                    .toList());
            if (checks) {
                check("item", item, 1, items.size());
                check("behavior", behavior, 1, behaviors.size());
                check("label", label, 0, labels.size());
            }
            return new Histories(
                    users,
                    items,
                    behaviors,
                    labels,
                    offset,
                    item,
                    behavior,
                    time,
                    labels.size() == 0 ? IntColumn.zeros(files.events()) : label,
                    files.times().clock());
        }

        private Path file(String what) throws EventLogException {
            return folder.resolve(part(what).name());
        }

        private PreparedFiles.Part part(String what) throws EventLogException {
            PreparedFiles.Part part = files.parts().get(what);
            if (part == null) {
                throw PreparedFiles.damaged(
                        folder.resolve(PreparedFiles.NAME), "it does not name the file '" + what + "'");
            }
            return part;
        }

        private void check(String what, IntColumn column, int least, int most) throws EventLogException {
            for (int event = 0; event < column.length(); event++) {
                int number = column.get(event);
                if (number < least || number > most) {
                    throw PreparedFiles.damaged(
                            file(what),
                            "the number of event " + event + " is " + number + ", expected " + least + " to " + most);
                }
            }
        }

        private Vocabulary names(String what, List<String> names) throws EventLogException {
            try {
                return Vocabulary.of(names);
            } catch (IllegalArgumentException e) {
                throw PreparedFiles.damaged(folder.resolve(PreparedFiles.NAME), what + ": " + e.getMessage());
            }
        }

        private Vocabulary ids(String what, int expected) throws IOException {
            Path file = file(what);
            pages(what, 1, true);
            VocabularyBuilder builder = new VocabularyBuilder();
            int count = 0;
            try (FileChannel channel = FileChannel.open(file);
                    Reader characters = new InputStreamReader(
                            Channels.newInputStream(channel), StandardCharsets.UTF_8.newDecoder());
                    BufferedReader lines = new BufferedReader(characters, 1 << 16)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    char[] id = line.toCharArray();
                    builder.add(id, 0, id.length);
                    count++;
                }
            } catch (IllegalArgumentException e) {
                throw PreparedFiles.damaged(file, String.valueOf(e.getMessage()));
            }
            if (count != expected) {
                throw PreparedFiles.damaged(file, "it has " + count + " ids, expected " + expected);
            }
            return builder.build();
        }

        private int[] offsets(boolean checks) throws IOException {
            IntColumn saved = ints("offset", Integer.BYTES, checks);
            if (saved.length() != files.users() + 1) {
                throw PreparedFiles.damaged(
                        file("offset"),
                        "it has " + saved.length() + " numbers, expected one more than the " + files.users()
                                + " users");
            }
            int[] offset = new int[saved.length() + 1];
            for (int i = 0; i < saved.length(); i++) {
                offset[i + 1] = saved.get(i);
                if (offset[i + 1] < offset[i]) {
                    throw PreparedFiles.damaged(file("offset"), "its numbers do not rise");
                }
            }
            if (offset[1] != 0 || offset[offset.length - 1] != files.events()) {
                throw PreparedFiles.damaged(file("offset"), "its numbers do not go from 0 to " + files.events());
            }
            return offset;
        }

        private IntColumn ints(String what, int width, boolean checks) throws IOException {
            List<ByteBuffer> pages = pages(what, width, checks);
            long expected = what.equals("offset") ? files.users() + 1L : files.events();
            if (part(what).bytes() != expected * width) {
                throw PreparedFiles.damaged(
                        file(what), "it has " + part(what).bytes() + " bytes, expected " + expected * width);
            }
            if (width == Byte.BYTES) {
                return IntColumn.ofBytes(pages);
            }
            List<IntBuffer> numbers = new ArrayList<>();
            pages.forEach(page -> numbers.add(page.asIntBuffer()));
            return IntColumn.ofInts(numbers);
        }

        /** The pages of a file, each of as many elements as a column's page has. */
        private List<ByteBuffer> pages(String what, int width, boolean checks) throws IOException {
            PreparedFiles.Part part = part(what);
            Path file = file(what);
            List<ByteBuffer> pages = new ArrayList<>();
            if (!Files.isRegularFile(file)) {
                throw PreparedFiles.damaged(file, "there is no such file");
            }
            try (FileChannel channel = FileChannel.open(file)) {
                if (channel.size() != part.bytes() || part.bytes() % width != 0) {
                    throw PreparedFiles.damaged(file, "it has " + channel.size() + " bytes, expected " + part.bytes());
                }
                long page = (long) width << IntColumn.PAGE_BITS;
                for (long at = 0; at < part.bytes(); at += page) {
                    pages.add(channel.map(FileChannel.MapMode.READ_ONLY, at, Math.min(page, part.bytes() - at))
                            .order(ByteOrder.LITTLE_ENDIAN));
                }
            }
            if (checks && checksum(pages) != part.checksum()) {
                throw PreparedFiles.damaged(file, "its checksum is not that in " + PreparedFiles.NAME);
            }
            return pages;
        }

        private static long checksum(List<ByteBuffer> pages) {
            CRC32C checksum = new CRC32C();
            for (ByteBuffer page : pages) {
                for (int at = 0; at < page.limit(); at += CHUNK) {
                    checksum.update(page.slice(at, Math.min(CHUNK, page.limit() - at)));
                }
            }
            return checksum.getValue();
        }
    }
}
