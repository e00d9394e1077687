package org.end4rec.core.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A headless Chromium, spoken to by its DevTools protocol. Remembers what the page asked for and complained of. CI has
 * one; elsewhere the tests of pages are skipped without it.
 */
public final class Browser implements AutoCloseable {
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    private static final int SECONDS = 60;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final WebSocket socket;
    private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
    private final List<String> requests = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private int sent;

    /**
     * A browser, with its files in a new folder in {@code folder}; null if there is none here.
     *
     * @throws AssertionError if there is none, and the environment variable END4REC_BROWSER_REQUIRED is set
     */
    public static @Nullable Browser start(Path folder) throws IOException {
        Optional<Path> program = find();
        if (program.isPresent()) {
            return new Browser(program.get(), Files.createDirectory(folder.resolve("profile")));
        }
        assertThat(System.getenv("END4REC_BROWSER_REQUIRED"))
                .as("a browser is required here and none was found; install chromium")
                .isNull();
        return null;
    }

    /** The browser; a test without one is skipped. */
    public static Browser orSkip(@Nullable Browser browser) {
        assumeTrue(browser != null, "no browser here: install chromium, or name one in END4REC_BROWSER");
        return Objects.requireNonNull(browser);
    }

    /** The program, from the environment variable END4REC_BROWSER or the path. */
    private static Optional<Path> find() {
        String named = System.getenv("END4REC_BROWSER");
        if (named != null) {
            return Optional.of(Path.of(named));
        }
        for (String folder : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
            for (String name : NAMES) {
                Path program = Path.of(folder, name);
                if (Files.isExecutable(program)) {
                    return Optional.of(program);
                }
            }
        }
        return Optional.empty();
    }

    private Browser(Path program, Path profile) throws IOException {
        process = new ProcessBuilder(
                        program.toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        String port = portFrom(profile.resolve("DevToolsActivePort"));
        HttpClient client = HttpClient.newHttpClient();
        JsonNode page = pages(client, port);
        socket = client.newWebSocketBuilder()
                .buildAsync(URI.create(page.get("webSocketDebuggerUrl").asText()), new Listener())
                .join();
        for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
            send(domain + ".enable", JSON.createObjectNode());
        }
    }

    private String portFrom(Path file) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (System.nanoTime() < end && process.isAlive()) {
            if (Files.exists(file) && !Files.readAllLines(file).isEmpty()) {
                return Files.readAllLines(file).get(0);
            }
            pause();
        }
        throw new IOException("the browser did not start");
    }

    private static JsonNode pages(HttpClient client, String port) throws IOException {
        var request = java.net.http.HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/list"))
                .build();
        try {
            for (int attempt = 0; attempt < SECONDS * 10; attempt++) {
                String body = client.send(request, java.net.http.HttpResponse.BodyHandlers.ofString())
                        .body();
                for (JsonNode target : JSON.readTree(body)) {
                    if (target.get("type").asText().equals("page")) {
                        return target;
                    }
                }
                pause();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        throw new IOException("the browser has no page");
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Shows a file in a window of that size and colour scheme. */
    public void show(Path file, int width, int height, String scheme) {
        show(file.toUri(), width, height, scheme);
    }

    /** As {@link #show(Path, int, int, String)}, what is at an address. */
    public void show(URI address, int width, int height, String scheme) {
        ObjectNode size = JSON.createObjectNode();
        size.put("width", width)
                .put("height", height)
                .put("deviceScaleFactor", 1)
                .put("mobile", false);
        send("Emulation.setDeviceMetricsOverride", size);
        ObjectNode media = JSON.createObjectNode();
        media.putArray("features")
                .addObject()
                .put("name", "prefers-color-scheme")
                .put("value", scheme);
        send("Emulation.setEmulatedMedia", media);
        requests.clear();
        complaints.clear();
        send("Page.navigate", JSON.createObjectNode().put("url", address.toString()));
        for (int attempt = 0; attempt < SECONDS * 10; attempt++) {
            if (evaluate("location.protocol + document.readyState")
                    .asText()
                    .equals(address.getScheme() + ":complete")) {
                return;
            }
            pause();
        }
        throw new IllegalStateException("the page was not loaded: " + address);
    }

    /** The value of a JavaScript expression. */
    public JsonNode evaluate(String expression) {
        ObjectNode parameters = JSON.createObjectNode();
        parameters.put("expression", expression).put("returnByValue", true);
        JsonNode answer = send("Runtime.evaluate", parameters);
        if (answer.has("exceptionDetails")) {
            throw new IllegalStateException(answer.toString());
        }
        return answer.path("result").path("value");
    }

    /**
     * Presses a key in the element that has the focus.
     *
     * @param key as JavaScript names it, such as {@code Tab} or {@code Enter}
     */
    public void press(String key, int code) {
        String text = key.equals("Enter") ? "\r" : key.equals(" ") ? " " : "";
        for (String type : List.of("keyDown", "keyUp")) {
            ObjectNode event = JSON.createObjectNode();
            event.put("type", type).put("key", key).put("code", key.equals(" ") ? "Space" : key);
            event.put("windowsVirtualKeyCode", code);
            if (!text.isEmpty() && type.equals("keyDown")) {
                event.put("text", text);
            }
            send("Input.dispatchKeyEvent", event);
        }
    }

    /** Types into the element that has the focus. */
    public void type(String text) {
        send("Input.insertText", JSON.createObjectNode().put("text", text));
    }

    /** The picture of what is shown, as a PNG. */
    public byte[] picture() {
        ObjectNode whole = JSON.createObjectNode().put("captureBeyondViewport", true);
        return Base64.getDecoder()
                .decode(send("Page.captureScreenshot", whole).get("data").asText());
    }

    /** Addresses asked for since the page was shown. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** Errors and warnings since the page was shown. */
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    private JsonNode send(String method, ObjectNode parameters) {
        int id = ++sent;
        ObjectNode message = JSON.createObjectNode();
        message.put("id", id).put("method", method).set("params", parameters);
        socket.sendText(message.toString(), true).join();
        while (true) {
            JsonNode answer = next(method);
            if (answer.path("id").asInt() == id) {
                return answer.path("result");
            }
            note(answer);
        }
    }

    private JsonNode next(String method) {
        @Nullable JsonNode message;
        try {
            message = messages.poll(SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        if (message == null) {
            throw new IllegalStateException("the browser does not answer to " + method);
        }
        return message;
    }

    private void note(JsonNode event) {
        JsonNode parameters = event.path("params");
        switch (event.path("method").asText()) {
            case "Network.requestWillBeSent" ->
                requests.add(parameters.path("request").path("url").asText());
            case "Log.entryAdded" -> complaints.add(parameters.path("entry").toString());
            case "Runtime.exceptionThrown", "Runtime.consoleAPICalled" -> complaints.add(parameters.toString());
            default -> {}
        }
    }

    @Override
    public void close() {
        socket.abort();
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        process.onExit().join();
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                try {
                    messages.add(JSON.readTree(text.toString()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                text.setLength(0);
            }
            from.request(1);
            return null;
        }
    }
}
