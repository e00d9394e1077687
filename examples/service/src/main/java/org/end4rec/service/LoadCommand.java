package org.end4rec.service;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.end4rec.models.recommend.HistoryEvent;
import org.end4rec.models.recommend.Recommender;
import org.end4rec.models.recommend.Request;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code end4rec load}: how many requests a second, and how long they take, over HTTP and in the same process. */
@Command(
        name = "load",
        description = "Measures the service on this machine: requests per second and times of answers over HTTP, beside"
                + " the same calls in process. It uses all processors.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExample:%n",
        footer = "  end4rec load --run runs/a --clients 1,8,64 --seconds 60")
@SuppressWarnings("NullAway.Init") // picocli fills in the annotated fields
final class LoadCommand implements Callable<Integer> {
    private static final int MOST_CLIENTS = 256;
    private static final int MOST_SECONDS = 3600;
    private static final int WARM_UP_SECONDS = 3;
    private static final int USERS = 1000;
    private static final int TOP = 10;

    @Spec
    private CommandSpec spec;

    @Option(names = "--run", required = true, paramLabel = "DIR", description = "Folder of the run.")
    private Path source;

    @Option(
            names = "--clients",
            paramLabel = "n",
            split = ",",
            defaultValue = "1,8,64",
            description = "Clients that ask at once, each after its last answer. Default: ${DEFAULT-VALUE}.")
    private List<Integer> clients;

    @Option(
            names = "--seconds",
            paramLabel = "n",
            defaultValue = "10",
            description = "Seconds to measure each number of clients, twice. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    /** A line of the table; times are in milliseconds, the heap after a collection in MB. */
    private record Row(
            String calls,
            int clients,
            int requests,
            int failed,
            double perSecond,
            double p50,
            double p99,
            double p999,
            double heapMb) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        check();
        PrintWriter out = spec.commandLine().getOut();
        LogLines log = new LogLines(spec.commandLine().getErr());
        var settings =
                new RecommendationService.Settings(source, "127.0.0.1", 0, null, false, Duration.ZERO, Limits.DEFAULTS);
        List<Row> rows = new ArrayList<>();
        try (RecommendationService service = new RecommendationService(settings, log)) {
            service.load();
            Recommender recommender = service.models().get().recommender();
            List<String> users = recommender.users().stream().limit(USERS).toList();
            if (users.isEmpty()) {
                throw new IOException(source + " has no users to ask for; give the folder of a run");
            }
            List<List<HistoryEvent>> histories =
                    users.stream().map(recommender::historyOf).toList();
            for (int count : clients) {
                rows.add(row("in process", count, (client, turn) -> {
                    recommender.recommend(
                            Request.of(histories.get(turn % histories.size())).top(TOP));
                    return true;
                }));
                try (LoadClients asking = new LoadClients(service.address(), count, users, TOP)) {
                    rows.add(row("over HTTP", count, asking::ask));
                }
            }
        }
        print(rows, out);
        return 0;
    }

    private void check() {
        if (seconds < 1 || seconds > MOST_SECONDS) {
            throw new ParameterException(
                    spec.commandLine(), "--seconds is " + seconds + "; it must be from 1 to " + MOST_SECONDS);
        }
        for (int count : clients) {
            if (count < 1 || count > MOST_CLIENTS) {
                throw new ParameterException(
                        spec.commandLine(), "--clients has " + count + "; it must be from 1 to " + MOST_CLIENTS);
            }
        }
    }

    private Row row(String what, int count, LoadTimes.Work work) throws IOException, InterruptedException {
        LoadTimes.measure(count, Duration.ofSeconds(Math.min(seconds, WARM_UP_SECONDS)), work);
        LoadTimes times = LoadTimes.measure(count, Duration.ofSeconds(seconds), work);
        System.gc();
        Runtime java = Runtime.getRuntime();
        double heap = (java.totalMemory() - java.freeMemory()) / 1e6;
        return new Row(
                what,
                count,
                times.requests(),
                times.failed(),
                times.perSecond(),
                times.quantile(0.5),
                times.quantile(0.99),
                times.quantile(0.999),
                heap);
    }

    private void print(List<Row> rows, PrintWriter out) {
        if (json) {
            out.println(new String(
                    Reply.json(Map.of("seconds", seconds, "rows", rows)).body(), StandardCharsets.UTF_8));
            return;
        }
        out.println("calls       clients  requests/s  failed   p50 ms   p99 ms  p99.9 ms  heap MB");
        for (Row row : rows) {
            out.println(String.format(
                    Locale.ROOT,
                    "%-10s %8d %11.0f %7d %8.3f %8.3f %9.3f %8.1f",
                    row.calls(),
                    row.clients(),
                    row.perSecond(),
                    row.failed(),
                    row.p50(),
                    row.p99(),
                    row.p999(),
                    row.heapMb()));
        }
    }
}
