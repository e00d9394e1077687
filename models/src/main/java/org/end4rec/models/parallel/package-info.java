/**
 * Threads for numbered tasks: {@link org.end4rec.models.parallel.Workers}, for training and evaluation alike.
 * Deliberately absent: queues, futures, and anything that would let a result depend on the number of threads.
 */
@NullMarked
package org.end4rec.models.parallel;

import org.jspecify.annotations.NullMarked;
