package org.end4rec.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Endpoints that fail as none should. */
class FrontDoorTest {
    @Test
    void aFaultOfTheServiceIsNumberedAndLoggedAndShowsNothing() throws IOException, InterruptedException {
        Route.Endpoint broken = call -> {
            throw new IllegalStateException("secret");
        };
        Route.Endpoint exhausted = call -> {
            throw new OutOfMemoryError("secret");
        };
        List<Route> routes = List.of(
                Route.get("/broken", broken),
                Route.get("/exhausted", exhausted),
                Route.computed("GET", "/computed", exhausted),
                Route.get("/well", call -> Reply.json("well")));
        StringWriter log = new StringWriter();
        InetAddress loopback = InetAddress.getLoopbackAddress();
        HttpServer server = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
        try (Compute compute = new Compute(Limits.DEFAULTS);
                Telemetry telemetry = new Telemetry()) {
            server.createContext(
                    "/",
                    new FrontDoor(
                            routes,
                            new Visitors(null, "localhost", loopback),
                            Limits.DEFAULTS,
                            compute,
                            telemetry,
                            new LogLines(new PrintWriter(log)),
                            false,
                            new Gate()));
            server.start();
            int number = 0;
            for (String path : List.of("/broken", "/exhausted", "/computed")) {
                HttpResponse<String> answer = get(server, path);
                assertThat(answer.statusCode()).isEqualTo(500);
                JsonNode problem = RunningService.JSON.readTree(answer.body());
                assertThat(problem.get("detail").asText()).endsWith("under number " + ++number);
                assertThat(answer.body()).doesNotContain("secret");
                assertThat(log.toString())
                        .contains("\"path\":\"" + path + "\"", "\"number\":" + number, "secret", "FrontDoorTest");
            }
            assertThat(get(server, "/well").body()).isEqualTo("\"well\"");
        } finally {
            server.stop(0);
        }
    }

    private static HttpResponse<String> get(HttpServer server, String path) throws IOException, InterruptedException {
        URI address = URI.create("http://localhost:" + server.getAddress().getPort() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }
}
