package org.end4rec.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.end4rec.core.testing.Figures;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every public constructor and method outside the kernels, given numbers out of any range for each numeric argument in
 * turn: it returns, or says what was wrong; it does not answer
 * for another element, and no size or range ends in an exception of some array inside.
 */
class NumberArgumentsTest {
    private static final Map<Class<?>, List<Object>> NUMBERS = Map.of(
            int.class, List.of(-1, 0, Integer.MIN_VALUE, Integer.MAX_VALUE),
            long.class, List.of(-1L, 0L, Long.MIN_VALUE, Long.MAX_VALUE),
            float.class, List.of(Float.NaN, -1f, 0f, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY),
            double.class, List.of(Double.NaN, -1.0, 0.0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY));

    /** Arguments that are nothing but an index: the exception of the array says all there is to say. */
    private static final Set<String> INDICES = Set.of("row", "user", "position", "item", "index");

    /** It would do what it is asked: run two billion tasks. */
    private static final String RUNS_EVERY_TASK = "models.parallel.Workers.run";

    @TempDir
    private static Path temporary;

    @Test
    void endInAValueOrInAMessage() throws Exception {
        Samples samples = new Samples(temporary);
        TreeSet<String> findings = new TreeSet<>();
        int calls = 0;
        for (Class<?> type : PublicTypes.all()) {
            for (Executable call : NullArgumentsTest.calls(type)) {
                for (int i = 0; i < call.getParameterCount(); i++) {
                    if (NullArgumentsTest.describe(call).equals(RUNS_EVERY_TASK)) {
                        continue;
                    }
                    for (Object number : NUMBERS.getOrDefault(call.getParameterTypes()[i], List.of())) {
                        Throwable thrown = call(call, i, number, samples);
                        calls++;
                        if (thrown != null && !isMessage(thrown, number, call.getParameters()[i].getName())) {
                            findings.add(NullArgumentsTest.describe(call) + " of " + call.getParameters()[i].getName()
                                    + " = " + number + ": " + thrown);
                        }
                    }
                }
            }
        }
        Figures.print("numbers", "numbers out of any range for each numeric argument", "%d calls", calls);
        assertThat(findings).isEmpty();
    }

    private static boolean isMessage(Throwable thrown, Object number, String name) {
        if (thrown instanceof OutOfMemoryError) {
            // what was asked for is in range, but no machine has it
            return number.equals(Integer.MAX_VALUE);
        }
        if (thrown instanceof IndexOutOfBoundsException) {
            return thrown.getClass() == IndexOutOfBoundsException.class || INDICES.contains(name);
        }
        return thrown instanceof IllegalArgumentException
                || thrown instanceof IllegalStateException
                || thrown instanceof ArithmeticException
                || thrown instanceof IOException
                || thrown instanceof UnsupportedOperationException;
    }

    private static @Nullable Throwable call(Executable call, int index, Object number, Samples samples)
            throws ReflectiveOperationException, IOException {
        Object[] arguments = new Object[call.getParameterCount()];
        try {
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = i == index ? number : samples.of(call.getParameterTypes()[i]);
            }
            if (call instanceof Constructor<?> constructor) {
                constructor.newInstance(arguments);
            } else if (call instanceof Method method) {
                boolean isStatic = Modifier.isStatic(method.getModifiers());
                method.invoke(isStatic ? null : samples.of(method.getDeclaringClass()), arguments);
            }
        } catch (InvocationTargetException e) {
            return e.getCause();
        } catch (Samples.NoSample e) {
            return null;
        }
        return null;
    }
}
