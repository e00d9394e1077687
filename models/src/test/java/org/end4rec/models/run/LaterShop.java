package org.end4rec.models.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.end4rec.models.data.EventLog;
import org.end4rec.models.data.EventLogBuilder;
import org.end4rec.models.data.Histories;
import org.end4rec.models.data.SyntheticShop;
import org.end4rec.models.training.TrainingConfig;
import org.end4rec.models.training.TrainingListener;

/**
 * A small shop of two logs. The older log has the first 8 events of three users in four, without the items that appear
 * later; the later log has everything else, and a new behavior.
 */
final class LaterShop {
    private static final int FIRST = 8;
    private static final EventLog ALL = new SyntheticShop(new SyntheticShop.Config(60, 70, 10, 0.2, 0.1, 15, 5)).log();

    private LaterShop() {}

    private static boolean isLaterItem(int item) {
        return item % 7 == 0;
    }

    private static Histories select(boolean later, IntPredicate items) {
        EventLogBuilder log = new EventLogBuilder();
        int position = 0;
        for (int row = 0; row < ALL.size(); row++) {
            position = row > 0 && ALL.user(row) == ALL.user(row - 1) ? position + 1 : 0;
            boolean isOld = ALL.user(row) % 4 != 0 && position < FIRST;
            if (isOld != later && items.test(ALL.item(row))) {
                log.add(
                        ALL.users().id(ALL.user(row)),
                        ALL.items().id(ALL.item(row)),
                        later && row % 9 == 0 ? "gift" : ALL.behaviors().id(ALL.behavior(row)),
                        ALL.timestamp(row));
            }
        }
        return Histories.of(log.build());
    }

    static Histories older() {
        return select(false, item -> !isLaterItem(item));
    }

    static Histories later() {
        return select(true, item -> true);
    }

    static Histories laterOnKnownItems() {
        Histories older = older();
        return select(true, item -> older.items().number(ALL.items().id(item)) > 0);
    }

    static Histories empty() {
        return select(true, item -> false);
    }

    /** A run of the older log, trained to the end. */
    static Path train(Path folder, TrainingConfig config) throws IOException {
        RunData data = RunData.leaveLastOut(older(), "click", false);
        TrainingOptions options =
                TrainingOptions.of("click").config(config).source("older").threads(2);
        try (TrainingRun run = TrainingRun.create(folder, data, options)) {
            run.train(TrainingListener.NONE);
        }
        return folder;
    }

    static Path copy(Path run, Path to) throws IOException {
        Files.createDirectories(to);
        List<Path> files;
        try (Stream<Path> all = Files.list(run)) {
            files = all.toList();
        }
        for (Path file : files) {
            Files.copy(file, to.resolve(String.valueOf(file.getFileName())));
        }
        return to;
    }
}
