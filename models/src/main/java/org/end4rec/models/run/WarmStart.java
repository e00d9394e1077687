package org.end4rec.models.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.end4rec.core.io.Checksum;
import org.end4rec.models.data.Example;
import org.end4rec.models.data.Histories;
import org.end4rec.models.encoder.SequenceEncoder;
import org.end4rec.models.encoder.Stage;
import org.end4rec.models.training.ConfigException;
import org.end4rec.models.training.TrainingConfig;
import org.end4rec.models.training.TrainingState;
import org.jspecify.annotations.Nullable;

/**
 * A new run that begins with the model of an old run, and has the events of the old run and later ones. Users, items
 * and behaviors of the old run keep their numbers. All parameters begin with their old values, the rows of new items
 * with the direction of the mean of the rows around them. {@link TrainingRun#continueFrom} trains it. Immutable.
 *
 * <pre>{@code
 * WarmStart start = WarmStart.of(RunFolder.open(Path.of("runs/monday")), Histories.of(log));
 * System.out.println(start);
 * try (TrainingRun run = TrainingRun.continueFrom(start, Path.of("runs/tuesday"), 2)) {
 *     TrainedRun trained = run.train(TrainingListener.NONE).orElseThrow();
 * }
 * }</pre>
 */
public final class WarmStart {
    /** What a log has besides later events. */
    public enum LogForm {
        /** Nothing: its events come after the events of the run. */
        LATER,
        /** The events of the run: of each user that it has, it has the whole history. */
        WHOLE
    }

    private static final String FOLDER = "folder";
    private static final String IDENTITY = "identity";

    private final RunFolder from;
    private final JoinedEvents joined;
    private final RunData data;
    private final TrainingConfig config;
    private final boolean finished;

    private WarmStart(RunFolder from, JoinedEvents joined, RunData data, TrainingConfig config) throws RunException {
        this.finished =
                from.config().votes() == 0 || RunFile.isThere(from.path().resolve(VotesFile.NAME));
        this.from = from;
        this.joined = joined;
        this.data = data;
        this.config = config;
    }

    /**
     * The run after {@code from}, with its target behavior, its kind of split and its configuration, but three epochs
     * of more and larger steps, unless {@code from} began from another run itself. Of each user the last target is the
     * test, as in {@link RunData#leaveLastOut}.
     *
     * @param log events after the events of the run, or all events so far: then each user's history begins with the
     *     history that the run has
     * @throws IllegalArgumentException if the log has no new event, or repeats a part of the run's events
     */
    public static WarmStart of(RunFolder from, Histories log) throws IOException {
        return of(from, log, null);
    }

    /** As {@link #of(RunFolder, Histories)}; {@code form} says what the log has, null finds out. */
    public static WarmStart of(RunFolder from, Histories log, @Nullable LogForm form) throws IOException {
        Objects.requireNonNull(log, "log");
        if (from.config().model().isCounted()) {
            throw new IllegalArgumentException("WarmStart: the run in " + from.path() + " has the model "
                    + from.config().model() + ", which counts events and learns nothing; train it on the whole log");
        }
        JoinedEvents joined = JoinedEvents.of(from.data(), log, form);
        if (joined.added() == 0) {
            throw new IllegalArgumentException("WarmStart: the run in " + from.path() + " has all " + log.events()
                    + " events of the log already, so there is nothing to learn; give a log with later events");
        }
        Manifest manifest = from.manifest();
        RunData data = RunData.leaveLastOut(joined.histories(), manifest.target(), manifest.novel());
        // a run that began from another one has such settings already
        TrainingConfig config = origin(from) == null ? WarmConfig.fewEpochs(from.config()) : from.config();
        return new WarmStart(from, joined, data, config);
    }

    /**
     * The same start with another configuration.
     *
     * @throws ConfigException if a key differs that decides what the parameters are
     */
    public WarmStart withConfig(TrainingConfig other) throws IOException {
        WarmConfig.check(other, from.config(), from.path());
        return new WarmStart(from, joined, data, other);
    }

    /** The folder of the run that a run began from, as it was named; null if it began from none. */
    public static @Nullable Path origin(RunFolder run) throws IOException {
        String folder = ManifestFile.read(run.path()).from().get(FOLDER);
        return folder == null ? null : Path.of(folder);
    }

    /** Whether a run began from another: the folders may have been moved. */
    public static boolean began(RunFolder from, RunFolder run) throws IOException {
        String identity = ManifestFile.read(run.path()).from().get(IDENTITY);
        return ManifestFile.read(from.path()).identity(RunFolder.CHECKED).equals(identity);
    }

