package org.end4rec.service;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** The key that a client must know. Only its SHA-256 is kept. */
final class ApiKey {
    /** The environment variable that may hold the key. */
    static final String VARIABLE = "END4REC_API_KEY";

    private static final int LEAST_LENGTH = 16;
    private static final int MOST_BYTES = 10_000;
    private static final String SCHEME = "Bearer ";

    private final byte[] digest;

    private ApiKey(String key, String source) throws IOException {
        if (key.length() < LEAST_LENGTH || !key.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IOException(source + ": a key has at least " + LEAST_LENGTH
                    + " visible ASCII characters and no blanks; make one with: openssl rand -hex 32");
        }
        digest = sha256(key);
    }

    static ApiKey of(String key) throws IOException {
        return new ApiKey(key, VARIABLE);
    }

    /** The key in the only line of a file. */
    static ApiKey read(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException(file + ": this file is too large for a key");
        }
        return new ApiKey(Files.readString(file, StandardCharsets.ISO_8859_1).strip(), file.toString());
    }

    /** Whether the header Authorization has the key; takes the same time wherever a wrong key differs. */
    boolean accepts(@Nullable String authorization) {
        return authorization != null
                && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && MessageDigest.isEqual(
                        digest, sha256(authorization.substring(SCHEME.length()).strip()));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
