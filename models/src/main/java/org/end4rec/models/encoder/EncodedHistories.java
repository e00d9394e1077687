package org.end4rec.models.encoder;

import java.util.Objects;
import org.end4rec.autograd.Tape;
import org.end4rec.models.data.Batch;
import org.jspecify.annotations.Nullable;

/**
 * Histories as an encoder represents them, in evaluation.
 *
 * @param z [B,d] the representations
 * @param kept [B,N] of the histories, 0 for an event that is eliminated; null if all are kept
 */
@SuppressWarnings("ArrayRecordComponent") // two are never compared
public record EncodedHistories(float[] z, float @Nullable [] kept) {
    /** @throws NullPointerException if z is null */
    public EncodedHistories(float[] z, float @Nullable [] kept) {
        this.z = Objects.requireNonNull(z, "z");
        this.kept = kept;
    }

    /** Of histories whose events are all kept. */
    public EncodedHistories(float[] z) {
        this(z, null);
    }

    /** Encodes histories as in a stage; the arrays belong to the tape and are valid until its reset. */
    public static EncodedHistories of(SequenceEncoder encoder, Stage stage, Tape tape, Batch histories) {
        KeptEvents sifted = KeptEvents.of(encoder, histories, stage);
        Encoding encoding = encoder.encode(tape, sifted.batch(), ForwardMode.evaluation(), stage);
        float[] kept = sifted.kept() != null || encoding.kept() == null
                ? sifted.kept()
                : encoding.kept().value();
        return new EncodedHistories(encoding.representation().value(), kept);
    }
}
