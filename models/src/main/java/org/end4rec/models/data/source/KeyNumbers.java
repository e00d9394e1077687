package org.end4rec.models.data.source;

/** Knows the numbers of some keys. Any thread may ask while one thread adds keys. */
@FunctionalInterface
public interface KeyNumbers {
    /** The number of a key that is not negative, or 0 if it is not known, or not known yet. */
    int find(long key);
}
