package org.end4rec.core.kernel;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationTargetException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.end4rec.core.kernel.warmup.KernelFamily;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the kernels by the system property {@code end4rec.kernels}: {@code auto} (the default: vector as soon as they
 * are compiled, where they can run and the JVM compiles them well, else scalar), {@code scalar}, {@code vector}, or
 * {@code counting}, which counts the operations of what auto would choose.
 */
final class Provider {
    private static final String PROPERTY = "end4rec.kernels";
    private static final String MODULE = "jdk.incubator.vector";

    // by name: the packages of the providers know this one, not the other way round, and linking the vector class fails
    // where the module is absent
    private static final String SCALAR_CLASS = "org.end4rec.core.kernel.scalar.ScalarKernels";
    private static final String VECTOR_CLASS = "org.end4rec.core.kernel.vector.VectorKernels";
    private static final String PARTIAL_CLASS = "org.end4rec.core.kernel.vector.PartialKernels";
    private static final String COUNTING_CLASS = "org.end4rec.core.kernel.counting.CountingKernels";

    private static final String NO_INSTRUCTION =
            "this processor has no fused multiply-add, or -XX:-UseFMA hides it, and"
                    + " the scalar kernels compute the same bits in software";

    static final Kernels SCALAR = made(SCALAR_CLASS);

    private static final @Nullable WarmUpThread WARM_UP;
    private static final @Nullable RuntimeException FAILURE;

    private static volatile @Nullable Kernels current;

    static {
        WarmUpThread warmUp = null;
        RuntimeException failure = null;
        String wanted = System.getProperty(PROPERTY, "auto");
        String slow = Fma.NATIVE ? slowVectors(System::getProperty) : NO_INSTRUCTION;
        Logger logger = System.getLogger(Kernels.class.getName());
        Supplier<Kernels> choice = () -> choose(wanted, slow, () -> VectorHolder.ATTEMPT, logger);
        if (wanted.equals("auto") && slow.isEmpty() && isModulePresent()) {
            current = SCALAR;
            warmUp = new WarmUpThread(choice, kernels -> current = kernels, Provider::without, logger);
            warmUp.start();
        } else {
            try {
                current = choice.get();
            } catch (IllegalArgumentException | IllegalStateException refused) {
                failure = refused;
            }
        }
        WARM_UP = warmUp;
        FAILURE = failure;
    }

    /** Made when they are first wanted: their first calls take time that a run on scalar kernels need not spend. */
    private static final class VectorHolder {
        static final Attempt ATTEMPT = attemptVector();
    }

    /** The vector kernels, or null and why they cannot run and what to do about it. */
    record Attempt(@Nullable Kernels kernels, String reason) {}

    private Provider() {}

    static Kernels chosen() {
        Kernels chosen = current;
        if (chosen == null) {
            throw Objects.requireNonNull(FAILURE);
        }
        return chosen;
    }

    static void warmUp() {
        if (WARM_UP != null) {
            WARM_UP.awaitEnd();
        }
    }

    static Optional<Kernels> vector() {
        return Optional.ofNullable(VectorHolder.ATTEMPT.kernels());
    }

    /**
     * Why vectors would be slow in this JVM, and what to do; empty if its compiler keeps them in registers. Elsewhere
     * each vector is an object, and the vector kernels take up to 17 times as long as the scalar kernels.
     *
     * @param property the value of a system property, or null
     */
    static String slowVectors(UnaryOperator<@Nullable String> property) {
        String info = String.valueOf(property.apply("java.vm.info"));
        if (info.contains("emulated-client")) {
            return "this JVM compiles by C1 alone; leave -XX:TieredStopAtLevel out";
        }
        if (info.contains("interpreted mode")) {
            return "this JVM does not compile; leave -Xint out";
        }
        boolean isHotSpot = String.valueOf(property.apply("java.vm.name")).matches(".*(HotSpot|OpenJDK).*");
        if (!isHotSpot || String.valueOf(property.apply("java.vm.version")).contains("jvmci")) {
            return "this JVM's compiler is not HotSpot's C2; use an OpenJDK build with HotSpot";
        }
        return "";
    }

