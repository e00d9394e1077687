package org.end4rec.models.data;

/**
 * A prefix of a user's history and the event to predict from it.
 *
 * @param user number of the user, from 1
 * @param end number of events of the user's history that may be shown: those at positions 0 … end−1
 * @param target number of the item to predict, from 1
 */
public record Example(int user, int end, int target) {}
