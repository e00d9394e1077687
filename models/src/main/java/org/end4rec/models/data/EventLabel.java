package org.end4rec.models.data;

import java.util.Locale;

/** The label of an event of a {@link SyntheticShop}. */
public enum EventLabel {
    /** The user acts on the current interest. */
    GENUINE,
    /** A click on something unrelated to any interest of the user: hard noise. */
    ACCIDENTAL,
    /** An event of an outdated interest: soft noise. */
    OUTDATED;

    /** The name in a log's vocabulary of labels. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
