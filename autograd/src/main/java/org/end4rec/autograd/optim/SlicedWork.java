package org.end4rec.autograd.optim;

/** Work in slices that may be done in any order and on any thread. */
interface SlicedWork {
    int slices();

    void run(int slice);
}
