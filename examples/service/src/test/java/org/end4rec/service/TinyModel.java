package org.end4rec.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.end4rec.models.data.Event;
import org.end4rec.models.data.EventLog;
import org.end4rec.models.data.SyntheticShop;
import org.end4rec.models.evaluation.RankingProtocol;
import org.end4rec.models.run.RunFolder;
import org.end4rec.models.run.ServingModel;
import org.end4rec.models.run.TrainedRun;
import org.end4rec.models.run.TrainingOptions;
import org.end4rec.models.run.TrainingRun;
import org.end4rec.models.training.ConfigFile;
import org.end4rec.models.training.TrainingConfig;
import org.end4rec.models.training.TrainingListener;

/** Runs on a tiny shop some of whose ids are awkward in a URL, in JSON or in HTML. Tests leave them as they are. */
final class TinyModel {
    /** Ids of items of the shop, and what they are called here. */
    static final Map<String, String> AWKWARD = Map.of(
            "i1", "<b onclick=alert(1)>1</b>",
            "i2", "a/b?c#d&e=f",
            "i3", "100 %+1",
            "i4", "ä😀\u202E\"\\",
            "i5", "../../etc/passwd");

    private static final List<String> SETTINGS = List.of(
            "dim=16", "seed=7", "length=24", "miningEpochs=8", "reminingEpochs=1", "softEpochs=1", "jointEpochs=1");

    private static final Path FOLDER = folder();
    private static final Path RUN = train("run", List.of());
    private static final Path OTHER = train("other", List.of("seed=2", "miningEpochs=1", "hardEpochs=1"));

    private TinyModel() {}

    /** What an item of the shop is called here. */
    static String awkward(String item) {
        return AWKWARD.getOrDefault(item, item);
    }

    /** A run of END4Rec. */
    static Path run() {
        return RUN;
    }

    /** A run of the same log with other parameters. */
    static Path other() {
        return OTHER;
    }

    /** A run that only counts. */
    static Path counted() {
        Path run = FOLDER.resolve("counted");
        return Files.exists(run) ? run : train("counted", List.of("model=popularity"));
    }

    /** The run as an export in one file, without users. */
    static Path export() throws IOException {
        Path zip = FOLDER.resolve("model.zip");
        if (!Files.exists(zip)) {
            ServingModel.of(RunFolder.open(RUN)).write(zip);
        }
        return zip;
    }

    /** Replaces the files of a folder by those of a run. */
    static Path copy(Path run, Path target) throws IOException {
        Files.createDirectories(target);
        try (Stream<Path> files = Files.list(target)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        try (Stream<Path> files = Files.list(run)) {
            for (Path file : files.toList()) {
                Files.copy(file, target.resolve(file.getFileName().toString()));
            }
        }
        return target;
    }

    static EventLog log() {
        EventLog shop = new SyntheticShop(new SyntheticShop.Config(150, 60, 10, 0.2, 0.2, 20, 1)).log();
        List<Event> events = new ArrayList<>();
        for (int row = 0; row < shop.size(); row++) {
            String item = shop.items().id(shop.item(row));
            events.add(new Event(
                    shop.users().id(shop.user(row)),
                    awkward(item),
                    shop.behaviors().id(shop.behavior(row)),
                    shop.timestamp(row)));
        }
        return EventLog.of(events);
    }

    /** A training in a new folder. */
    static TrainingRun training(Path run, List<String> more) throws IOException {
        List<String> settings = new ArrayList<>(SETTINGS);
        settings.addAll(more);
        TrainingConfig config = ConfigFile.set(TrainingConfig.DEFAULTS, settings);
        return TrainingRun.create(
                run, log(), TrainingOptions.of("buy").novel(true).config(config));
    }

    private static Path train(String name, List<String> more) {
        Path run = FOLDER.resolve(name);
        try (TrainingRun training = training(run, more)) {
            TrainedRun trained = training.train(TrainingListener.NONE).orElseThrow();
            double hits = trained.evaluate(RankingProtocol.UNSEEN).metric("HR@10");
            training.folder().saveMetrics(Map.of("HR@10", hits, "popularity", Map.of("HR@10", 0.1)));
            return run;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder() {
        try {
            Path made = Files.createTempDirectory("end4rec-service");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(made)));
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            // the system clears its temporary folder
            return;
        }
    }
}
