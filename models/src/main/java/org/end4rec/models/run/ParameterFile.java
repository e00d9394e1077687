package org.end4rec.models.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Parameters;
import org.end4rec.core.io.SafeTensors;

/**
 * Moves tensors of a run's file into parameters of the same names and shapes.
 *
 * @param identity SHA-256 of the run's input, as its files have it in their metadata
 * @param isStrict whether each file must have the identity and a checksum; files of format 1 may lack both
 */
record ParameterFile(String identity, boolean isStrict) {
    /** The key of the metadata for the run of a file. */
    static final String RUN = "run";

    /** The key of the metadata for the stage of the parameters. */
    static final String STAGE = "stage";

    private static final int NAMES_SHOWN = 8;

    /** Checks every tensor before the first is copied. */
    void load(Path file, String stage, Parameters parameters) throws IOException {
        copy(values(file, stage, parameters), parameters);
    }

    static void copy(Map<String, float[]> values, Parameters parameters) {
        values.forEach((name, value) -> parameters.get(name).set(value));
    }

    /** The saved values of a stage by the parameters' names. */
    Map<String, float[]> values(Path file, String stage, Parameters parameters) throws IOException {
        return RunFile.guarded(file, () -> {
            RunFile.checkTensors(file);
            check(SafeTensors.readHeader(file), file, stage, parameters);
            return values(SafeTensors.read(file), file, "", parameters);
        });
    }

    /**
     * Checks what is known before the elements are read.
     *
     * @throws RunException if the file has not exactly these parameters of that stage, or is of another run
     */
    void check(SafeTensors header, Path file, String stage, Parameters parameters) throws IOException {
        check(header, file, parameters, "");
        for (String name : header.names()) {
            if (!parameters.contains(name)) {
                throw new RunException(file + " has a tensor '" + name
                        + "', which the model of this configuration lacks. It belongs to another configuration");
            }
        }
        String found = header.metadata().get(STAGE);
        if (found == null ? isStrict : !found.equals(stage)) {
            throw new RunException(file + " has the parameters of stage " + (found == null ? "(none)" : found)
                    + "; expected stage " + stage + ". The file was renamed or changed: restore it from a copy");
        }
    }

    /**
     * The header of a file of this run that has all parameters; nothing else is read.
     *
     * @throws RunException if a parameter is missing or has another shape, or the file is of another run
     */
    SafeTensors header(Path file, String prefix, Parameters parameters) throws IOException {
        RunFile.checkTensors(file);
        SafeTensors header = SafeTensors.readHeader(file);
        check(header, file, parameters, prefix);
        return header;
    }

    private void check(SafeTensors header, Path file, Parameters parameters, String prefix) throws IOException {
        for (Parameter parameter : parameters) {
            String name = prefix + parameter.name();
            if (!header.names().contains(name)) {
                throw new RunException(file + " has no tensor '" + name + "'; it has " + shown(header.names())
                        + ". It belongs to another model or configuration");
            }
            if (!header.shape(name).equals(parameter.shape())) {
                throw new RunException(file + ": tensor '" + name + "' has shape " + header.shape(name) + "; expected "
                        + parameter.shape() + ". It belongs to another configuration");
            }
        }
        String run = header.metadata().get(RUN);
        if (run == null ? isStrict : !run.equals(identity)) {
            throw new RunException(file + " belongs to another run, which was trained with another config.json or"
                    + " other data. Restore it from a copy, or move it away");
        }
        if (isStrict && !header.metadata().containsKey(SafeTensors.CHECKSUM)) {
            throw new RunException(
                    file + " lacks its checksum, which every training writes. It was changed: restore it from a copy");
        }
    }

    private static String shown(List<String> names) {
        return names.size() > NAMES_SHOWN ? names.subList(0, NAMES_SHOWN) + " …" : names.toString();
    }

    /**
     * The saved values by the parameters' names.
     *
     * @throws RunException if one of them is no finite number
     */
    static Map<String, float[]> values(SafeTensors saved, Path file, String prefix, Parameters parameters)
            throws IOException {
        Map<String, float[]> values = new LinkedHashMap<>();
        for (Parameter parameter : parameters) {
            String name = prefix + parameter.name();
            values.put(parameter.name(), finite(saved, name, file));
        }
        return values;
    }

    /** A tensor without NaN and infinity. */
    static float[] finite(SafeTensors saved, String name, Path file) throws IOException {
        float[] values = saved.tensor(name).data();
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new RunException(file + ": tensor '" + name + "' of shape " + saved.shape(name) + " has "
                        + values[i] + " at index " + i + "; expected finite numbers. Restore the file from a copy");
            }
        }
        return values;
    }

    /** The metadata of a file of parameters. */
    Map<String, String> metadata(String model, String stage) {
        return Map.of("model", model, STAGE, stage, RUN, identity, SafeTensors.CHECKSUM, "");
    }
}
