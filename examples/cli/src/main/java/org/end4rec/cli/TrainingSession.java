package org.end4rec.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.end4rec.models.baseline.NeighborVotes;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.encoder.Stage;
import org.end4rec.models.parallel.Workers;
import org.end4rec.models.run.Checkpoint;
import org.end4rec.models.run.Encoders;
import org.end4rec.models.run.Manifest;
import org.end4rec.models.run.RunData;
import org.end4rec.models.run.RunFolder;
import org.end4rec.models.run.RunLock;
import org.end4rec.models.run.TrainedModel;
import org.end4rec.models.training.Trainer;
import org.end4rec.models.training.TrainingConfig;
import org.end4rec.models.training.TrainingState;
import org.end4rec.models.votes.VoteWeights;
import org.jspecify.annotations.Nullable;

/** Trains a run from its last checkpoint, or from the start if it has none, to the end or to Ctrl-C. */
final class TrainingSession implements AutoCloseable {
    private final RunFolder run;
    private final RunLock lock;
    private @Nullable SequenceEncoder encoder;
    private final int threads;
    private final BaseCommand command;

    private TrainingSession(RunFolder run, SequenceEncoder encoder, int threads, BaseCommand command)
            throws IOException {
        this.run = run;
        this.lock = run.lock();
        if (!lock.isHeld()) {
            command.say(
                    "the file system of %s has no locks; see that no other training writes to this folder", run.path());
        }
        this.encoder = encoder;
        this.threads = threads;
        this.command = command;
    }

    /** The session of a new run. The encoder is made first, so settings that need too much memory leave no folder. */
    static TrainingSession start(
            Path folder,
            Manifest manifest,
            TrainingConfig config,
            RunData data,
            boolean beside,
            int threads,
            BaseCommand command)
            throws IOException {
        data.trainingMemory(config, threads).check(Runtime.getRuntime().maxMemory(), command::say);
        SequenceEncoder encoder = Encoders.create(config, data);
        RunFolder made = RunFolder.create(folder, manifest, config, data, beside);
        return new TrainingSession(made, encoder, threads, command);
    }

    /** The session of an existing run. */
    static TrainingSession resume(RunFolder run, int threads, BaseCommand command) throws IOException {
        run.data()
                .trainingMemory(run.config(), threads)
                .check(Runtime.getRuntime().maxMemory(), command::say);
        return new TrainingSession(run, run.newEncoder(), threads, command);
    }

    RunFolder run() {
        return run;
    }

    /** Releases the lock, so others can train. */
    @Override
    public void close() throws IOException {
        lock.close();
    }

    /** Trains, and returns whether the end was reached. To be called once. */
    boolean train() throws IOException {
        try (TrainingProgress progress = new TrainingProgress(command.err(), TrainingProgress.isTerminal())) {
            // gradients and optimizer are freed before votes are counted: a large catalogue has no room for both
            boolean finished = train(release(), progress);
            if (finished && run.config().votes() > 0) {
                weighVotes(progress);
            }
            return finished;
        }
    }

    private SequenceEncoder release() {
        SequenceEncoder released = Objects.requireNonNull(encoder, "encoder");
        encoder = null;
        return released;
    }

    private boolean train(SequenceEncoder fresh, TrainingProgress progress) throws IOException {
        try (Workers workers = new Workers(threads)) {
            Trainer trainer = new Trainer(
                    fresh, run.config(), run.data().histories(), run.data().split(), workers, run, progress);
            boolean started = goOn(trainer, fresh);
            Interruption interruption = new Interruption(trainer::stop, this::sayStopped);
            boolean finished;
            try {
                finished = trainer.train();
            } finally {
                progress.clear();
                interruption.close();
            }
            if (finished && trainer.saveFailure() != null) {
                throw new IOException("the training is done but not saved: "
                        + FailureReport.withoutClassName(trainer.saveFailure()) + ". Then type: "
                        + resumeCommand(run.path()));
            }
            if (started && finished && progress.epochs() == 0) {
                command.say("the run in %s was finished already", run.path());
            }
            return finished;
        }
    }

    private void weighVotes(TrainingProgress progress) throws IOException {
        SequenceEncoder trained = run.newEncoder();
        Stage stage = run.loadBest(trained);
        TrainedModel model = TrainedModel.search(run.config(), run.data(), trained, stage, threads, progress);
        progress.clear();
        VoteWeights weights = model.votes().weights();
        NeighborVotes neighbors = model.votes().neighbors();
        if (weights != null) {
            if (neighbors != null) {
                run.saveNeighbors(neighbors);
            }
            run.saveVotes(weights);
            command.say(
                    "votes of neighbors: weight %s, scale %s, recency %s, shrinkage %s",
                    weights.weight(), weights.scale(), weights.recency(), weights.shrinkage());
        }
    }

    /** Whether there was a checkpoint to resume from. */
    private boolean goOn(Trainer trainer, SequenceEncoder encoder) throws IOException {
        Checkpoint checkpoint = run.loadCheckpoint(encoder, this::sayDamaged);
        if (checkpoint == null) {
            return false;
        }
        TrainingState progress = checkpoint.progress();
        trainer.resume(progress, checkpoint.optimizer(), run.bestOf(progress.stage(), encoder));
        command.say(
                "resuming after epoch %d of stage %s",
                progress.epoch(), encoder.stages().get(progress.stage()).name());
        return true;
    }

    private void sayDamaged(String what) {
        command.say("the last checkpoint cannot be read, so the one before it is taken: %s", what);
    }

    private void sayStopped(boolean inTime) {
        command.say(
                "%nend4rec: stopped%s; the last checkpoint is kept. Resume with: %s",
                inTime ? "" : " in the middle of a step", resumeCommand(run.path()));
    }

    /** The command that resumes a run. */
    static String resumeCommand(Path folder) {
        return BaseCommand.toType(List.of("train", "--out", folder.toString(), "--resume"));
    }
}
