package org.end4rec.core.memory;

import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One object for each thread, as by {@link ThreadLocal}, but held by this object and not by the thread. A thread that
 * outlives an application, such as a server's, keeps none of the application's classes; a thread that ends takes its
 * object along.
 *
 * @param <T> what each thread has
 */
public final class PerThread<T> {
    private final Supplier<T> maker;
    private final ThreadLocal<@Nullable WeakReference<T>> own = new ThreadLocal<>();

    /** Keeps the objects while their threads live. */
    private final Map<Thread, T> all = Collections.synchronizedMap(new WeakHashMap<>());

    /** @param maker makes the object of a thread at its first call; the object must not refer to the thread */
    public PerThread(Supplier<T> maker) {
        this.maker = Objects.requireNonNull(maker, "maker");
    }

    /** The calling thread's object. */
    public T get() {
        WeakReference<T> reference = own.get();
        T object = reference == null ? null : reference.get();
        return object == null ? make() : object;
    }

    private T make() {
        T object = maker.get();
        all.put(Thread.currentThread(), object);
        own.set(new WeakReference<>(object));
        return object;
    }
}
