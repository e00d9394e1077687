package org.end4rec.core.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class PerThreadTest {
    @Test
    void eachThreadHasOneObject() throws Exception {
        PerThread<Object> objects = new PerThread<>(Object::new);
        Object own = objects.get();
        System.gc();
        assertThat(objects.get()).isSameAs(own);
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Object another = other.submit(objects::get).get();
            assertThat(another).isNotSameAs(own);
            assertThat(other.submit(objects::get).get()).isSameAs(another);
        } finally {
            other.shutdown();
        }
    }

    @Test
    void aThreadThatLivesOnKeepsNothing() throws Exception {
        ExecutorService alive = Executors.newSingleThreadExecutor();
        try {
            WeakReference<Object> object = forgotten(alive);
            for (int i = 0; i < 100 && object.get() != null; i++) {
                System.gc();
                Thread.sleep(20);
            }
            assertThat(object.get()).isNull();
        } finally {
            alive.shutdown();
        }
    }

    private static WeakReference<Object> forgotten(ExecutorService thread) throws Exception {
        PerThread<Object> objects = new PerThread<>(Object::new);
        return thread.submit(() -> new WeakReference<>(objects.get())).get();
    }
}
