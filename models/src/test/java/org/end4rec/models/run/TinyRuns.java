package org.end4rec.models.run;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.end4rec.autograd.Parameter;
import org.end4rec.autograd.Parameters;
import org.end4rec.models.data.EventLog;
import org.end4rec.models.data.Histories;
import org.end4rec.models.data.Split;
import org.end4rec.models.data.SyntheticShop;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.parallel.Workers;
import org.end4rec.models.training.ConfigFile;
import org.end4rec.models.training.RunStore;
import org.end4rec.models.training.Trainer;
import org.end4rec.models.training.TrainingConfig;
import org.end4rec.models.training.TrainingListener;

/** Runs small enough for a test: some dozen users, odd sizes, a few epochs. */
public final class TinyRuns {
    /** d = 24 in 4 chunks, N = 13: neither is a multiple of 8 all the way down; four stages of one or two epochs. */
    public static final TrainingConfig CONFIG = ConfigFile.set(
            TrainingConfig.DEFAULTS,
            List.of(
                    "dim=24",
                    "chunks=4",
                    "length=13",
                    "layers=1",
                    "dropout=0.1",
                    "level=token",
                    "weightElimination=1",
                    "batchSize=64",
                    "shardSize=10",
                    "miningEpochs=2",
                    "hardEpochs=1",
                    "reminingEpochs=1",
                    "softEpochs=1",
                    "jointEpochs=2",
                    "patience=5",
                    "warmupSteps=5",
                    "learningRate=0.01",
                    "weightDecay=0.01",
                    "seed=11"));

    private TinyRuns() {}

    /** The log of a small synthetic shop. */
    public static EventLog log() {
        return new SyntheticShop(new SyntheticShop.Config(60, 70, 10, 0.2, 0.1, 12, 5)).log();
    }

    /** The data of a small synthetic shop. */
    public static RunData data() {
        Histories histories = Histories.of(log());
        return new RunData(histories, Split.leaveLastOut(histories, "click", false));
    }

    /** The configuration with some keys set. */
    public static TrainingConfig with(String... assignments) {
        return ConfigFile.set(CONFIG, List.of(assignments));
    }

    /** A new run of the small shop in that folder. */
    public static RunFolder create(Path folder, TrainingConfig config) throws IOException {
        return RunFolder.create(
                folder, Manifest.of(config.model().toString(), "click", false, "synthetic"), config, data());
    }

    /** Gives the changed files of a run their checksums, as a forger would. The manifest forgets the stages. */
    static void forge(Path folder) throws IOException {
        Manifest manifest = Manifest.of("end4rec", "click", false, "synthetic");
        ManifestFile.create(folder, manifest, List.of("config.json", "vocabulary.json", "events.safetensors"));
    }

    /** A trainer that starts from the encoder's fresh parameters. */
    public static Trainer trainer(
            RunFolder run, SequenceEncoder encoder, Workers workers, RunStore store, TrainingListener listener) {
        return new Trainer(
                encoder, run.config(), run.data().histories(), run.data().split(), workers, store, listener);
    }

    /** Trains a run from its last checkpoint, or from the start. Returns the encoder. */
    public static SequenceEncoder train(RunFolder run, int threads, ListenerOf listener) throws IOException {
        SequenceEncoder encoder = run.newEncoder();
        try (Workers workers = new Workers(threads)) {
            List<Trainer> self = new ArrayList<>();
            TrainingListener watching = listener.of(() -> self.get(0).stop());
            Trainer trainer = trainer(run, encoder, workers, run, watching);
            self.add(trainer);
            Checkpoint checkpoint = run.loadCheckpoint(encoder, damage -> {});
            if (checkpoint != null) {
                trainer.resume(
                        checkpoint.progress(),
                        checkpoint.optimizer(),
                        run.bestOf(checkpoint.progress().stage(), encoder));
            }
            trainer.train();
        }
        return encoder;
    }

    /** Makes a listener that may stop its trainer. */
    @FunctionalInterface
    public interface ListenerOf {
        /** The listener; {@code stop} asks the trainer to stop. */
        TrainingListener of(Runnable stop);
    }

    /** SHA-256 of names, shapes and bits of all parameters. */
    public static String hash(Parameters parameters) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Parameter parameter : parameters) {
            bytes.writeBytes((parameter.name() + parameter.shape()).getBytes(StandardCharsets.UTF_8));
            float[] values = parameter.value().data();
            ByteBuffer bits = ByteBuffer.allocate(Float.BYTES * values.length);
            bits.asFloatBuffer().put(values);
            bytes.writeBytes(bits.array());
        }
        return hash(bytes.toByteArray());
    }

    /** SHA-256 in hexadecimal. */
    static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
