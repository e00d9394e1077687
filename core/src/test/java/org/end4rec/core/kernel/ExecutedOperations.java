package org.end4rec.core.kernel;

import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What instrumented kernels report while they run: every arithmetic instruction, and every element of an array that
 * they read or write. {@link InstrumentedLoader} puts the calls into their bytecode. One thread.
 */
public final class ExecutedOperations {
    private static final byte READ = 1;
    private static final byte WRITTEN = 2;

    private static long adds;
    private static long multiplies;
    private static long divisions;
    private static long functions;
    private static long bytes;

    /** Arrays that kernels made for themselves: they stay in the cache and are no traffic. */
    private static final Set<Object> SCRATCH = Collections.newSetFromMap(new IdentityHashMap<>());

    private static IdentityHashMap<Object, Map<Integer, Byte>> touched = new IdentityHashMap<>();

    private ExecutedOperations() {}

    /** Forgets all but the scratch arrays. */
    public static void reset() {
        adds = 0;
        multiplies = 0;
        divisions = 0;
        functions = 0;
        bytes = 0;
        call();
    }

    /** What has been executed. */
    public static long[] executed() {
        return new long[] {adds, multiplies, divisions, functions, bytes};
    }

    /** The next kernel begins: what the one before touched is no longer near. */
    public static void call() {
        touched = new IdentityHashMap<>();
    }

    /** A sum or difference. */
    public static void add() {
        adds++;
    }

    /** A product. */
    public static void multiply() {
        multiplies++;
    }

    /** A quotient or square root. */
    public static void divide() {
        divisions++;
    }

    /** A transcendental function. */
    public static void function() {
        functions++;
    }

    /** An array made by a kernel. */
    public static void scratch(Object array) {
        SCRATCH.add(array);
        if (array instanceof Object[] rows) {
            for (Object row : rows) {
                scratch(row);
            }
        }
    }

    /** x[i]. */
    public static float load(float[] x, int i) {
        touch(x, i, READ, Float.BYTES);
        return x[i];
    }

    /** x[i]. */
    public static double load(double[] x, int i) {
        touch(x, i, READ, Double.BYTES);
        return x[i];
    }

    /** x[i]. */
    public static int load(int[] x, int i) {
        touch(x, i, READ, Integer.BYTES);
        return x[i];
    }

    /** x[i] = value. */
    public static void store(float[] x, int i, float value) {
        touch(x, i, WRITTEN, Float.BYTES);
        x[i] = value;
    }

    /** x[i] = value. */
    public static void store(double[] x, int i, double value) {
        touch(x, i, WRITTEN, Double.BYTES);
        x[i] = value;
    }

    /** {@link System#arraycopy}. */
    public static void copy(Object from, int fromAt, Object to, int toAt, int length) {
        int size = from instanceof float[] ? Float.BYTES : Double.BYTES;
        for (int i = 0; i < length; i++) {
            touch(from, fromAt + i, READ, size);
            touch(to, toAt + i, WRITTEN, size);
        }
        System.arraycopy(from, fromAt, to, toAt, length);
    }

    /** {@link java.util.Arrays#fill}. */
    public static void fill(float[] x, int from, int to, float value) {
        for (int i = from; i < to; i++) {
            store(x, i, value);
        }
    }

    /** {@link java.util.Arrays#fill}. */
    public static void fill(double[] x, int from, int to, double value) {
        for (int i = from; i < to; i++) {
            store(x, i, value);
        }
    }

    private static void touch(Object array, int index, byte how, int size) {
        if (SCRATCH.contains(array)) {
            return;
        }
        Map<Integer, Byte> places = touched.computeIfAbsent(array, any -> new HashMap<>());
        byte before = places.getOrDefault(index, (byte) 0);
        boolean known = (before & how) != 0 || (how == READ && (before & WRITTEN) != 0);
        if (!known) {
            bytes += size;
            places.put(index, (byte) (before | how));
        }
    }
}
