package org.end4rec.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The description that the service gives of itself is that of its answers. */
class OpenApiTest {
    private static RunningService service;
    private static JsonNode description;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        service = new RunningService(TinyModel.run());
        description = service.get("/openapi.json").json();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void namesEveryPath() {
        Set<String> described = new TreeSet<>();
        for (Map.Entry<String, JsonNode> path : description.get("paths").properties()) {
            path.getValue()
                    .fieldNames()
                    .forEachRemaining(method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey()));
        }
        assertThat(described)
                .isEqualTo(service.service().routes().stream()
                        .map(route -> route.method() + " " + route.template())
                        .filter(route -> !route.endsWith(".css") && !route.endsWith(".js"))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "/v1/recommend|/v1/recommend|{\"user\":\"u1\",\"explain\":true}|200",
                "/v1/recommend|/v1/recommend|[{\"user\":\"u1\"},{\"history\":[]}]|200",
                "/v1/recommend|/v1/recommend|{\"user\":\"u1\",\"top\":0}|400",
                "/v1/rank|/v1/rank|{\"user\":\"u1\",\"candidates\":[\"i7\",\"none\"],\"explain\":true}|200",
                "/v1/rank|/v1/rank|{}|400",
                "/v1/explain|/v1/explain|{\"user\":\"u1\",\"items\":[\"i7\"]}|200",
                "/v1/explain|/v1/explain|{\"history\":[]}|200",
                "/v1/items/{id}/similar|/v1/items/i7/similar?top=3&by=votes||200",
                "/v1/items/{id}/similar|/v1/items/none/similar||404",
                "/v1/model|/v1/model||200",
                "/v1/model/reload|/v1/model/reload|{}|200",
                "/v1/users|/v1/users?top=3&contains=7||200",
                "/v1/items|/v1/items||200",
                "/v1/run|/v1/run||200",
                "/v1/users/{id}/history|/v1/users/u1/history||200",
                "/health/live|/health/live||200",
                "/health/ready|/health/ready||200"
            })
    void answersAreAsDescribed(String template, String path, String body, int status)
            throws IOException, InterruptedException {
        boolean isPost = body != null;
        JsonNode operation = description.get("paths").get(template).get(isPost ? "post" : "get");
        RunningService.Answer answer = isPost ? service.post(path, body) : service.get(path);
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        JsonNode response = operation.get("responses").get(status == 200 ? "200" : "default");
        JsonNode content = response.get("content").get(answer.header("Content-Type"));
        assertThat(faults(content.get("schema"), answer.json(), "")).isEmpty();
        if (isPost && operation.has("requestBody") && status == 200) {
            JsonNode schema = operation.at("/requestBody/content/application~1json/schema");
            assertThat(faults(schema, RunningService.JSON.readTree(body), "")).isEmpty();
        }
    }

    @Test
    void theCheckFindsFaults() throws IOException {
        JsonNode schema = RunningService.JSON.createObjectNode().put("$ref", "#/components/schemas/Event");
        assertThat(faults(schema, RunningService.JSON.readTree("{\"item\":\"i7\",\"behavior\":\"buy\"}"), ""))
                .isEmpty();
        assertThat(faults(schema, RunningService.JSON.readTree("{\"item\":7,\"time\":1}"), ""))
                .containsExactlyInAnyOrder(".item is no string", ".behavior is missing", ".time is unknown");
    }

    @Test
    void limitsAreThoseOfTheService() {
        Limits limits = Limits.DEFAULTS;
        JsonNode request = description.at("/components/schemas/RecommendRequest/properties");
        assertThat(request.at("/top/maximum").asInt()).isEqualTo(limits.top());
        assertThat(request.at("/history/maxItems").asInt()).isEqualTo(limits.history());
        assertThat(request.at("/only/maxItems").asInt()).isEqualTo(limits.ids());
        assertThat(request.at("/user/maxLength").asInt()).isEqualTo(limits.idLength());
        assertThat(description
                        .at("/components/schemas/ExplainRequest/properties/items/maxItems")
                        .asInt())
                .isEqualTo(limits.reasons());
        assertThat(description
                        .at("/paths/~1v1~1recommend/post/requestBody/content/application~1json/schema/oneOf/1/maxItems")
                        .asInt())
                .isEqualTo(limits.requests());
        assertThat(description.at("/info/description").asText())
                .contains(
                        "1 MiB", limits.requests() + " requests", limits.time().toSeconds() + " s");
        assertThat(limits.bodyBytes()).isEqualTo(1 << 20);
    }

    /** What is wrong with a value by a schema, in the words that this description uses. */
    private static List<String> faults(JsonNode schema, JsonNode value, String path) {
        if (schema.has("$ref")) {
            return faults(description.at(schema.get("$ref").asText().substring(1)), value, path);
        }
        if (schema.has("oneOf")) {
            long fitting = 0;
            for (JsonNode each : schema.get("oneOf")) {
                fitting += faults(each, value, path).isEmpty() ? 1 : 0;
            }
            return fitting == 1 ? List.of() : List.of(path + " fits " + fitting + " forms");
        }
        List<String> faults = new ArrayList<>();
        String type = schema.get("type").asText();
        boolean fits = switch (type) {
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "array" -> value.isArray();
            default -> value.isObject();
        };
        if (!fits) {
            return List.of(path + " is no " + type);
        }
        if (schema.has("enum") && !schema.get("enum").toString().contains(value.toString())) {
            faults.add(path + " is none of " + schema.get("enum"));
        }
        for (int i = 0; type.equals("array") && i < value.size(); i++) {
            faults.addAll(faults(schema.get("items"), value.get(i), path + "[" + i + "]"));
        }
        if (type.equals("object")) {
            schema.path("required").forEach(name -> {
                if (!value.has(name.asText())) {
                    faults.add(path + "." + name.asText() + " is missing");
                }
            });
            value.properties().forEach(member -> {
                JsonNode known = schema.path("properties").path(member.getKey());
                if (!known.isMissingNode()) {
                    faults.addAll(faults(known, member.getValue(), path + "." + member.getKey()));
                } else if (!schema.path("additionalProperties").asBoolean()) {
                    faults.add(path + "." + member.getKey() + " is unknown");
                }
            });
        }
        return faults;
    }
}
