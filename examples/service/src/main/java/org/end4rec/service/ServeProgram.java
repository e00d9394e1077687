package org.end4rec.service;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.end4rec.models.run.Manifest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code end4rec serve}. */
@Command(
        name = "serve",
        description = "Recommends over HTTP, with a page for a browser. Ctrl-C stops the service.",
        mixinStandardHelpOptions = true,
        version = "end4rec " + Manifest.VERSION,
        footerHeading = "%nExample:%n",
        footer = "  end4rec serve --run runs/a --port 8080")
@SuppressWarnings("NullAway.Init") // picocli fills in the annotated fields
public final class ServeProgram implements Callable<Integer> {
    private static final int MOST_PORT = 65_535;
    private static final int MILLISECONDS_BETWEEN_LOOKS = 100;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--run",
            required = true,
            paramLabel = "DIR",
            description = "Folder of the run, or what export wrote.")
    private Path source;

    @Option(
            names = "--port",
            paramLabel = "n",
            defaultValue = "8080",
            description = "Port to listen at; 0 takes a free port. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--host",
            paramLabel = "NAME",
            defaultValue = "127.0.0.1",
            description = "Address to listen at; 0.0.0.0 lets other machines ask. Default: ${DEFAULT-VALUE}.")
    private String host;

    @Option(
            names = "--api-key-file",
            paramLabel = "FILE",
            description = "File with the key that clients must send. The environment variable " + ApiKey.VARIABLE
                    + " may hold the key instead.")
    private @Nullable Path keyFile;

    @Option(
            names = "--watch",
            paramLabel = "seconds",
            defaultValue = "2",
            description = "Look for a new model in the place of the old one that often; 0 never looks."
                    + " Default: ${DEFAULT-VALUE}.")
    private int watch;

    @Option(names = "--log-requests", description = "Log a line for each request, not for starts and faults only.")
    private boolean logsRequests;

    private final Map<String, String> environment;

    ServeProgram(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Serves until the process is told to end. The exit code is 2 for a command that was not understood, else 1. */
    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        int code = run(arguments, System.getenv(), out, err);
        System.exit(code);
    }

    /** Runs the command, whose first argument is its name. Returns the exit code. */
    static int run(String[] arguments, Map<String, String> environment, PrintWriter out, PrintWriter err) {
        int code = commandLine(environment)
                .setOut(out)
                .setErr(err)
                .setParameterExceptionHandler((failure, given) -> {
                    err.println("end4rec: " + failure.getMessage());
                    err.println(
                            "Try '" + failure.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
                    return CommandLine.ExitCode.USAGE;
                })
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    err.println("end4rec: " + message(failure));
                    if (environment.containsKey("END4REC_DEBUG")) {
                        failure.printStackTrace(err);
                    }
                    return CommandLine.ExitCode.SOFTWARE;
                })
                .execute(arguments);
        out.flush();
        err.flush();
        return code;
    }

    /** The program {@code end4rec} with the commands of this module alone. */
    static CommandLine commandLine(Map<String, String> environment) {
        return new CommandLine(CommandSpec.create().name("end4rec"))
                .addSubcommand(new ServeProgram(environment))
                .addSubcommand(new LoadCommand())
                .setExpandAtFiles(false)
                .setTrimQuotes(false)
                .setAbbreviatedOptionsAllowed(false);
    }

    private static String message(Exception failure) {
        if (failure instanceof NoSuchFileException missing) {
            return missing.getFile() + ": there is no such file or folder; check the path";
        }
        String message = failure.getMessage();
        return failure instanceof IOException && message != null
                ? message.replaceAll("\\s*\\R\\s*", " ")
                : "unexpected " + failure + "; set END4REC_DEBUG=1 to see where";
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (port < 0 || port > MOST_PORT) {
            throw new ParameterException(
                    spec.commandLine(), "--port is " + port + "; it must be from 0 to " + MOST_PORT);
        }
        if (watch < 0) {
            throw new ParameterException(spec.commandLine(), "--watch is " + watch + "; it must be at least 0");
        }
        PrintWriter out = spec.commandLine().getOut();
        LogLines log = new LogLines(spec.commandLine().getErr());
        RecommendationService service = start(log);
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            service.close();
                            ended.countDown();
                        },
                        "end4rec-stop"));
        String name = host.contains(":") ? "[" + host + "]" : host;
        String address = "http://" + name + ":" + service.address().getPort() + "/";
        out.println("Listening at " + address + "; loading " + source + " and warming up, some seconds");
        if (!service.load()) {
            out.println("The run has not ended its first epoch; " + address + "run shows the training meanwhile");
        }
        while (!service.models().isReady()) {
            Thread.sleep(MILLISECONDS_BETWEEN_LOOKS);
        }
        out.println("Serving " + source + " at " + address + " until Ctrl-C");
        ended.await();
        return CommandLine.ExitCode.OK;
    }

    private RecommendationService start(LogLines log) throws IOException {
        ApiKey key = key();
        try {
            RecommendationService service = new RecommendationService(
                    new RecommendationService.Settings(
                            source, host, port, key, logsRequests, Duration.ofSeconds(watch), Limits.DEFAULTS),
                    log);
            if (key == null && !service.address().getAddress().isLoopbackAddress()) {
                log.warn("open", Map.of("why", "no key is set, so whoever reaches " + host + " may ask"));
            }
            return service;
        } catch (BindException e) {
            throw new IOException(
                    "cannot listen at " + host + " port " + port + " (" + e.getMessage() + "); choose another --port"
                            + " or --host",
                    e);
        } catch (UnknownHostException e) {
            throw new IOException("--host: there is no host '" + host + "'", e);
        }
    }

    private @Nullable ApiKey key() throws IOException {
        String variable = environment.get(ApiKey.VARIABLE);
        if (keyFile != null) {
            return ApiKey.read(keyFile);
        }
        return variable == null ? null : ApiKey.of(variable);
    }
}
