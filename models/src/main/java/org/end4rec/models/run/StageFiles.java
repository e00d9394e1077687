package org.end4rec.models.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Parameters;
import org.end4rec.core.Tensor;
import org.end4rec.core.io.AtomicFile;
import org.end4rec.core.io.FileSteps;
import org.end4rec.core.io.SafeTensors;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.encoder.Stage;

/**
 * The best parameters of each stage. The manifest names the existing files. So a deleted file is noticed, and the stage
 * before is not served in its place. A file that is complete but not named yet, because of a crash, counts too.
 */
record StageFiles(Path folder, ParameterFile files) {
    /**
     * The last stage that has a file, with its parameters loaded.
     *
     * @throws RunException if there is none, or it is damaged
     */
    Stage loadNewest(SequenceEncoder encoder) throws IOException {
        List<Stage> stages = encoder.stages();
        List<String> named = ManifestFile.read(folder).stages();
        for (int index = stages.size() - 1; index >= 0; index--) {
            Stage stage = stages.get(index);
            if (isThere(index, stage, named)) {
                files.load(file(index, stage), stage.name(), encoder.parameters());
                return stage;
            }
        }
        throw new RunException("the run in " + folder + " has no trained parameters yet; continue the training with"
                + " 'train --resume'");
    }

    /** The parameters of a stage by name; empty if it has no file. */
    Map<String, float[]> values(int index, SequenceEncoder encoder) throws IOException {
        Stage stage = encoder.stages().get(index);
        return isThere(index, stage, ManifestFile.read(folder).stages())
                ? files.values(file(index, stage), stage.name(), encoder.parameters())
                : Map.of();
    }

    private boolean isThere(int index, Stage stage, List<String> named) throws IOException {
        Path file = file(index, stage);
        boolean isThere = RunFile.isThere(file);
        if (!isThere && named.contains(String.valueOf(file.getFileName()))) {
            throw new RunException("there is no file " + file + ", but " + folder.resolve(ManifestFile.NAME)
                    + " names it: the file was deleted. Restore it from a copy, or train again in another folder");
        }
        return isThere;
    }

    /** Writes the file, then its name into the manifest. */
    void save(int index, Stage stage, Parameters parameters, ManifestFile manifest, FileSteps steps)
            throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Parameter parameter : parameters) {
            tensors.put(parameter.name(), parameter.value());
        }
        Path file = file(index, stage);
        Map<String, String> metadata = files.metadata(manifest.manifest().model(), stage.name());
        AtomicFile.at(file, steps).write(out -> SafeTensors.write(out, tensors, metadata));
        manifest.addStage(String.valueOf(file.getFileName()), steps);
    }

    private Path file(int index, Stage stage) {
        return file(folder, index, stage);
    }

    static Path file(Path folder, int index, Stage stage) {
        return folder.resolve("stage-" + (index + 1) + "-" + stage.name() + ".safetensors");
    }
}
