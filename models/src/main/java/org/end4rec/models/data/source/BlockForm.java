package org.end4rec.models.data.source;

/**
 * The form of a text whose lines can be read one by one.
 *
 * @param separator what stands between two fields, a character of ASCII
 * @param user index of the user's field
 * @param item index of the item's field
 * @param behavior index of the behavior's field, or −1
 * @param timestamp index of the time's field, or −1
 * @param label index of the label's field, or −1
 * @param needed the fields that a row must have
 * @param quotes whether quotation marks enclose fields
 * @param wholeNumbers whether 7.0 means 7 in an id
 */
public record BlockForm(
        byte separator,
        int user,
        int item,
        int behavior,
        int timestamp,
        int label,
        int needed,
        boolean quotes,
        boolean wholeNumbers) {
    /** The number of fields that are looked at. */
    int fields() {
        return Math.max(needed, label + 1);
    }
}
