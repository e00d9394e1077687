package org.end4rec.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that are slow, many, or gone, and a service that stops while they ask. */
@Timeout(120)
class UnrulyClientsTest {
    private static final String BODY = "{\"user\":\"u1\"}";
    private static final String HEAD = "POST /v1/recommend HTTP/1.1\r\nHost: localhost\r\n"
            + "Content-Type: application/json\r\nContent-Length: " + BODY.length() + "\r\n\r\n";

    private static Socket connect(RunningService service, String sent) throws IOException {
        Socket socket = new Socket(service.service().address().getAddress(), service.port());
        socket.setSoTimeout(60_000);
        OutputStream out = socket.getOutputStream();
        out.write(sent.getBytes(StandardCharsets.UTF_8));
        out.flush();
        return socket;
    }

    /** Everything that comes until the service closes the connection; a cut counts as the end. */
    private static String all(Socket socket) {
        try (socket) {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException cut) {
            return "";
        }
    }

    @Test
    void slowOnesAreCutAndOthersAreAnsweredMeanwhile() throws IOException, InterruptedException {
        try (RunningService service = new RunningService(TinyModel.run())) {
            List<Socket> slow = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                slow.add(connect(service, "POST /v1/recommend HTTP/1.1\r\nHost: loc"));
                slow.add(connect(service, HEAD + BODY.substring(0, 5)));
                slow.add(connect(service, ""));
            }
            assertThat(service.post("/v1/recommend", BODY).status()).isEqualTo(200);
            for (int i = 0; i < slow.size(); i++) {
                if (i % 3 < 2) {
                    assertThat(all(slow.get(i))).doesNotContain("200 OK");
                }
            }
            assertThat(service.post("/v1/recommend", BODY).status()).isEqualTo(200);
            for (Socket each : slow) {
                each.close();
            }
        }
    }

    @Test
    void thoseWhoLeaveBeforeTheAnswerHarmNobody() throws IOException, InterruptedException {
        try (RunningService service = new RunningService(TinyModel.run())) {
            for (int i = 0; i < 50; i++) {
                connect(service, HEAD + BODY).close();
                connect(service, HEAD).close();
                connect(service, "GARBAGE\r\n\r\n").close();
                connect(service, "GET / HTTP/9.9\r\n\r\n").close();
                connect(service, "\u0000\u0001\u0002").close();
            }
            assertThat(service.post("/v1/recommend", BODY).status()).isEqualTo(200);
        }
    }

    @Test
    void aRequestInWorkIsAnsweredWhileTheServiceStops() throws Exception {
        RunningService service = new RunningService(TinyModel.run());
        try (Socket early = connect(service, HEAD + BODY.substring(0, 5))) {
            while (service.service().active() == 0) {
                Thread.sleep(5);
            }
            CompletableFuture<Void> stopping = CompletableFuture.runAsync(service::close);
            while (!service.get("/health/live").text().contains("stopping")) {
                Thread.sleep(5);
            }
            early.getOutputStream().write(BODY.substring(5).getBytes(StandardCharsets.UTF_8));
            early.getOutputStream().flush();
            assertThat(all(early))
                    .startsWith("HTTP/1.1 200 OK")
                    .contains("\"user\":\"u1\"")
                    .endsWith("}");
            stopping.get();
        }
        assertThat(service.log()).contains("\"event\":\"stopped\"", "\"unfinished\":0");
        assertThatThrownBy(() -> connect(service, "").close()).isInstanceOf(ConnectException.class);
    }

    @Test
    void tooManyAreRefusedAtOnce() throws Exception {
        try (Compute compute = new Compute(Limits.DEFAULTS)) {
            CountDownLatch end = new CountDownLatch(1);
            List<CompletableFuture<Integer>> waiting = new ArrayList<>();
            int most = 200 + Runtime.getRuntime().availableProcessors();
            var clients = Executors.newCachedThreadPool();
            for (int i = 0; i < most; i++) {
                waiting.add(CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return compute.call(() -> {
                                    end.await();
                                    return 1;
                                });
                            } catch (IOException e) {
                                return 0;
                            }
                        },
                        clients));
            }
            while (compute.waiting() < 200) {
                Thread.sleep(5);
            }
            assertThatThrownBy(() -> compute.call(() -> 1))
                    .isInstanceOfSatisfying(
                            Problem.class,
                            problem -> assertThat(problem.status()).isEqualTo(503));
            end.countDown();
            for (CompletableFuture<Integer> each : waiting) {
                assertThat(each.get()).isEqualTo(1);
            }
            clients.shutdown();
        }
    }

    @Test
    void whatTakesTooLongIsRefused() throws IOException, InterruptedException {
        Limits hasty = new Limits(1 << 20, 100, 100, 100, 100, 100, 100, Duration.ofNanos(1));
        try (RunningService service = new RunningService(TinyModel.run(), null, hasty)) {
            RunningService.Answer late = service.post("/v1/recommend", "[" + BODY + "]");
            assertThat(late.status()).isEqualTo(503);
            assertThat(late.json().get("detail").asText()).contains("took longer");
        }
    }

    @Test
    void whatNobodyExpectedComesThrough() {
        try (Compute compute = new Compute(Limits.DEFAULTS)) {
            IllegalStateException exception = new IllegalStateException("secret");
            StackOverflowError error = new StackOverflowError();
            assertThatThrownBy(() -> compute.call(() -> {
                        throw exception;
                    }))
                    .isSameAs(exception);
            assertThatThrownBy(() -> compute.call(() -> {
                        throw error;
                    }))
                    .isSameAs(error);
        }
    }
}
