package org.end4rec.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.end4rec.models.data.Histories;
import org.end4rec.models.evaluation.RankingProtocol;
import org.end4rec.models.run.RunFolder;
import org.end4rec.models.run.TrainedRun;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code end4rec evaluate}. */
@Command(
        name = "evaluate",
        description = "Ranks the held-out test events with the best model of a run, and by popularity.",
        mixinStandardHelpOptions = true,
        footerHeading = BaseCommand.EXAMPLE,
        footer = "  end4rec evaluate --run runs/a --protocol unseen")
@SuppressWarnings("NullAway.Init") // picocli fills in the annotated fields
final class EvaluateCommand extends BaseCommand {
    @Option(names = "--run", required = true, paramLabel = "DIR", description = "Folder of the run.")
    private Path folder;

    @Option(
            names = "--protocol",
            paramLabel = "NAME",
            defaultValue = "full",
            description = "full: against all items; unseen: without items the user has had; sampled:99: against 99"
                    + " random items. Metrics of different protocols cannot be compared. Default: ${DEFAULT-VALUE}.")
    private String protocol;

    @Option(
            names = "--at",
            split = ",",
            paramLabel = "K",
            defaultValue = "5,10,20",
            description = "Cutoffs of the metrics, separated by commas. Default: ${DEFAULT-VALUE}.")
    private List<Integer> cutoffs;

    @Option(
            names = "--ranks",
            paramLabel = "FILE",
            description = "File to write: user, target and rank of each example.")
    private @Nullable Path ranks;

    @Mixin
    private WrittenFile written;

    @Mixin
    private ThreadsOption threads;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        for (int cutoff : cutoffs) {
            if (cutoff < 1) {
                throw usage("--at has " + cutoff + "; cutoffs must be at least 1");
            }
        }
        checkProtocol();
        if (ranks != null) {
            written.check("--ranks", ranks, this);
        }
        RunFolder run = RunFolder.open(folder);
        RankingProtocol ranking = RankingProtocol.parse(protocol, run.config().seed());
        TrainedRun trained = TrainedRun.load(run, WorkProgress.of(this).named(TestFigures.COUNTING));
        TestFigures figures = TestFigures.of(trained, ranking, cutoffs, threads.value(this), this);
        if (ranks != null) {
            Histories histories = run.data().histories();
            figures.model()
                    .writeRanks(
                            ranks,
                            user -> histories.users().id(user),
                            item -> histories.items().id(item));
        }
        if (json) {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("run", folder.toString());
            answer.putAll(figures.toMap());
            printJson(answer);
        } else {
            figures.print(out());
        }
        return 0;
    }

    private void checkProtocol() {
        try {
            RankingProtocol.parse(protocol, 0);
        } catch (IllegalArgumentException e) {
            throw usage("--protocol: " + FailureReport.withoutClassName(String.valueOf(e.getMessage())));
        }
    }
}
