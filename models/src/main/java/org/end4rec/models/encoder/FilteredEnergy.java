package org.end4rec.models.encoder;

import java.util.Objects;

/**
 * The energy of each event of a batch before the Soft Noise Filter, ‖H_hp‖² at the position of the event, and the
 * energy that the filter removes there, ‖S_sn‖². Both [B,N], 0 where there is no event.
 *
 * @param mined energy of H_hp
 * @param removed energy of S_sn
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record FilteredEnergy(float[] mined, float[] removed) {
    /** Neither is null. */
    public FilteredEnergy {
        Objects.requireNonNull(mined, "mined");
        Objects.requireNonNull(removed, "removed");
    }
}
