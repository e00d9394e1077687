package org.end4rec.models.data;

import java.math.BigDecimal;
import org.end4rec.core.random.RandomStream;

/** Chooses users by a hash of their ids: the same users in any log, on any machine, in any order of the rows. */
final class UserShare {
    private UserShare() {}

    /**
     * Whether a user is among a share of all users. A smaller share has no user that a larger one has not.
     *
     * @param purpose what the users are chosen for; choices for other purposes are independent
     */
    static boolean has(String purpose, double share, String id) {
        long bits = RandomStream.of(0, purpose + ' ' + id, 0).bits(0);
        return (bits >>> 11) * 0x1p-53 < share;
    }

    /**
     * Refuses a share that is not above 0 and up to 1.
     *
     * @throws IllegalArgumentException if it is out of range
     */
    static double check(String what, double share) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException(what + " is " + share + "; it must be above 0 and at most 1");
        }
        return share;
    }

    /** A share as in 2.5%. */
    static String percent(double share) {
        String text =
                BigDecimal.valueOf(share).movePointRight(2).stripTrailingZeros().toPlainString();
        return text + "%";
    }
}
