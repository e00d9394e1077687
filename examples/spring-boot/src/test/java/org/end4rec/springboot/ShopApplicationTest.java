package org.end4rec.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.end4rec.models.recommend.HistoryEvent;
import org.end4rec.models.recommend.Recommender;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

class ShopApplicationTest {
    /** A run that the tests of compatibility keep. */
    private static final Path RUN = Path.of("../../models/src/test/resources/compat/0.1.0/run");

    private static ConfigurableApplicationContext application;

    @BeforeAll
    static void start() {
        application = SpringApplication.run(ShopApplication.class, "--server.port=0", "--end4rec.run=" + RUN);
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        String port = application.getEnvironment().getProperty("local.server.port");
        URI address = URI.create("http://localhost:" + port + path);
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }

    @Test
    void answersAsTheRecommenderDoes() throws IOException, InterruptedException {
        Recommender recommender = Recommender.load(RUN);
        String user = recommender.users().iterator().next();
        HttpResponse<String> answer = get("/recommendations/" + user);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo(recommender.recommend(recommender.historyOf(user), 10).stream()
                        .map(each -> "{\"item\":\"" + each.item() + "\",\"score\":" + each.score() + "}")
                        .collect(Collectors.joining(",", "[", "]")));
    }

    private static HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        String port = application.getEnvironment().getProperty("local.server.port");
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    @Test
    void answersForAHistoryBeforeAndAfterAnExchange() throws IOException, InterruptedException {
        Recommender recommender = Recommender.load(RUN);
        String item = recommender.items().iterator().next();
        String behavior = recommender.behaviors().iterator().next();
        String expected = recommender.recommend(List.of(new HistoryEvent(item, behavior)), 10).stream()
                .map(each -> "{\"item\":\"" + each.item() + "\",\"score\":" + each.score() + "}")
                .collect(Collectors.joining(",", "{\"items\":[", "]"));
        String history = "[{\"item\":\"" + item + "\",\"behavior\":\"" + behavior + "\"}]";
        assertThat(post("/recommendations", history).body()).startsWith(expected);
        assertThat(post("/model", "").body()).isEqualTo("2");
        assertThat(post("/recommendations", history).body()).startsWith(expected);
    }

    @Test
    void saysThatThereIsNoSuchUser() throws IOException, InterruptedException {
        assertThat(get("/recommendations/nobody").statusCode()).isEqualTo(404);
    }
}