    /** @param slow as from {@link #slowVectors} */
    static Kernels choose(String wanted, String slow, Supplier<Attempt> vector, Logger logger) {
        return switch (wanted) {
            case "scalar" -> {
                logger.log(Level.DEBUG, "Kernels: scalar, as -D" + PROPERTY + "=scalar asks.");
                yield SCALAR;
            }
            case "vector" -> {
                Kernels kernels = vector.get().kernels();
                if (kernels == null) {
                    throw new IllegalStateException("-D" + PROPERTY + "=vector, but the vector kernels cannot run: "
                            + vector.get().reason() + ", or leave the property out to run the scalar kernels.");
                }
                logger.log(Level.DEBUG, "Kernels: vector, as -D" + PROPERTY + "=vector asks.");
                yield kernels;
            }
            case "auto" -> {
                if (!slow.isEmpty()) {
                    logger.log(Level.INFO, "Kernels: scalar, since vectors would be slow: " + slow + ".");
                    yield SCALAR;
                }
                Kernels kernels = vector.get().kernels();
                if (kernels == null) {
                    logger.log(
                            Level.INFO,
                            "Kernels: scalar, several times slower than vector, because "
                                    + vector.get().reason() + ".");
                    yield SCALAR;
                }
                logger.log(Level.DEBUG, "Kernels: vector, the module " + MODULE + " is present.");
                yield kernels;
            }
            case "counting" -> {
                logger.log(Level.DEBUG, "Kernels: counting, as -D" + PROPERTY + "=counting asks.");
                Kernels kernels = slow.isEmpty() ? vector.get().kernels() : null;
                yield counting(kernels == null ? SCALAR : kernels);
            }
            default ->
                throw new IllegalArgumentException("-D" + PROPERTY + "=" + wanted
                        + " is not known; allowed are auto (the default), scalar, vector and counting.");
        };
    }

    private static Class<? extends Kernels> type(String name) throws ClassNotFoundException {
        return Class.forName(name).asSubclass(Kernels.class);
    }

    private static Kernels made(String name) {
        try {
            return type(name).getConstructor().newInstance();
        } catch (ReflectiveOperationException broken) {
            throw new IllegalStateException("Kernels: the class " + name + " is not complete", broken);
        }
    }

    private static Kernels counting(Kernels delegate) {
        try {
            return type(COUNTING_CLASS).getConstructor(Kernels.class).newInstance(delegate);
        } catch (ReflectiveOperationException broken) {
            throw new IllegalStateException("Kernels: the class " + COUNTING_CLASS + " is not complete", broken);
        }
    }

    private static Kernels without(Set<KernelFamily> families) {
        try {
            return (Kernels) type(PARTIAL_CLASS).getMethod("without", Set.class).invoke(null, families);
        } catch (ReflectiveOperationException broken) {
            throw new IllegalStateException("Kernels: the class " + PARTIAL_CLASS + " is not complete", broken);
        }
    }

    private static boolean isModulePresent() {
        Optional<Module> module = ModuleLayer.boot().findModule(MODULE);
        return module.isPresent() && Provider.class.getModule().canRead(module.get());
    }

    private static Attempt attemptVector() {
        if (!isModulePresent()) {
            return new Attempt(
                    null, "the module " + MODULE + " is not loaded; pass --add-modules " + MODULE + " to java");
        }
        try {
            return new Attempt(type(VECTOR_CLASS).getConstructor().newInstance(), "");
        } catch (InvocationTargetException refused) {
            return new Attempt(null, String.valueOf(refused.getTargetException().getMessage()));
        } catch (ReflectiveOperationException | LinkageError broken) {
            return new Attempt(
                    null, "this Java's Vector API does not fit (" + broken + "); use a Java version from 17 to 25");
        }
    }
}
