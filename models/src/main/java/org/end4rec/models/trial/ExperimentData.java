package org.end4rec.models.trial;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.end4rec.models.data.Example;
import org.end4rec.models.data.Histories;
import org.end4rec.models.data.Split;
import org.end4rec.models.run.RunData;

/**
 * The data of an experiment.
 *
 * @param name the source of the data, for the reader
 * @param data events and examples
 * @param fingerprint SHA-256 of events, labels and examples; different data have different fingerprints
 */
public record ExperimentData(String name, RunData data, String fingerprint) {
    /** No reference is null. */
    public ExperimentData {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(data, "data");
        Objects.requireNonNull(fingerprint, "fingerprint");
    }

    /** The data with its fingerprint. */
    public static ExperimentData of(String name, RunData data) {
        MessageDigest digest = sha256();
        Histories histories = data.histories();
        Split split = data.split();
        add(digest, histories.items().size(), split.targetBehavior(), split.novel() ? 1 : 0);
        add(digest, histories.offsets());
        add(digest, histories.itemColumn());
        add(digest, histories.behaviorColumn());
        for (int user = 1;
                user <= histories.users().size() && histories.labels().size() > 0;
                user++) {
            for (int position = 0; position < histories.length(user); position++) {
                add(digest, histories.label(user, position));
            }
        }
        add(digest, split.visible());
        for (List<Example> part : List.of(split.train(), split.validation(), split.test())) {
            add(digest, part.size());
            for (Example example : part) {
                add(digest, example.user(), example.end(), example.target());
            }
        }
        return new ExperimentData(name, data, HexFormat.of().formatHex(digest.digest()));
    }

    /** SHA-256 of a text in hexadecimal. */
    static String hash(String text) {
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void add(MessageDigest digest, int... numbers) {
        byte[] bytes = new byte[Integer.BYTES];
        for (int number : numbers) {
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (number >>> 8 * i);
            }
            digest.update(bytes);
        }
    }
}
