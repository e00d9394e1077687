package org.end4rec.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.end4rec.core.io.AtomicFile;
import org.end4rec.models.data.BehaviorCounts;
import org.end4rec.models.data.EventLogException;
import org.end4rec.models.data.Histories;
import org.end4rec.models.data.SplitPlan;
import org.end4rec.models.data.TestOverlap;
import org.end4rec.models.data.TestTargets;
import org.end4rec.models.description.EvaluationWarning;
import org.end4rec.models.description.LogDescription;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code end4rec describe}. */
@Command(
        name = "describe",
        description = "Shows what a log holds before a model is trained on it, and warns of what would make an"
                + " evaluation wrong. --out writes a page with charts.",
        mixinStandardHelpOptions = true,
        footerHeading = BaseCommand.EXAMPLE,
        footer = "  end4rec describe --events log.tsv.gz --target buy --out log.html")
@SuppressWarnings("NullAway.Init") // picocli fills in the annotated fields
final class DescribeCommand extends BaseCommand {
    @Mixin
    private LogOptions log;

    @Option(names = "--out", paramLabel = "FILE", description = "The HTML page to write: one file, with charts.")
    private @Nullable Path file;

    @Mixin
    private WrittenFile written;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (log.events() == null) {
            throw usage("there is no log to describe: give --events or --data");
        }
        if (file != null) {
            written.check("--out", file, this);
        }
        List<String> remarks = new ArrayList<>();
        LogDescription description = describe(remarks);
        if (file != null) {
            byte[] page = description.page(title(), remarks).getBytes(StandardCharsets.UTF_8);
            AtomicFile.at(file).write(out -> out.write(page));
        }
        if (json) {
            Map<String, Object> answer = new LinkedHashMap<>(description.toMap());
            if (file != null) {
                answer.put("page", file.toString());
            }
            printJson(answer);
        } else {
            print(description);
        }
        return 0;
    }

    /** Describes the events that a training would read, and their split. Nothing is refused for its overlap. */
    private LogDescription describe(List<String> remarks) throws IOException {
        LogOptions.Loaded loaded = log.load(this);
        Histories histories = loaded.cleaned().histories();
        loaded.cleaned().steps().forEach(step -> remarks.add(step.toString()));
        WorkProgress progress = WorkProgress.of(this);
        String target = log.target() != null ? log.target() : LogDescription.usualTarget(histories);
        checkTarget(target, histories);
        LogDescription description =
                LogDescription.of(histories, loaded.copies(), target, progress.named("describing the log, part"));
        if (target == null) {
            say("%s: give --target too, to see what would make an evaluation wrong", log.name());
            return description;
        }
        if (log.target() == null) {
            say("%s: '%s' is taken as the behavior to predict; --target chooses another", log.name(), target);
        }
        Path test = log.test();
        if (test == null) {
            return description.withSplit(log.plan(target, null, this));
        }
        TestTargets tests = LogOptions.targets(test, loaded, target, this);
        TestOverlap overlap = TestOverlap.of(histories, tests, target);
        boolean keep = log.keepsOverlap();
        SplitPlan plan = log.plan(target, keep ? tests : overlap.tests(), this);
        return description.withTest(keep ? histories : overlap.histories(), plan, tests, overlap);
    }

    private void checkTarget(@Nullable String target, Histories histories) throws EventLogException {
        if (target != null && histories.behaviors().number(target) == 0) {
            throw new EventLogException(log.name() + ": the target behavior '" + target
                    + "' does not occur in the log; choose one of " + BehaviorCounts.mostFrequent(histories));
        }
    }

    /** The name of the log, without the folder of a single file. */
    private String title() {
        String name = log.name();
        return name.substring(name.replace('\\', '/').lastIndexOf('/') + 1);
    }

    private void print(LogDescription description) {
        Table table = new Table("log", String.valueOf(log.events()));
        description.figures().forEach((name, figure) -> table.add(name, figure));
        table.print(out());
        for (EvaluationWarning warning : description.warnings()) {
            out().println();
            out().println("Warning: " + Printable.of(warning.sentence()));
            out().println("  " + Printable.of(warning.advice()));
        }
        if (file != null) {
            out().println();
            out().println("The page is in " + file + ".");
        }
    }
}
