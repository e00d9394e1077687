package org.end4rec.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.Headers;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may ask, and who not. */
class VisitorsTest {
    private static final String KEY = "0123456789abcdef";

    private static RunningService service;
    private static RunningService withoutKey;

    @BeforeAll
    static void start() throws IOException {
        service = new RunningService(TinyModel.run(), ApiKey.of(KEY), Limits.DEFAULTS);
        withoutKey = new RunningService(TinyModel.run());
    }

    @AfterAll
    static void stop() {
        service.close();
        withoutKey.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/model", "/v1/users", "/v1/users/u1/history", "/v1/items/i7/similar", "/metrics"})
    void whoAsksNeedsTheKey(String path) throws IOException, InterruptedException {
        RunningService.Answer refused = service.get(path);
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(refused.json().get("field").asText()).isEqualTo("Authorization");
        for (String wrong : new String[] {"Bearer " + KEY + "x", "Bearer", "Basic " + KEY, KEY, "Bearer 0"}) {
            assertThat(service.get(path, "Authorization", wrong).status()).isEqualTo(401);
        }
        assertThat(service.get(path, "Authorization", "Bearer " + KEY).status()).isEqualTo(200);
        assertThat(service.get(path, "Authorization", "bearer " + KEY).status()).isEqualTo(200);
    }

    @Test
    void aPostNeedsTheKeyBeforeItsBodyIsRead() throws IOException, InterruptedException {
        assertThat(service.post("/v1/recommend", "not even JSON").status()).isEqualTo(401);
        assertThat(service.post("/v1/model/reload", "{}").status()).isEqualTo(401);
        assertThat(service.post("/v1/recommend", "{\"user\":\"u1\"}", "Authorization", "Bearer " + KEY)
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health/live", "/health/ready", "/openapi.json"})
    void healthAndDescriptionAreOpen(String path) throws IOException, InterruptedException {
        assertThat(service.get(path).status()).isEqualTo(200);
    }

    private static String status(String headers) throws IOException {
        return status(withoutKey, headers);
    }

    private static String status(RunningService asked, String headers) throws IOException {
        return asked.raw("GET /health/live HTTP/1.1\r\n" + headers + "Connection: close\r\n\r\n")
                .lines()
                .findFirst()
                .orElse("");
    }

    /** A page of an enemy whose name leads to this machine sends its own name. */
    @Test
    void loopbackAnswersAsLocalhostOnly() throws IOException {
        assertThat(status("Host: localhost\r\n")).isEqualTo("HTTP/1.1 200 OK");
        assertThat(status("Host: 127.0.0.1:8080\r\n")).isEqualTo("HTTP/1.1 200 OK");
        assertThat(status("Host: [::1]:8080\r\n")).isEqualTo("HTTP/1.1 200 OK");
        assertThat(status("Host: enemy.example\r\n")).contains("421");
        assertThat(status("Host: 127.0.0.1.enemy.example:80\r\n")).contains("421");
        assertThat(status("")).contains("400");
    }

    @Test
    void pagesOfOtherOriginsMayNotAsk() throws IOException {
        String host = "Host: localhost:" + withoutKey.port() + "\r\n";
        assertThat(status(host + "Origin: http://localhost:" + withoutKey.port() + "\r\n"))
                .contains("200");
        assertThat(status(host + "Origin: http://enemy.example\r\n")).contains("403");
        assertThat(status(host + "Origin: null\r\n")).contains("403");
        assertThat(status(host + "Origin: http://localhost:1\r\n")).contains("403");
    }

    @Test
    void withAKeyTheNamesMayBeThoseOfAProxy() throws IOException {
        assertThat(status(service, "Host: shop.example\r\nOrigin: https://www.shop.example\r\n"))
                .contains("200");
        assertThat(status(service, "")).contains("400");
    }

    @Test
    void elsewhereAnyNameIsRight() throws IOException {
        Visitors visitors = new Visitors(null, "0.0.0.0", InetAddress.getByAddress(new byte[] {0, 0, 0, 0}));
        Headers headers = new Headers();
        headers.set("Host", "recommend.shop.example");
        visitors.check(headers);
        headers.set("Origin", "https://recommend.shop.example");
        visitors.check(headers);
        headers.set("Origin", "https://enemy.example");
        assertThatThrownBy(() -> visitors.check(headers)).isInstanceOf(Problem.class);
    }

    @Test
    void aKeyIsLongAndVisible(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("key"), KEY + "\n");
        assertThat(ApiKey.read(file).accepts("Bearer " + KEY)).isTrue();
        for (String bad : new String[] {"", "short", "0123456789abcde f", "0123456789abcdeä", KEY + "\n" + KEY}) {
            Files.writeString(file, bad);
            assertThatThrownBy(() -> ApiKey.read(file))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("at least 16 visible ASCII characters");
        }
        Files.write(file, new byte[20_000]);
        assertThatThrownBy(() -> ApiKey.read(file)).hasMessageContaining("too large");
    }
}
