package org.end4rec.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return ServeProgram.run(arguments, Map.of(), new PrintWriter(out), new PrintWriter(err));
    }

    @Test
    void measuresBothWaysForEachNumberOfClients() throws IOException {
        assertThat(run("load", "--run", TinyModel.run().toString(), "--clients", "1,3", "--seconds", "1", "--json"))
                .as(err.toString())
                .isZero();
        JsonNode json = RunningService.JSON.readTree(out.toString());
        List<String> rows = new ArrayList<>();
        for (JsonNode row : json.get("rows")) {
            rows.add(row.get("calls").asText() + " " + row.get("clients").asInt());
            assertThat(row.get("requests").asInt()).isPositive();
            assertThat(row.get("failed").asInt()).isZero();
            assertThat(row.get("perSecond").asDouble()).isPositive();
            assertThat(row.get("p50").asDouble())
                    .isPositive()
                    .isLessThanOrEqualTo(row.get("p99").asDouble());
            assertThat(row.get("p99").asDouble())
                    .isLessThanOrEqualTo(row.get("p999").asDouble());
        }
        assertThat(rows).containsExactly("in process 1", "over HTTP 1", "in process 3", "over HTTP 3");
    }

    @Test
    void quantilesAreThoseOfTheSortedTimes() throws IOException, InterruptedException {
        Map<Integer, List<Integer>> turns = new ConcurrentHashMap<>();
        LoadTimes times = LoadTimes.measure(3, Duration.ofMillis(50), (client, turn) -> {
            turns.computeIfAbsent(client, each -> new ArrayList<>()).add(turn);
            return turn % 2 == 0;
        });
        int all = turns.values().stream().mapToInt(List::size).sum();
        assertThat(times.requests()).isEqualTo(all);
        assertThat(times.failed()).isEqualTo((int) turns.values().stream()
                .flatMap(List::stream)
                .filter(turn -> turn % 2 != 0)
                .count());
        // each client takes every third turn, and together they take each turn once
        for (Map.Entry<Integer, List<Integer>> each : new TreeMap<>(turns).entrySet()) {
            assertThat(each.getValue().subList(0, 3))
                    .containsExactly(each.getKey(), each.getKey() + 3, each.getKey() + 6);
        }
        assertThat(times.quantile(0.5)).isLessThanOrEqualTo(times.quantile(1));
        assertThat(times.quantile(0)).isPositive();
    }

    @Test
    void anAnswerThatIsNoneCountsAsFailed() throws IOException {
        try (RunningService service = new RunningService(TinyModel.run());
                LoadClients clients = new LoadClients(service.service().address(), 1, List.of("u1", "nobody"), 3)) {
            assertThat(clients.ask(0, 0)).isTrue();
            assertThat(clients.ask(0, 1)).isFalse();
            assertThat(clients.ask(0, 2)).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "load --run a --seconds 0|--seconds is 0; it must be from 1 to 3600",
                "load --run a --clients 8,257|--clients has 257; it must be from 1 to 256",
                "load --clients 8|Missing required option: '--run=DIR'"
            })
    void refusesWhatItDoesNotUnderstand(String command, String message) {
        assertThat(run(command.split(" "))).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("end4rec: " + message + "\nTry 'end4rec load --help'.\n");
    }

    @Test
    void anExportHasNobodyToAskFor() throws IOException {
        assertThat(run("load", "--run", TinyModel.export().toString())).isEqualTo(1);
        assertThat(err.toString()).contains("has no users to ask for");
    }
}
