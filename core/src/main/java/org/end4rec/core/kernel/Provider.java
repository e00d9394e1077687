package org.end4rec.core.kernel;

/** Chooses the kernel provider once, when it is first asked for. */
final class Provider {
    static final Kernels CHOSEN = new ScalarKernels();

    private Provider() {}
}
