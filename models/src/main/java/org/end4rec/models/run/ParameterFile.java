package org.end4rec.models.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Parameters;
import org.end4rec.core.Tensor;
import org.end4rec.core.io.SafeTensors;

/** Moves tensors of a file into parameters of the same names and shapes. */
final class ParameterFile {
    private ParameterFile() {}

    static void load(Path file, Parameters parameters) throws IOException {
        load(SafeTensors.read(file), file, "", parameters);
    }

    /** Checks every tensor before the first is copied. */
    static void load(SafeTensors saved, Path file, String prefix, Parameters parameters) throws IOException {
        for (Parameter parameter : parameters) {
            String name = prefix + parameter.name();
            if (!saved.names().contains(name)) {
                Set<String> found = new TreeSet<>(saved.names());
                throw new RunException(file + " has no tensor '" + name + "'; it has " + found
                        + ". It belongs to another model or configuration");
            }
            if (!saved.shape(name).equals(parameter.shape())) {
                throw new RunException(file + ": tensor '" + name + "' has shape " + saved.shape(name) + "; expected "
                        + parameter.shape() + ". It belongs to another configuration");
            }
        }
        for (Parameter parameter : parameters) {
            Tensor tensor = saved.tensor(prefix + parameter.name());
            System.arraycopy(tensor.data(), 0, parameter.value().data(), 0, tensor.data().length);
        }
    }
}
