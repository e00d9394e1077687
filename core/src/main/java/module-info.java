/** Numbers: shapes, tensors, kernels, FFT, mathematics, randomness, memory, files. */
module org.end4rec.core {
    requires static org.jspecify;
    requires static jdk.incubator.vector;
    requires java.logging;
    requires jdk.management;
    requires com.fasterxml.jackson.core;

    exports org.end4rec.core;
    exports org.end4rec.core.fft;
    exports org.end4rec.core.io;
    exports org.end4rec.core.json to
            org.end4rec.models;
    exports org.end4rec.core.kernel;
    exports org.end4rec.core.kernel.counting;
    exports org.end4rec.core.math;
    exports org.end4rec.core.memory;
    exports org.end4rec.core.random;
}
