package org.end4rec.models.data.source;

/**
 * The numbers that are known while a log is read.
 *
 * @param users of users
 * @param items of items
 * @param behaviors of behaviors as they are written; of nothing if rows have none
 * @param labels of labels; of nothing if rows have none
 */
public record KnownFields(KeyNumbers users, KeyNumbers items, KeyNumbers behaviors, KeyNumbers labels) {}