    /** The run that it begins from. */
    public RunFolder from() {
        return from;
    }

    /** All events, those that a novel split hides included. */
    public Histories joined() {
        return joined.histories();
    }

    /** Events, ids and examples of the new run. */
    public RunData data() {
        return data;
    }

    /** The configuration of the new run. */
    public TrainingConfig config() {
        return config;
    }

    /** The number of users that the old run does not have. */
    public int newUsers() {
        return data.histories().users().size() - from.data().histories().users().size();
    }

    /** The number of items that the old run does not have. */
    public int newItems() {
        return data.histories().items().size() - from.data().histories().items().size();
    }

    /** The number of behaviors that the old run does not have. */
    public int newBehaviors() {
        return data.histories().behaviors().size()
                - from.data().histories().behaviors().size();
    }

    /** The number of events that the old run neither has nor had hidden. */
    public int newEvents() {
        return joined.added();
    }

    /** What is new, in one line. */
    @Override
    public String toString() {
        String hidden =
                joined.hidden() == 0 ? "" : ", and " + counted(joined.hidden(), "event") + " that it had hidden";
        String has = joined.form() == LogForm.LATER
                ? "the log has later events only"
                : "the log has " + counted(joined.had() - joined.hidden(), "event") + " that the run has too" + hidden;
        return counted(newEvents(), "new event") + " (" + has + "); " + counted(newUsers(), "new user") + ", "
                + counted(newItems(), "new item") + ", " + counted(newBehaviors(), "new behavior") + ", and "
                + counted(joined.continuing(), "known user") + " with new events";
    }

    private static String counted(int count, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
    }

    /** Remarks for the user about what may be wrong, or lost, a line each. */
    public List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        if (!finished) {
            remarks.add("the training of the run in " + from.path() + " was not finished: this run begins with its best"
                    + " parameters so far");
        }
        if (joined.doubtful() > 0) {
            remarks.add(String.format(
                    Locale.ROOT,
                    "the log of %,d known users begins with events that are equal to the newest events of the run; they"
                            + " count as new events",
                    joined.doubtful()));
        }
        if (data.split().novel() && joined.form() == LogForm.LATER) {
            remarks.add("the run has no events on items that it held out for their users; a log of later events cannot"
                    + " bring them back, the whole log can");
        }
        long seen = data.split().test().stream().filter(this::wasTrainedOn).count();
        if (data.split().novel() && seen > 0) {
            remarks.add(String.format(
                    Locale.ROOT,
                    "the old run was trained on the item of %,d of %,d test events, as an earlier event of the same"
                            + " user: the metrics of these are too good",
                    seen,
                    data.split().test().size()));
        }
        return remarks;
    }

    /** Whether the old run was trained on an event of the user on the target. */
    private boolean wasTrainedOn(Example example) {
        RunData before = from.data();
        if (example.user() > before.histories().users().size()) {
            return false;
        }
        for (int position = 0; position < before.split().visible(example.user()); position++) {
            if (before.histories().item(example.user(), position) == example.target()) {
                return true;
            }
        }
        return false;
    }

    /** Makes the folder of the new run, with its first parameters in the encoder and in the folder. */
    RunFolder create(Path folder, String events, SequenceEncoder encoder, boolean beside) throws IOException {
        Map<String, String> origin = fill(encoder);
        Manifest old = from.manifest();
        Manifest manifest = Manifest.of(config.model().toString(), old.target(), old.novel(), events);
        return NewRun.create(
                folder,
                manifest,
                config,
                data,
                beside,
                new NewRun.Start(encoder.parameters(), TrainingState.OF_ANOTHER_RUN, origin));
    }

    /** Gives a fresh encoder its first parameters, and says where these come from. */
    private Map<String, String> fill(SequenceEncoder fresh) throws IOException {
        SequenceEncoder trained = from.newEncoder();
        Stage stage = from.loadBest(trained);
        Histories before = from.data().histories();
        new StartValues(before.behaviors().size(), data.histories().behaviors().size())
                .carry(trained.parameters(), fresh.parameters());
        NewRows.fill(data, before.items().size(), fresh.itemEmbedding().value().data(), config.dim());
        Path file = StageFiles.file(from.path(), trained.stages().indexOf(stage), stage);
        return Map.of(
                FOLDER,
                from.path().toString(),
                IDENTITY,
                ManifestFile.read(from.path()).identity(RunFolder.CHECKED),
                "parameters",
                RunFile.guarded(file, () -> Checksum.of(file)));
    }
}
