package org.end4rec.models.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.end4rec.models.encoder.end4rec.beyond.End4RecVariant.Level;
import org.end4rec.models.training.ConfigException;
import org.end4rec.models.training.ConfigFile;
import org.end4rec.models.training.TrainingConfig;

/** The configuration of a run that begins from another run. */
final class WarmConfig {
    /** The keys that decide what the parameters are. */
    private static final List<String> SHAPES = List.of(
            "model",
            "dim",
            "length",
            "layers",
            "heads",
            "chunks",
            "mixing",
            "query",
            "feedForward",
            "hard",
            "soft",
            "level",
            "score",
            "preference");

    private static final int MOST_PER_STEP = 64;
    private static final int MOST_WARMUP_STEPS = 20;

    /** Of the learning rates. */
    private static final double FACTOR = 2;

    private WarmConfig() {}

    /**
     * The configuration with three epochs, of the stages that need no earlier stage and lead to the same last stage.
     * There are more steps in an epoch, and larger ones: otherwise three epochs move new rows too little.
     */
    static TrainingConfig fewEpochs(TrainingConfig config) {
        List<String> keys = new ArrayList<>(List.of("miningEpochs=0", "hardEpochs=0", "reminingEpochs=0"));
        keys.add("softEpochs=0");
        boolean hasStages = !config.model().isBaseline() && config.schedule().guided();
        boolean repeats = config.end4rec().level() == Level.SEQUENCE
                && config.end4rec().hard()
                && config.schedule().reminingEpochs() > 0;
        if (!hasStages) {
            keys.add("jointEpochs=3");
        } else if (config.schedule().jointEpochs() > 0) {
            keys.add(repeats ? "reminingEpochs=2" : "miningEpochs=2");
            keys.add("jointEpochs=1");
        } else {
            keys.add("jointEpochs=0");
            keys.add(repeats ? "reminingEpochs=2" : "reminingEpochs=0");
            keys.add(repeats ? "miningEpochs=1" : "miningEpochs=3");
        }
        keys.add("batchSize=" + Math.min(MOST_PER_STEP, config.batching().batchSize()));
        keys.add("warmupSteps=" + Math.min(MOST_WARMUP_STEPS, config.optimizer().warmupSteps()));
        keys.add("learningRate=" + FACTOR * config.optimizer().learningRate());
        keys.add("jointLearningRate=" + FACTOR * config.optimizer().jointLearningRate());
        return ConfigFile.set(config, keys);
    }

    /**
     * Refuses a configuration whose model cannot take the parameters of a run.
     *
     * @throws ConfigException naming the first such key
     */
    static void check(TrainingConfig wanted, TrainingConfig ofRun, Path run) {
        Map<String, String> old = ConfigFile.texts(ofRun);
        Map<String, String> now = ConfigFile.texts(wanted);
        for (String key : SHAPES) {
            if (!Objects.equals(old.get(key), now.get(key))) {
                throw new ConfigException(String.format(
                        Locale.ROOT,
                        "%s is %s; the run in %s has %s, and its parameters cannot be carried into another model."
                                + " Leave the key out, or train a new run without the old one",
                        key,
                        now.get(key),
                        run,
                        old.get(key)));
            }
        }
    }
}
