package org.end4rec.core.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Loads the packages of the kernels anew, the plain Java ones with a report to {@link ExecutedOperations} at each
 * arithmetic instruction. Polynomials are left as they are: a call of one counts as a function.
 */
final class InstrumentedLoader extends ClassLoader {
    private static final String PACKAGE = "org.end4rec.core.kernel.";
    private static final String REPORT = "org/end4rec/core/kernel/ExecutedOperations";
    private static final Set<String> FUNCTIONS =
            Set.of("exp", "expNonPositive", "log", "tanh", "sigmoid", "logSigmoid", "gelu", "geluDerivative");

    InstrumentedLoader() {
        super(InstrumentedLoader.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded == null && name.startsWith(PACKAGE) && !name.endsWith("ExecutedOperations")) {
                byte[] code =
                        isComputing(name.substring(name.lastIndexOf('.') + 1)) ? instrumented(name) : original(name);
                loaded = defineClass(name, code, 0, code.length);
            }
            return loaded == null ? super.loadClass(name, resolve) : loaded;
        }
    }

    private static boolean isComputing(String name) {
        return name.startsWith("Scalar")
                || name.equals("Lanes")
                || name.equals("RowByRows")
                || name.equals("OperationCounter");
    }

    private static byte[] original(String name) throws ClassNotFoundException {
        String file = name.replace('.', '/') + ".class";
        try (InputStream code = InstrumentedLoader.class.getClassLoader().getResourceAsStream(file)) {
            return Objects.requireNonNull(code, file).readAllBytes();
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    private static byte[] instrumented(String name) throws ClassNotFoundException {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        boolean counter = name.endsWith("OperationCounter");
        new ClassReader(original(name))
                .accept(
                        new ClassVisitor(Opcodes.ASM9, writer) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String method, String type, String signature, String[] exceptions) {
                                MethodVisitor next = super.visitMethod(access, method, type, signature, exceptions);
                                if (method.equals("<clinit>")) {
                                    return next;
                                }
                                return counter ? new Call(next, method.equals("add")) : new Reporting(next);
                            }
                        },
                        0);
        return writer.toByteArray();
    }

    private static void report(MethodVisitor code, String method, String type) {
        code.visitMethodInsn(Opcodes.INVOKESTATIC, REPORT, method, type, false);
    }

    /** The counting kernels write a cost down before each call: that is where a call begins. */
    private static final class Call extends MethodVisitor {
        private final boolean begins;

        Call(MethodVisitor next, boolean begins) {
            super(Opcodes.ASM9, next);
            this.begins = begins;
        }

        @Override
        public void visitCode() {
            super.visitCode();
            if (begins) {
                report(mv, "call", "()V");
            }
        }
    }

    private static final class Reporting extends MethodVisitor {
        Reporting(MethodVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visitInsn(int opcode) {
            switch (opcode) {
                case Opcodes.FALOAD -> report(mv, "load", "([FI)F");
                case Opcodes.IALOAD -> report(mv, "load", "([II)I");
                case Opcodes.DALOAD -> report(mv, "load", "([DI)D");
                case Opcodes.FASTORE -> report(mv, "store", "([FIF)V");
                case Opcodes.DASTORE -> report(mv, "store", "([DID)V");
                case Opcodes.FADD, Opcodes.FSUB, Opcodes.DADD, Opcodes.DSUB -> counted("add", opcode);
                case Opcodes.FMUL, Opcodes.DMUL -> counted("multiply", opcode);
                case Opcodes.FDIV, Opcodes.DDIV -> counted("divide", opcode);
                default -> super.visitInsn(opcode);
            }
        }

        private void counted(String kind, int opcode) {
            report(mv, kind, "()V");
            super.visitInsn(opcode);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String type, boolean isInterface) {
            if (owner.equals("java/lang/System") && name.equals("arraycopy")) {
                report(mv, "copy", type);
                return;
            }
            if (owner.equals("java/util/Arrays") && name.equals("fill")) {
                report(mv, "fill", type);
                return;
            }
            if (owner.endsWith("/Fma") && name.equals("fma")) {
                report(mv, "add", "()V");
                report(mv, "multiply", "()V");
            } else if (owner.equals("java/lang/Math") && name.equals("sqrt")) {
                report(mv, "divide", "()V");
            } else if (owner.endsWith("/Polynomials") && FUNCTIONS.contains(name)) {
                report(mv, "function", "()V");
            }
            super.visitMethodInsn(opcode, owner, name, type, isInterface);
        }

        @Override
        public void visitIntInsn(int opcode, int operand) {
            super.visitIntInsn(opcode, operand);
            if (opcode == Opcodes.NEWARRAY) {
                isScratch();
            }
        }

        @Override
        public void visitMultiANewArrayInsn(String type, int dimensions) {
            super.visitMultiANewArrayInsn(type, dimensions);
            isScratch();
        }

        private void isScratch() {
            super.visitInsn(Opcodes.DUP);
            report(mv, "scratch", "(Ljava/lang/Object;)V");
        }
    }
}
