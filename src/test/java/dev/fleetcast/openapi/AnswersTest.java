package dev.fleetcast.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetcast.device.command.CommandedDevice;
import dev.fleetcast.openapi.Description.Operation;
import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.ChannelApi;
import dev.fleetcast.testing.RawSseClient;
import dev.fleetcast.testing.SseClient;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Checks the application's responses against the OpenAPI document and its examples. */
@QuarkusTest
class AnswersTest {

    /** Their field names are names of channels and devices, or those of messages and values that other tests sent. */
    private static final Set<String> WITH_NAMES_OF_THEIR_OWN = Set.of(
            "/admin/connections",
            "/admin/devices/{channel}",
            "/api/v1/history/status/units",
            "/api/v1/history/status/units/moving",
            "/api/v1/telemetry/feed",
            "/api/v1/values");

    private final ChannelApi channel = ChannelApi.fresh();
    private Map<String, String> values;
    private int zone;
    private RawSseClient feed;
    private SseClient stream;

    @BeforeEach
    void fill() {
        var unit = Api.login("demo").request().get("/api/v1/monitoring/unit/1").jsonPath();
        feed = channel.follow("", "device", "W1");
        channel.push("e-1", "x");
        feed.await("x");
        channel.confirm("W1", "e-1", "shown");
        stream = Api.connect();
        Api demo = Api.login("demo");
        demo.request().body("7").put("/api/v1/values/temp").then().statusCode(200);
        CommandedDevice.ofUnit(1)
                .request()
                .formParam("temp", "21.5")
                .post("/v1/devices/1/variables")
                .then()
                .statusCode(200);
        zone = zoneOf(1);
        values = Map.of(
                "id", "1",
                "imei", unit.getString("data.imei"),
                "serial_no", unit.getString("data.serial_no"),
                "assignment", "primary",
                "channel", channel.name(),
                "stream_id", stream.streamId(),
                "name", "temp",
                "command_id", queuedCommand(demo));
    }

    private static int zoneOf(long client) {
        return Api.login("admin")
                .request()
                .contentType("application/json")
                .body(Map.of("client_id", client, "number", 90_210, "name", "Depot"))
                .post("/api/v1/admin/zones")
                .then()
                .statusCode(201)
                .extract()
                .path("data.id");
    }

    private static String queuedCommand(Api user) {
        return user.request()
                .contentType("application/json")
                .body(Map.of("function", "led", "expires_in", 60))
                .post("/api/v1/devices/1/commands")
                .then()
                .statusCode(202)
                .extract()
                .path("data.command_id");
    }

    @AfterEach
    void close() {
        Api.login("admin").request().delete("/api/v1/admin/zones/" + zone);
        feed.close();
        stream.close();
    }

    @TestFactory
    Stream<DynamicTest> areWhatIsDescribed() {
        Description api = Description.read();
        return api.operations().stream()
                .filter(operation ->
                        operation.method().equals("GET") || operation.path().contains("/pong/"))
                .filter(operation -> !operation.answer().isMissingNode())
                .map(operation -> dynamicTest(operation.toString(), () -> assertIsDescribed(api, operation)));
    }

    private void assertIsDescribed(Description api, Operation operation) throws Exception {
        Response response = ask(operation);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        JsonNode answer = new ObjectMapper().readTree(response.asString());

        assertThat(api.complaints(operation.answer().path("schema"), answer))
                .as("%s", answer)
                .isEmpty();
        if (!WITH_NAMES_OF_THEIR_OWN.contains(operation.path())) {
            assertSameFields(answer, operation.answer().path("example"));
        }
    }

    private Response ask(Operation operation) {
        boolean forUsers = operation.path().startsWith("/v1/")
                || operation.path().startsWith("/api/v1/")
                        && !operation.path().startsWith("/api/v1/admin/")
                        && !operation.path().startsWith("/api/v1/channels/");
        String path = ofThePast(operation
                .path()
                .replace("/events/{id}/", "/events/e-1/")
                .replace("/zones/{id}", "/zones/" + zone)
                .replace("/events/units/recent/hours/{hours}", "/events/units/recent/hours/1?ids=1"));
        for (Map.Entry<String, String> value : values.entrySet()) {
            path = path.replace('{' + value.getKey() + '}', value.getValue());
        }
        return Api.login(forUsers ? "demo" : "admin").request().request(operation.method(), path);
    }

    private static String ofThePast(String path) {
        String part = path.contains("{date}") ? "/from/10:00:00/to/11:00:00" : "/from/2026-02-15/to/2026-02-16";
        return path.replace("/from/{from}/to/{to}", part)
                .replace(
                        "/from/{from}/time/{from_time}/to/{to}/time/{to_time}",
                        "/from/2026-02-15/time/10:00:00/to/2026-02-16/time/11:00:00")
                .replaceAll("\\{(unit|vehicle|client|pool)_id}", "1")
                .replace("{role}", "primary")
                .replace("{date}", "2026-02-16")
                .replace("{which}", "all")
                .replace("{type}", "distances")
                .replace("{period}", "daily")
                .replace("{hours}", "1");
    }

    /** Compares nested objects, and the first entries of lists that are not empty on both sides. */
    private static void assertSameFields(JsonNode answer, JsonNode example) {
        if (answer.isObject() && example.isObject()) {
            assertThat(names(answer)).isEqualTo(names(example));
            answer.properties().forEach(field -> assertSameFields(field.getValue(), example.path(field.getKey())));
        } else if (answer.isArray() && example.isArray() && !answer.isEmpty() && !example.isEmpty()) {
            assertSameFields(answer.get(0), example.get(0));
        }
    }

    private static Set<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).collect(Collectors.toSet());
    }
}
