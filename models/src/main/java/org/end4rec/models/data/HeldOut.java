package org.end4rec.models.data;

/** Which events of a log are held out for validation and test; its text completes "split ...". */
sealed interface HeldOut permits LastTargets, TestFile, TimeShares, TimeCut, ColdUsers {
    /** The same for a log whose times are known: shares of the events become times. */
    default HeldOut on(Histories histories) {
        return this;
    }

    /** Makes the split. */
    Split split(SplitBuilder builder);

    /** Drops the events that would reveal the targets of a novel split. */
    void hide(HeldOutItems items);
}
