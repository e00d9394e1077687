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
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.end4rec.autograd.FiniteCheck;
import org.end4rec.core.testing.Figures;
import org.end4rec.models.encoder.end4rec.Parts;
import org.end4rec.models.training.TrainingListener;
import org.end4rec.models.trial.ExperimentListener;
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
            Set.of(TrainingListener.class, ExperimentListener.class, FiniteCheck.class, Parts.class);

    @TempDir
    private static Path temporary;

    @Test
    void areRefusedAtTheCall() throws Exception {
        Samples samples = new Samples(temporary);
        OrdinaryArguments ordinary = new OrdinaryArguments(samples);
        List<String> accepted = new ArrayList<>();
        TreeSet<String> notTried = new TreeSet<>();
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
                        @Nullable Object[] arguments = ordinary.of(call);
                        arguments[i] = null;
                        thrown = thrownBy(call, arguments, samples);
                    } catch (Samples.NoSample e) {
                        notTried.add(describe(call) + ": there is no " + e.getMessage());
                        continue;
                    }
                    String name = call.getParameters()[i].getName();
                    boolean isNamed = thrown != null
                            && String.valueOf(thrown.getMessage()).contains(name);
                    boolean isSurelyOfNull = isNamed && thrown instanceof NullPointerException;
                    if (thrown != null && !isSurelyOfNull && isThrownAnyway(call, thrown, ordinary, samples)) {
                        notTried.add(describe(call) + ", " + name + ": without null too it throws " + thrown);
                        continue;
                    }
                    if (thrown instanceof NullPointerException || thrown instanceof IllegalArgumentException) {
                        refused++;
                        named += isNamed ? 1 : 0;
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
                notTried.size());
        assertThat(accepted).as("calls that take null").isEmpty();
        assertThat(notTried).as("calls not tried").isEmpty();
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

    /** Whether null has nothing to do with it. */
    private static boolean isThrownAnyway(
            Executable call, Throwable thrown, OrdinaryArguments ordinary, Samples samples)
            throws ReflectiveOperationException, IOException {
        Throwable anyway = thrownBy(call, ordinary.of(call), samples);
        return anyway != null
                && anyway.getClass() == thrown.getClass()
                && Objects.equals(anyway.getMessage(), thrown.getMessage());
    }

    private static @Nullable Throwable thrownBy(Executable call, @Nullable Object[] arguments, Samples samples)
            throws ReflectiveOperationException, IOException {
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
