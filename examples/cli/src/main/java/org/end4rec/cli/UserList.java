package org.end4rec.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.end4rec.models.recommend.Recommender;
import org.end4rec.models.recommend.UserHistory;
import org.jspecify.annotations.Nullable;

/** The users of {@code recommend --all}: those of the run, or those of a file with an id in each line. */
final class UserList {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final Recommender recommender;
    private final @Nullable Path file;
    private final MessageDigest digest = sha256();
    private long size;
    private long unknown;

    /**
     * Reads the file once. A file is read again for the answers, so that its ids need no memory.
     *
     * @param file null for the users of the run
     */
    UserList(Recommender recommender, @Nullable Path file) throws IOException {
        this.recommender = recommender;
        this.file = file;
        try (Stream<String> ids = ids()) {
            ids.forEach(this::count);
        } catch (UncheckedIOException e) {
            IOException cause = e.getCause();
            throw cause == null ? new IOException(e) : cause;
        }
    }

    private void count(String id) {
        size++;
        unknown += recommender.knows(id) ? 0 : 1;
        digest.update((id + '\n').getBytes(StandardCharsets.UTF_8));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The ids in order; to be closed. */
    private Stream<String> ids() throws IOException {
        if (file == null) {
            return recommender.users().stream();
        }
        BufferedReader reader = Files.newBufferedReader(file);
        return reader.lines()
                .map(line -> line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line)
                .map(String::strip)
                .filter(id -> !id.isEmpty())
                .onClose(() -> {
                    try {
                        reader.close();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    /** Number of users. */
    long size() {
        return size;
    }

    /** Number of users that the run does not know. */
    long unknown() {
        return unknown;
    }

    /** SHA-256 of the ids in their order; the second call is not allowed. */
    String checksum() {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The users after the first {@code skipped} ones; to be closed. */
    Stream<UserHistory> after(long skipped) throws IOException {
        if (file == null) {
            List<UserHistory> all = recommender.userHistories();
            return all.subList((int) skipped, all.size()).stream();
        }
        return ids().skip(skipped).map(id -> new UserHistory(id, recommender.historyOf(id)));
    }
}
