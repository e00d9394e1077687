package org.end4rec.service;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Takes every request: is it meant for this service, may the client ask, which endpoint answers? Whatever an endpoint
 * throws, the client gets an answer, and the process lives on.
 */
final class FrontDoor implements HttpHandler {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH");

    private final List<Route> routes;
    private final Visitors visitors;
    private final Limits limits;
    private final JsonFields.Reader reader;
    private final Compute compute;
    private final Telemetry telemetry;
    private final LogLines log;
    private final boolean logsRequests;
    private final Gate gate;
    private final AtomicLong failures = new AtomicLong();

    FrontDoor(
            List<Route> routes,
            Visitors visitors,
            Limits limits,
            Compute compute,
            Telemetry telemetry,
            LogLines log,
            boolean logsRequests,
            Gate gate) {
        this.routes = routes;
        this.visitors = visitors;
        this.limits = limits;
        this.reader = JsonFields.reader(limits);
        this.compute = compute;
        this.telemetry = telemetry;
        this.log = log;
        this.logsRequests = logsRequests;
        this.gate = gate;
    }

    @Override
    public void handle(HttpExchange exchange) {
        long start = System.nanoTime();
        boolean entered = gate.enter();
        String template = "none";
        int status = 0;
        try {
            Route route = route(exchange);
            template = route == null ? template : route.template();
            Reply reply = entered ? reply(exchange, route) : closing();
            status = reply.status();
            send(exchange, reply, entered);
        } catch (IOException e) {
            // the client has gone, or was too slow; nobody is left to be told
            if (logsRequests) {
                log.info("client-gone", Map.of("path", template));
            }
        } finally {
            exchange.close();
            note(exchange.getRequestMethod(), template, status, System.nanoTime() - start);
            if (entered) {
                gate.leave();
            }
        }
    }

    private void note(String method, String template, int status, long nanoseconds) {
        String known = METHODS.contains(method) ? method : "other";
        telemetry.request(known, template, status, nanoseconds);
        if (logsRequests) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("method", known);
            line.put("path", template);
            line.put("status", status);
            line.put("ms", Math.round(nanoseconds / 1e4) / 100.0);
            log.info("request", line);
        }
    }

    private static Reply closing() {
        return new Problem(Problem.UNAVAILABLE, null, "the service is stopping").reply();
    }

    private @Nullable Route route(HttpExchange exchange) {
        String path = path(exchange);
        Route other = null;
        for (Route route : routes) {
            if (route.match(path) != null) {
                other = route;
                if (route.takes(exchange.getRequestMethod())) {
                    return route;
                }
            }
        }
        return other;
    }

    private static String path(HttpExchange exchange) {
        String path = exchange.getRequestURI().getRawPath();
        return path == null ? "" : path;
    }

    private Reply reply(HttpExchange exchange, @Nullable Route route) throws IOException {
        try {
            return answer(exchange, route);
        } catch (Problem problem) {
            return problem.reply();
        } catch (RuntimeException | Error failure) {
            long number = failures.incrementAndGet();
            log.error("failed", Map.of("path", route == null ? "" : route.template(), "number", number), failure);
            return new Problem(
                            Problem.FAILED,
                            null,
                            "this is a fault of the service; its log names it under number " + number)
                    .reply();
        }
    }

    private Reply answer(HttpExchange exchange, @Nullable Route route) throws IOException {
        Headers headers = exchange.getRequestHeaders();
        visitors.check(headers);
        if (route == null) {
            throw new Problem(Problem.NOT_FOUND, "path", "there is no such path; /openapi.json lists all");
        }
        if (!route.takes(exchange.getRequestMethod())) {
            return new Problem(
                            Problem.METHOD_NOT_ALLOWED,
                            "method",
                            "this path takes " + String.join(", ", allowed(exchange)))
                    .reply()
                    .with("Allow", String.join(", ", allowed(exchange)));
        }
        if (!route.isOpen()) {
            visitors.checkKey(headers);
        }
        Call call = new Call(exchange, limits, reader, route.match(path(exchange)));
        call.receive();
        return route.isComputed()
                ? compute.call(() -> route.endpoint().answer(call))
                : route.endpoint().answer(call);
    }

    private List<String> allowed(HttpExchange exchange) {
        List<String> allowed = new ArrayList<>();
        for (Route route : routes) {
            if (route.match(path(exchange)) != null) {
                allowed.add(route.method());
            }
        }
        return allowed;
    }

    private static void send(HttpExchange exchange, Reply reply, boolean staysOpen) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Cache-Control", "no-store");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        reply.headers().forEach(headers::set);
        if (!staysOpen) {
            headers.set("Connection", "close");
        }
        if (exchange.getRequestMethod().equals("HEAD")) {
            headers.set("Content-Length", Integer.toString(reply.body().length));
            exchange.sendResponseHeaders(reply.status(), -1);
            return;
        }
        exchange.sendResponseHeaders(reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
        if (reply.body().length > 0) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(reply.body());
            }
        }
    }
}
