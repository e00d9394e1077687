package org.end4rec.service;

import java.time.Duration;

/**
 * What a request may ask for at most. {@code openapi.json} names these numbers, too.
 *
 * @param bodyBytes bytes of a body
 * @param requests requests in an array
 * @param history events of a history
 * @param top wanted items
 * @param ids ids in {@code only}, {@code without} and {@code candidates}
 * @param idLength characters of an id
 * @param reasons items whose score is explained
 * @param time how long a request may wait for its turn and compute, and how long a client may take to send it
 */
record Limits(int bodyBytes, int requests, int history, int top, int ids, int idLength, int reasons, Duration time) {
    static final Limits DEFAULTS = new Limits(1 << 20, 100, 5_000, 1_000, 10_000, 1_000, 100, Duration.ofSeconds(10));
}
