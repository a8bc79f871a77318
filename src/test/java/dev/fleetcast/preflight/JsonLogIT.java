package dev.fleetcast.preflight;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetcast.demo.embedded.Ports;
import dev.fleetcast.testing.EmptyRegistry;
import dev.fleetcast.testing.SharedServices;
import dev.fleetcast.testing.TestSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The JSON log of the packaged application. */
class JsonLogIT {

    private static final String FORGED = "{\"level\":\"ERROR\",\"message\":\"forged\"}";
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z]+)` \\| .* \\|$");

    @Test
    void everyLineIsAnObjectWithDocumentedKeysWhateverIsLogged() throws Exception {
        int port = Ports.free();
        String address = "http://localhost:" + port;
        try (PackagedStart start = PackagedStart.in(environment(port))) {
            await().atMost(Duration.ofSeconds(120)).ignoreExceptions().until(() -> {
                assertThat(start.hasEndedWithin(0)).isFalse();
                return given().get(address + "/q/health/live").statusCode() == 200;
            });
            given().contentType("application/json")
                    .body(Map.of("username", "a\r\n" + FORGED, "password", "b"))
                    .post(address + "/api/v1/auth/login");
            given().queryParam("name", "a\r\n" + FORGED + "\u2028\u0085").get(address + "/q/health/live");
            await().until(() -> start.lines().stream().anyMatch(line -> line.contains("forged")));

            List<JsonNode> lines = parsed(start.lines());

            assertThat(lines).hasSizeGreaterThan(3).allSatisfy(line -> {
                assertThat(keys(line)).isSubsetOf(documented());
                assertThat(keys(line))
                        .contains("timestamp", "level", "logger", "thread", "message", "service", "version", "host");
                assertThat(line.path("service").asText()).isEqualTo("fleetcast");
                assertThat(OffsetDateTime.parse(line.path("timestamp").asText()))
                        .isNotNull();
                assertThat(line.path("level").asText()).isNotEqualTo("ERROR");
            });
            assertThat(lines)
                    .filteredOn(line -> line.path("message").asText().contains("\r\n" + FORGED))
                    .isNotEmpty();
        }
    }

    private static Map<String, String> environment(int port) {
        EmptyRegistry registry = EmptyRegistry.create();
        Map<String, String> environment = new HashMap<>();
        environment.put("KAFKA_BOOTSTRAP_SERVERS", SharedServices.bootstrapServers());
        environment.put("QUARKUS_DATASOURCE_JDBC_URL", registry.jdbcUrl());
        environment.put("QUARKUS_DATASOURCE_USERNAME", SharedServices.database().username());
        environment.put("QUARKUS_DATASOURCE_PASSWORD", SharedServices.database().password());
        environment.put(
                "FLEETCAST_ACCESS_SIGNING_KEY", TestSettings.signingKey().toString());
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        environment.put("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "true");
        // The application's own code does not log client input; the access log does.
        environment.put("QUARKUS_HTTP_ACCESS_LOG_ENABLED", "true");
        environment.put("QUARKUS_HTTP_ACCESS_LOG_PATTERN", "%m %{q,name}");
        return environment;
    }

    private static List<JsonNode> parsed(List<String> lines) throws Exception {
        ObjectMapper json = new ObjectMapper();
        List<JsonNode> parsed = new ArrayList<>();
        for (String line : lines) {
            JsonNode object = json.readTree(line);
            assertThat(object.isObject()).as(line).isTrue();
            parsed.add(object);
        }
        return parsed;
    }

    private static Set<String> keys(JsonNode line) {
        Set<String> keys = new TreeSet<>();
        line.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    /** The keys in the table of the documentation. */
    private static Set<String> documented() throws Exception {
        String page = Files.readString(Path.of("docs", "operations.md"));
        String section = page.substring(page.indexOf("\n### Logs\n"));
        return ROW.matcher(section.substring(0, section.indexOf("\n## ")))
                .results()
                .map((MatchResult row) -> row.group(1))
                .collect(Collectors.toSet());
    }
}
