package org.end4rec.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.end4rec.models.run.RunException;
import org.end4rec.models.run.TrainedModel;
import org.end4rec.models.run.TrainedRun;
import org.end4rec.models.run.TrainingRun;
import org.end4rec.models.votes.VoteWeights;

/** Trains a run in a folder, with its progress on the screen, to the end or to Ctrl-C. */
final class TrainingSession {
    private TrainingSession() {}

    /** Trains; empty if the training was stopped. */
    static Optional<TrainedRun> train(TrainingRun run, BaseCommand command) throws IOException {
        Path folder = run.folder().path();
        try (TrainingProgress progress = new TrainingProgress(command.err(), TrainingProgress.isTerminal())) {
            Optional<TrainedRun> trained;
            Interruption interruption = new Interruption(run::stop, inTime -> sayStopped(inTime, folder, command));
            try {
                trained = run.train(progress);
            } catch (RunException e) {
                String failure = run.saveFailure();
                throw failure == null
                        ? e
                        : new IOException(
                                "the training is done but not saved: " + FailureReport.withoutClassName(failure)
                                        + ". Remove the cause, then type: " + resumeCommand(folder));
            } finally {
                progress.clear();
                interruption.close();
            }
            trained.ifPresent(done -> sayEnd(done, progress, folder, command));
            return trained;
        }
    }

    private static void sayEnd(TrainedRun trained, TrainingProgress progress, Path folder, BaseCommand command) {
        if (progress.isResumed() && progress.epochs() == 0) {
            command.say("the run in %s was finished already", folder);
        }
        if (trained.model() instanceof TrainedModel model && model.votes().weights() != null) {
            VoteWeights weights = model.votes().weights();
            command.say(
                    "votes of neighbors: weight %s, scale %s, recency %s, shrinkage %s",
                    weights.weight(), weights.scale(), weights.recency(), weights.shrinkage());
        }
    }

    private static void sayStopped(boolean inTime, Path folder, BaseCommand command) {
        command.say(
                "%nend4rec: stopped%s; the last checkpoint is kept. Resume with: %s",
                inTime ? "" : " in the middle of a step", resumeCommand(folder));
    }

    /** The command that resumes a run. */
    static String resumeCommand(Path folder) {
        return BaseCommand.toType(List.of("train", "--out", folder.toString(), "--resume"));
    }
}
