package org.end4rec.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A service on a free port, and a client of it. */
final class RunningService implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();

    private final RecommendationService service;
    private final StringWriter log = new StringWriter();
    private final HttpClient client = HttpClient.newHttpClient();

    /** What came back; the names of headers in lower case. */
    record Answer(int status, Map<String, String> headers, String text) {
        JsonNode json() throws IOException {
            return JSON.readTree(text);
        }

        String header(String name) {
            return String.valueOf(headers.get(name.toLowerCase(Locale.ROOT)));
        }
    }

    RunningService(Path source) throws IOException {
        this(source, null, Limits.DEFAULTS);
    }

    RunningService(Path source, @Nullable ApiKey key, Limits limits) throws IOException {
        this(new RecommendationService.Settings(source, "127.0.0.1", 0, key, true, Duration.ZERO, limits));
        service.load();
    }

    /** Not loaded yet. */
    RunningService(RecommendationService.Settings settings) throws IOException {
        service = new RecommendationService(settings, new LogLines(new PrintWriter(log)));
    }

    RecommendationService service() {
        return service;
    }

    /** Lines of the log so far. */
    String log() {
        return log.toString();
    }

    int port() {
        return service.address().getPort();
    }

    Answer get(String path, String... headers) throws IOException, InterruptedException {
        return send(request(path, headers).GET());
    }

    Answer post(String path, String body, String... headers) throws IOException, InterruptedException {
        return send(request(path, headers)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        Map<String, String> headers = new TreeMap<>();
        response.headers()
                .map()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
        return new Answer(response.statusCode(), headers, response.body());
    }

    /** Sends bytes as they are, and returns all that comes back until the service closes the connection. */
    String raw(String text) throws IOException {
        try (Socket socket = new Socket(service.address().getAddress(), port())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        service.close();
    }
}
