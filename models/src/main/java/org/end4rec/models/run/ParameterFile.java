package org.end4rec.models.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Parameters;
import org.end4rec.core.io.SafeTensors;

/** Moves tensors of a file into parameters of the same names and shapes. */
final class ParameterFile {
    private ParameterFile() {}

    static void load(Path file, Parameters parameters) throws IOException {
        load(SafeTensors.read(file), file, "", parameters);
    }

    /** Checks every tensor before the first is copied. */
    static void load(SafeTensors saved, Path file, String prefix, Parameters parameters) throws IOException {
        values(saved, file, prefix, parameters)
                .forEach((name, values) ->
                        System.arraycopy(values, 0, parameters.get(name).value().data(), 0, values.length));
    }

    /** The saved values by the parameters' names. @throws RunException if one is missing or has another shape */
    static Map<String, float[]> values(SafeTensors saved, Path file, String prefix, Parameters parameters)
            throws IOException {
        Map<String, float[]> values = new LinkedHashMap<>();
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
            values.put(parameter.name(), saved.tensor(name).data());
        }
        return values;
    }
}
