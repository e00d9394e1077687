package org.end4rec.core.kernel.counting;

/** Adds up operations; thread-safe. */
final class OperationCounter {
    private OperationCount count = OperationCount.NONE;

    synchronized void add(long adds, long multiplies, long divisions, long functions, long bytes) {
        count = count.plus(new OperationCount(adds, multiplies, divisions, functions, bytes));
    }

    synchronized OperationCount count() {
        return count;
    }

    synchronized void reset() {
        count = OperationCount.NONE;
    }
}
