package org.end4rec.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.end4rec.autograd.FiniteCheck;
import org.end4rec.core.testing.Figures;
import org.end4rec.models.experiment.ExperimentListener;
import org.end4rec.models.training.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every public constructor and method of the three modules, given null for each argument in turn that may not be null:
 * it throws a {@link NullPointerException} or an {@link IllegalArgumentException}, at the call and not later.
 */
class NullArgumentsTest {
    /** The project calls them, users do not. */
    private static final Set<Class<?>> CALLED_BACK =
            Set.of(TrainingListener.class, ExperimentListener.class, FiniteCheck.class);

    @TempDir
    private static Path temporary;

    @Test
    void areRefusedAtTheCall() throws Exception {
        Samples samples = new Samples(temporary);
        List<String> accepted = new ArrayList<>();
        TreeSet<String> withoutSample = new TreeSet<>();
        int refused = 0;
        int named = 0;
        for (Class<?> type : PublicTypes.all()) {
            for (Executable call : calls(type)) {
                for (int i = 0; i < call.getParameterCount(); i++) {
                    if (mayBeNull(call, i)) {
                        continue;
                    }
                    @Nullable Throwable thrown;
                    try {
                        thrown = callWithNull(call, i, samples);
                    } catch (Samples.NoSample e) {
                        withoutSample.add(describe(call) + ": " + e.getMessage());
                        continue;
                    }
                    String name = call.getParameters()[i].getName();
                    if (thrown instanceof NullPointerException || thrown instanceof IllegalArgumentException) {
                        refused++;
                        named += String.valueOf(thrown.getMessage()).contains(name) ? 1 : 0;
                    } else {
                        accepted.add(describe(call) + " takes null as " + name + (thrown == null ? "" : ": " + thrown));
                    }
                }
            }
        }
        Figures.print(
                "null",
                "null for each argument of each public constructor and method",
                "%d of %d refused at the call, %d of them naming the argument; %d calls not tried",
                refused,
                refused + accepted.size(),
                named,
                withoutSample.size());
        assertThat(accepted).isEmpty();
    }

    static List<Executable> calls(Class<?> type) {
        List<Executable> calls = new ArrayList<>();
        // a message put together while something fails must not fail itself
        boolean isException = Throwable.class.isAssignableFrom(type);
        if (!Modifier.isAbstract(type.getModifiers()) && !isException) {
            for (Constructor<?> constructor : type.getConstructors()) {
                calls.add(constructor);
            }
        }
        for (Method method : type.getDeclaredMethods()) {
            boolean isOurs =
                    !CALLED_BACK.contains(type) && Modifier.isPublic(method.getModifiers()) && !method.isSynthetic();
            boolean isObjects = Set.of("equals", "valueOf", "wrongShape").contains(method.getName());
            if (isOurs && !isObjects && !Modifier.isAbstract(method.getModifiers())) {
                calls.add(method);
            }
        }
        return calls;
    }

    private static boolean mayBeNull(Executable call, int i) {
        Parameter parameter = call.getParameters()[i];
        AnnotatedType type = call.getAnnotatedParameterTypes()[i];
        return parameter.getType().isPrimitive() || type.isAnnotationPresent(Nullable.class);
    }

    private static @Nullable Throwable callWithNull(Executable call, int index, Samples samples)
            throws ReflectiveOperationException, IOException {
        @Nullable Object[] arguments = new @Nullable Object[call.getParameterCount()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = i == index ? null : samples.of(call.getParameterTypes()[i]);
        }
        try {
            if (call instanceof Constructor<?> constructor) {
                constructor.newInstance(arguments);
            } else if (call instanceof Method method) {
                boolean isStatic = Modifier.isStatic(method.getModifiers());
                method.invoke(isStatic ? null : samples.of(method.getDeclaringClass()), arguments);
            }
            return null;
        } catch (InvocationTargetException e) {
            return e.getCause();
        }
    }

    static String describe(Executable call) {
        String type = call.getDeclaringClass().getName().replace("org.end4rec.", "");
        return call instanceof Method ? type + '.' + call.getName() : "new " + type;
    }
}
