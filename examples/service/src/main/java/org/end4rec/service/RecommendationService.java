package org.end4rec.service;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The running service: listens from the beginning, answers once the model is loaded, and stops without haste. */
final class RecommendationService implements AutoCloseable {
    private static final int BACKLOG = 128;
    private static final int MOST_CONNECTIONS = 500;
    private static final int THREADS_WITHOUT_VIRTUAL_ONES = 128;
    private static final int SECONDS_TO_READ_AN_ANSWER = 30;

    /** What the library says of a run whose first epoch has not ended. */
    private static final String NO_EPOCH = "has no trained parameters yet";

    private static final long PATIENCE_MILLISECONDS = 15_000;

    private final Settings settings;
    private final LogLines log;
    private final HttpServer server;
    private final ExecutorService clients = threads();
    private final Compute compute;
    private final Telemetry telemetry = new Telemetry();
    private final Gate gate = new Gate();
    private final ServedModels models;
    private final List<Route> routes;
    private volatile @Nullable ModelWatch watch;

    /**
     * What the service is to do.
     *
     * @param source folder of a run, or an export
     * @param host name or number to listen at
     * @param port 0 for any free port
     * @param key what clients must know; null if nothing
     * @param watch how often to look for a new model; zero for never
     */
    record Settings(
            Path source,
            String host,
            int port,
            @Nullable ApiKey key,
            boolean logsRequests,
            Duration watch,
            Limits limits) {}

    /** Listens, and answers that the model is not loaded yet. */
    RecommendationService(Settings settings, LogLines log) throws IOException {
        this.settings = settings;
        this.log = log;
        protectFromSlowClients(settings.limits());
        InetAddress address = InetAddress.getByName(settings.host());
        compute = new Compute(settings.limits());
        models = new ServedModels(settings.source(), log, telemetry);
        routes = new ArrayList<>(new RecommendationApi(models).routes());
        routes.addAll(new RunApi(models).routes());
        routes.addAll(new ServiceApi(models, telemetry, gate).routes());
        routes.addAll(PageFiles.routes());
        server = HttpServer.create(new InetSocketAddress(address, settings.port()), BACKLOG);
        server.setExecutor(clients);
        server.createContext(
                "/",
                new FrontDoor(
                        routes,
                        new Visitors(settings.key(), settings.host(), address),
                        settings.limits(),
                        compute,
                        telemetry,
                        log,
                        settings.logsRequests(),
                        gate));
        telemetry.gauge("end4rec.requests.active", "Requests in work", gate::inside);
        telemetry.gauge("end4rec.requests.waiting", "Requests that wait for their turn", compute::waiting);
        telemetry.gauge(
                "end4rec.model.version",
                "Version of the model that is served, 0 before the first",
                () -> models.isReady() ? models.get().loaded().version() : 0);
        server.start();
    }

    /** The server of the JDK reads these once in a process. */
    private static void protectFromSlowClients(Limits limits) {
        Map<String, Object> values = Map.of(
                "sun.net.httpserver.nodelay",
                true,
                "sun.net.httpserver.maxReqTime",
                limits.time().toSeconds(),
                "sun.net.httpserver.maxRspTime",
                SECONDS_TO_READ_AN_ANSWER,
                "sun.net.httpserver.maxReqHeaders",
                100,
                "jdk.httpserver.maxConnections",
                MOST_CONNECTIONS);
        values.forEach((name, value) -> {
            if (System.getProperty(name) == null) {
                System.setProperty(name, value.toString());
            }
        });
    }

    /** A virtual thread for each request where Java has them; they wait for clients, and compute nothing. */
    private static ExecutorService threads() {
        try {
            Object made =
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
            return (ExecutorService) made;
        } catch (ReflectiveOperationException beforeJava21) {
            ThreadPoolExecutor pool = new ThreadPoolExecutor(
                    THREADS_WITHOUT_VIRTUAL_ONES,
                    THREADS_WITHOUT_VIRTUAL_ONES,
                    1,
                    TimeUnit.MINUTES,
                    new LinkedBlockingQueue<>());
            pool.allowCoreThreadTimeOut(true);
            return pool;
        }
    }

    /**
     * Loads the model and warms it up; then the service is ready. A run that trains its first epoch has no model yet:
     * then the watch loads the model once there is one.
     *
     * @return whether there is a model
     */
    boolean load() throws IOException {
        try {
            models.load("start");
        } catch (IOException e) {
            if (settings.watch().isZero() || !String.valueOf(e.getMessage()).contains(NO_EPOCH)) {
                throw e;
            }
        }
        watch = new ModelWatch(models, settings.watch());
        return models.isReady();
    }

    /** Where the service listens. */
    InetSocketAddress address() {
        return server.getAddress();
    }

    ServedModels models() {
        return models;
    }

    List<Route> routes() {
        return List.copyOf(routes);
    }

    /** Requests in work. */
    int active() {
        return gate.inside();
    }

    /** Lets requests in work end, and refuses new ones meanwhile. */
    @Override
    public void close() {
        ModelWatch watching = watch;
        if (watching != null) {
            watching.close();
        }
        boolean allDone = gate.shut(PATIENCE_MILLISECONDS);
        server.stop(0);
        clients.shutdownNow();
        compute.close();
        telemetry.close();
        log.info("stopped", Map.of("host", settings.host(), "unfinished", allDone ? 0 : gate.inside()));
    }
}
